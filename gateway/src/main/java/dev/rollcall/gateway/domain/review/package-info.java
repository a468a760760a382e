/**
 * Faces that wait for a person's decision. Values without I/O.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.review.ReviewItem}. Everybody may import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.review;

import org.jspecify.annotations.NullMarked;
