/**
 * Pixels: faces cut out of pictures, through Thumbnailator.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.pixels.JpegCrops}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.pixels;

import org.jspecify.annotations.NullMarked;
