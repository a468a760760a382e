/**
 * The port behind which pixels are touched, and the plain geometry of crops.
 *
 * <p>Starting points: {@link dev.rollcall.inference.vision.Vision}, {@link
 * dev.rollcall.inference.vision.Framing}. Imported by admission, heads and pipeline; of the house
 * it imports values and the manifest's crop recipes.
 */
@NullMarked
package dev.rollcall.inference.vision;

import org.jspecify.annotations.NullMarked;
