/**
 * The index of templates in memory: exact search over contiguous floats.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.gallery.ExactGallery}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.gallery;

import org.jspecify.annotations.NullMarked;
