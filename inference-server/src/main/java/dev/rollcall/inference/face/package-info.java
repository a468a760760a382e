/**
 * What is known of a face: pure values, pixels of the upright picture.
 *
 * <p>Starting points: {@link dev.rollcall.inference.face.Face}, {@link
 * dev.rollcall.inference.face.Analysis}. Imported by everyone; imports nothing.
 */
@NullMarked
package dev.rollcall.inference.face;

import org.jspecify.annotations.NullMarked;
