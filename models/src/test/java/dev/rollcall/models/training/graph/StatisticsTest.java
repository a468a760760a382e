package dev.rollcall.models.training.graph;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Moving averages are variables without a gradient. The framework's {@code Optimizer.minimize}
 * throws where a graph holds one; here they stand beside the optimiser and are moved by the step.
 */
class StatisticsTest {
  private static final String IMAGE = "image";

  /** One normalisation whose squares shall sum to nothing. */
  private static final Plan PLAN =
      new Plan() {
        @Override
        public List<Feed> feeds() {
          return List.of(new Feed(IMAGE, List.of(2L, 2L, 1L)));
        }

        @Override
        public Operand<TFloat32> loss(
            Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
          Ops ops = layers.ops();
          Operand<TFloat32> y = layers.normalisation("n", Plan.fed(fed, IMAGE), 1);
          return ops.math.mean(ops.math.square(y), ops.constant(new int[] {0, 1, 2, 3}));
        }

        @Override
        public Map<String, Operand<TFloat32>> outputs(
            Layers layers, Map<String, Operand<TFloat32>> fed) {
          return Map.of("y", layers.normalisation("n", Plan.fed(fed, IMAGE), 1));
        }
      };

  @Test
  void step_movesStatisticsByTheBatch_andLeavesThemOutOfTheOptimiser() {
    Batch batch =
        new Batch(
            2, Map.of(IMAGE, new Batch.Block(new float[] {1, 3, 5, 7, 9, 11, 13, 15}, 2, 2, 2, 1)));
    try (TrainingGraph graph =
        new TrainingGraph(PLAN, new TrainingGraph.Setup(1, 0, 0.5, Precision.FLOAT32, 1))) {
      graph.step(batch, 1e-2, 1);
      Map<String, float[]> after = graph.weights();

      // A tenth of the way from 0 to the batch's mean of 8.
      assertThat(after.getOrDefault("n/mean", new float[0])[0]).isWithin(1e-4f).of(0.8f);
      // Adam's first step is the rate, whatever the gradient.
      assertThat(after.getOrDefault("n/scale", new float[0])[0]).isWithin(1e-4f).of(0.99f);
      assertThat(after).containsKey("n/scale/adam_m");
      assertThat(after).doesNotContainKey("n/mean/adam_m");
      assertThat(graph.size()).isEqualTo(2);
    }
  }
}
