/**
 * The engine on TensorFlow; the only room that sees {@code org.tensorflow}.
 *
 * <p>Starting point: {@link dev.rollcall.inference.engine.tensorflow.TensorFlowEngine}. Imported by
 * boot alone.
 */
@NullMarked
package dev.rollcall.inference.engine.tensorflow;

import org.jspecify.annotations.NullMarked;
