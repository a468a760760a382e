package dev.rollcall.models.training.graph;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class BackboneTest {
  @TempDir Path folder;

  @Test
  void lastLayer_learns_whatLiesBeforeStays() throws Exception {
    Backbone backbone = backbone(1);
    Map<String, float[]> before = constants(backbone.learnt(learntAfter(backbone, 0)));
    Map<String, float[]> after = constants(backbone.learnt(learntAfter(backbone, 3)));
    assertThat(backbone.featureSize()).isEqualTo(4);
    assertThat(after.get("first/kernel")).isEqualTo(before.get("first/kernel"));
    assertThat(after.get("first/bias/values")).isEqualTo(before.get("first/bias/values"));
    assertThat(Arrays.equals(after.get("second/kernel"), before.get("second/kernel"))).isFalse();
  }

  @Test
  void noStep_answers_asTheSavedModelDid() throws Exception {
    Backbone backbone = backbone(2);
    Map<String, float[]> constants = constants(backbone.learnt(learntAfter(backbone, 0)));
    assertThat(constants.get("second/kernel")).usingExactEquality().containsExactly(kernel(8, 2));
  }

  private static float[] kernel(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Two convolutions of one pixel, the mean, and a matrix that is left out. */
  private Backbone backbone(int layers) throws Exception {
    GraphBuilder graph = new GraphBuilder();
    String x = graph.image(4, 4);
    x =
        graph.conv2d(
            x,
            "first",
            Constant.of(List.of(1, 1, 3, 2), kernel(6, 1)),
            1,
            GraphBuilder.Padding.SAME);
    x = graph.node("Relu", "relu", graph.biasAdd(x, "first/bias", Constant.vector(0.1f, 0.2f)));
    x =
        graph.conv2d(
            x,
            "second",
            Constant.of(List.of(1, 1, 2, 4), kernel(8, 2)),
            1,
            GraphBuilder.Padding.SAME);
    x = graph.globalMean(x, "mean");
    x = graph.dense(x, "age", Constant.of(List.of(4, 1), 1, 2, 3, 4));
    Network network =
        graph.network(
            4, 4, Map.of("age", new Network.Output(graph.reshapeRows(x, "years"), List.of())));
    SavedModelFile.write(network, folder);
    return Backbone.read(folder, "age", Backbone.End.BEFORE_LAST_MATRIX, layers);
  }

  private static Map<String, float[]> learntAfter(Backbone backbone, int steps) {
    Plan plan =
        new Plan() {
          @Override
          public List<Feed> feeds() {
            return List.of(new Feed("image", List.of(4L, 4L, 3L)));
          }

          @Override
          public Operand<TFloat32> loss(
              Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
            Ops ops = layers.ops();
            Operand<TFloat32> features = backbone.features(layers, Plan.fed(fed, "image"));
            return ops.math.mean(ops.math.square(features), ops.constant(new int[] {0, 1}));
          }

          @Override
          public Map<String, Operand<TFloat32>> outputs(
              Layers layers, Map<String, Operand<TFloat32>> fed) {
            return Map.of("features", backbone.features(layers, Plan.fed(fed, "image")));
          }
        };
    float[] image = kernel(2 * 4 * 4 * 3, 9);
    Batch batch = new Batch(2, Map.of("image", new Batch.Block(image, 2, 4, 4, 3)));
    try (TrainingGraph graph =
        new TrainingGraph(plan, new TrainingGraph.Setup(1, 0, 0.5, Precision.FLOAT32, 1))) {
      for (int step = 1; step <= steps; step++) {
        graph.step(batch, 0.05, step);
      }
      return graph.slowWeights();
    }
  }

  private static Map<String, float[]> constants(List<NodeDef> nodes) {
    Map<String, float[]> values = new java.util.HashMap<>();
    for (NodeDef node : nodes) {
      if (node.getOp().equals("Const")
          && node.getAttrOrThrow("value").getTensor().getDtype()
              == org.tensorflow.proto.DataType.DT_FLOAT) {
        values.put(node.getName(), Constant.of(node.getAttrOrThrow("value").getTensor()).values());
      }
    }
    return values;
  }
}
