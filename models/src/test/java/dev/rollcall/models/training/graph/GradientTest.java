package dev.rollcall.models.training.graph;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.models.training.graph.Variables.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;

/** What this TensorFlow computes as gradients, against finite differences; and what it must not. */
class GradientTest {
  private static final double STEP = 1e-2;

  @Test
  void residualBlock_gradients_matchFiniteDifferences() {
    check(layers -> layers.globalMean(layers.residual("r", picture(layers), 2, 4, 2)));
  }

  @Test
  void dense_gradients_matchFiniteDifferences() {
    check(layers -> layers.dense("d", layers.globalMean(picture(layers)), 2, 3));
  }

  @Test
  void depthwiseAndSoftmax_gradients_matchFiniteDifferences() {
    check(
        layers -> {
          Ops ops = layers.ops();
          Operand<TFloat32> depth =
              ops.nn.depthwiseConv2dNative(
                  picture(layers),
                  layers.imported(
                      "kernel",
                      dev.rollcall.models.convert.graph.Constant.of(
                          List.of(3, 3, 2, 1), noise(18, 5))),
                  List.of(1L, 1L, 1L, 1L),
                  "SAME");
          return ops.nn.softmax(layers.globalMean(depth));
        });
  }

  @Test
  void dilatedConvolution_isRefused_becauseItsGradientIsWrong() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                check(
                    layers ->
                        layers.globalMean(
                            layers
                                .ops()
                                .nn
                                .conv2d(
                                    picture(layers),
                                    layers.imported(
                                        "kernel",
                                        dev.rollcall.models.convert.graph.Constant.of(
                                            List.of(3, 3, 2, 2), noise(36, 5))),
                                    List.of(1L, 1L, 1L, 1L),
                                    "SAME",
                                    Conv2d.dilations(List.of(1L, 2L, 2L, 1L))))));
    assertThat(refused).hasMessageThat().contains("dilated");
  }

  @Test
  void topK_isRefused_becauseItHasNoGradient() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                check(
                    layers -> {
                      Ops ops = layers.ops();
                      Operand<TFloat32> x =
                          layers.dense("d", layers.globalMean(picture(layers)), 2, 3);
                      return ops.nn.topK(x, ops.constant(2), new TopK.Options[0]).values();
                    }));
    assertThat(refused).hasMessageThat().contains("cannot be trained");
  }

  @Test
  void sparseCrossEntropy_isRefused_becauseItHasNoGradient() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                check(
                    layers -> {
                      Ops ops = layers.ops();
                      Operand<TFloat32> x =
                          layers.dense("d", layers.globalMean(picture(layers)), 2, 3);
                      return ops.nn
                          .sparseSoftmaxCrossEntropyWithLogits(x, ops.constant(new int[] {0, 1, 2}))
                          .loss();
                    }));
    assertThat(refused).hasMessageThat().contains("cannot be trained");
  }

  @Test
  void unusedVariable_isRefused_byName() {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Variables variables = new Variables(ops);
      Operand<TFloat32> used = variables.variable("used", Kind.TRAINED, Variables.constant(1), 2);
      Operand<TFloat32> unused =
          variables.variable("unused", Kind.TRAINED, Variables.constant(1), 2);
      Operand<TFloat32> loss = ops.reduceSum(used, ops.constant(0));
      RuntimeException refused =
          assertThrows(
              RuntimeException.class, () -> Gradients.of(graph, loss, List.of(used, unused)));
      assertThat(refused).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Operand<TFloat32> picture(Layers layers) {
    return layers.ops().constant(Shape.of(3, 6, 6, 2), DataBuffers.of(noise(3 * 6 * 6 * 2, 1)));
  }

  private static float[] noise(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The loss is a random weighing of what the layers give. */
  private static void check(Function<Layers, Operand<TFloat32>> network) {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Variables variables = new Variables(ops);
      Operand<TFloat32> given =
          network.apply(new Layers(ops, variables, Layers.Branch.TRAINING, 3));
      int size = 1;
      for (long side : given.shape().asArray()) {
        size *= Math.toIntExact(side);
      }
      Operand<TFloat32> weighed =
          ops.math.mul(
              ops.reshape(given, ops.constant(new int[] {-1})),
              ops.constant(Shape.of(size), DataBuffers.of(noise(size, 42))));
      Operand<TFloat32> loss = ops.reduceSum(weighed, ops.constant(0));
      List<Variables.Variable> trained = variables.of(Kind.TRAINED);
      List<Operand<TFloat32>> gradients =
          Gradients.of(graph, loss, trained.stream().map(Variables.Variable::value).toList());
      try (Session session = new Session(graph, Precision.FLOAT32.config(1))) {
        variables.initialise(session);
        for (int v = 0; v < trained.size(); v++) {
          compare(session, variables, trained.get(v), gradients.get(v), loss);
        }
      }
    }
  }

  private static void compare(
      Session session,
      Variables variables,
      Variables.Variable variable,
      Operand<TFloat32> gradient,
      Operand<TFloat32> loss) {
    float[] analytic = new float[Math.toIntExact(variable.shape().size())];
    try (Result result = session.runner().fetch(gradient).run()) {
      result.get(0).asRawTensor().data().asFloats().read(analytic);
    }
    List<Double> off = new ArrayList<>();
    for (int i = 0; i < analytic.length; i += Math.max(1, analytic.length / 8)) {
      double numeric =
          (lossAt(session, variables, variable, i, STEP, loss)
                  - lossAt(session, variables, variable, i, -STEP, loss))
              / (2 * STEP);
      off.add(Math.abs(numeric - analytic[i]) / (Math.abs(numeric) + Math.abs(analytic[i]) + 0.1));
    }
    off.sort(null);
    // A ReLU's edge between the two points makes single differences wrong, never most of them.
    assertThat(off.get(off.size() / 2)).isLessThan(0.03);
  }

  private static double lossAt(
      Session session,
      Variables variables,
      Variables.Variable variable,
      int index,
      double by,
      Operand<TFloat32> loss) {
    Map<String, float[]> moved = new LinkedHashMap<>();
    float[] values = variable.first().clone();
    values[index] += (float) by;
    moved.put(variable.name(), values);
    variables.write(session, moved);
    try (Result result = session.runner().fetch(loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    } finally {
      variables.write(session, Map.of(variable.name(), variable.first()));
    }
  }
}
