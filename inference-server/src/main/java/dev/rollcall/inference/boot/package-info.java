/**
 * Wires everything, starts it, drains it.
 *
 * <p>Starting point: {@link dev.rollcall.inference.boot.InferenceServerMain}. Imported by nobody.
 */
@NullMarked
package dev.rollcall.inference.boot;

import org.jspecify.annotations.NullMarked;
