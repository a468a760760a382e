/**
 * What a picture showed: faces, their features, and the models that found them.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.face.Face}, {@link
 * dev.rollcall.gateway.domain.face.Picture}. Everybody may import this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.face;

import org.jspecify.annotations.NullMarked;
