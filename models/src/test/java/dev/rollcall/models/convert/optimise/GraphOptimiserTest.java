package dev.rollcall.models.convert.optimise;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class GraphOptimiserTest {
  private static final int SIDE = 8;

  private final Random random = new Random(3);
  private final GraphBuilder graph = new GraphBuilder();

  @Test
  void optimise_ofScalesAndShiftsRoundConvolutions_leavesConvolutionBiasAndActivation() {
    String x = graph.normalise(graph.image(SIDE, SIDE), 255, 120, 110, 100);
    String y = graph.conv2d(x, "conv", values(3, 3, 3, 4), 2, Padding.SAME);
    y = graph.biasAdd(y, "bias", values(4));
    y = graph.node("Mul", "scale", y, graph.constant("factor", values(4)));
    y = graph.node("AddV2", "shift", y, graph.constant("addend", values(4)));
    y = clip(y, "first");
    y = graph.depthwise(y, "depthwise", values(3, 3, 4, 1), 1);
    y = graph.node("Mul", "scale2", y, graph.constant("factor2", values(4)));
    y = graph.node("Sub", "shift2", y, graph.constant("subtrahend", values(4)));
    y = graph.node("Relu", "relu2", y);

    Network before = network(y);
    Network after = GraphOptimiser.optimise(before);

    assertThat(operations(after))
        .containsExactly(
            "Placeholder",
            "Cast",
            "Sub",
            "Conv2D",
            "BiasAdd",
            "Relu6",
            "DepthwiseConv2dNative",
            "BiasAdd",
            "Relu");
    assertSame(before, after);
  }

  @Test
  void optimise_ofAConvolutionUsedTwice_keepsTheUnscaledResult() {
    String x = graph.conv2d(graph.image(SIDE, SIDE), "conv", values(1, 1, 3, 4), 1, Padding.SAME);
    String scaled = graph.node("Mul", "scale", x, graph.constant("factor", values(4)));
    Network before = network(graph.node("AddV2", "sum", x, scaled));

    Network after = GraphOptimiser.optimise(before);

    assertThat(operations(after)).contains("Mul");
    assertSame(before, after);
  }

  @Test
  void optimise_ofAFactorThatGrowsTheShape_isLeftAlone() {
    String x = graph.conv2d(graph.image(SIDE, SIDE), "conv", values(1, 1, 3, 1), 1, Padding.SAME);
    Network before = network(graph.node("Mul", "scale", x, graph.constant("factor", values(4))));

    Network after = GraphOptimiser.optimise(before);

    assertThat(operations(after)).contains("Mul");
    assertSame(before, after);
  }

  private String clip(String x, String name) {
    String low = graph.node("Relu", name + "/relu", x);
    String high =
        graph.node(
            "Minimum", name + "/min", low, graph.constant(name + "/six", Constant.scalar(6)));
    return graph.node(
        "Maximum", name + "/max", high, graph.constant(name + "/zero", Constant.scalar(0)));
  }

  private Network network(String output) {
    return graph.network(SIDE, SIDE, Map.of("out", new Network.Output(output, List.of())));
  }

  private Constant values(Integer... shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.4f;
    }
    return Constant.of(List.of(shape), values);
  }

  private static List<String> operations(Network network) {
    return network.graph().getNodeList().stream()
        .map(NodeDef::getOp)
        .filter(operation -> !operation.equals("Const"))
        .toList();
  }

  private static void assertSame(Network before, Network after) {
    float[] expected = run(before);
    float[] actual = run(after);
    assertThat(actual).hasLength(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isWithin(1e-3f).of(expected[i]);
    }
  }

  private static float[] run(Network network) {
    byte[] pixels = new byte[2 * SIDE * SIDE * 3];
    new Random(5).nextBytes(pixels);
    String output = network.outputs().values().iterator().next().node();
    try (Graph imported = new Graph()) {
      imported.importGraphDef(network.graph());
      try (Session session = new Session(imported);
          TUint8 image = TUint8.tensorOf(Shape.of(2, SIDE, SIDE, 3), DataBuffers.of(pixels));
          Result result = session.runner().feed(Network.INPUT, image).fetch(output).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }
}
