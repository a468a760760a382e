/**
 * Networks that learn, in TensorFlow's graph mode. The only part of the training that sees
 * TensorFlow's operations.
 *
 * <p>Starting points: {@link dev.rollcall.models.training.graph.TrainingGraph} and the {@link
 * dev.rollcall.models.training.graph.Plan} it is made from. Imported by {@code training}.
 */
@NullMarked
package dev.rollcall.models.training.graph;

import org.jspecify.annotations.NullMarked;
