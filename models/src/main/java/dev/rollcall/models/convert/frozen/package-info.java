/**
 * TensorFlow graphs whose variables were frozen into constants: one {@code .pb} with a GraphDef.
 *
 * <p>Starting point: {@link dev.rollcall.models.convert.frozen.FrozenGraph}. Imported by
 * convert.task.
 */
@NullMarked
package dev.rollcall.models.convert.frozen;

import org.jspecify.annotations.NullMarked;
