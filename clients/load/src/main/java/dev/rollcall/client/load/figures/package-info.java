/**
 * What is measured, as numbers.
 *
 * <p>Starting point: {@link dev.rollcall.client.load.figures.Distribution}. Imported by the
 * measurements.
 */
@NullMarked
package dev.rollcall.client.load.figures;

import org.jspecify.annotations.NullMarked;
