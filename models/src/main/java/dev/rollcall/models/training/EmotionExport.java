package dev.rollcall.models.training;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.Detail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * The trained network as the server runs it: RGB bytes in, calibrated probabilities out, batch
 * normalisation folded into the convolutions.
 */
final class EmotionExport {
  /** As in {@link dev.rollcall.models.training.graph.Layers}. */
  private static final double EPSILON = 1e-3;

  private final EmotionNet net;
  private final Map<String, float[]> weights;
  private final GraphBuilder graph = new GraphBuilder();

  private EmotionExport(EmotionNet net, Map<String, float[]> weights) {
    this.net = net;
    this.weights = weights;
  }

  /**
   * Builds the network.
   *
   * @param side of the faces that the server cuts, in pixels
   * @param detail what is done to them before the network sees them; null: nothing
   */
  static Network of(
      EmotionNet net,
      Map<String, float[]> weights,
      int side,
      @Nullable Detail detail,
      double temperature) {
    return new EmotionExport(net, weights).build(side, detail, temperature);
  }

  private Network build(int side, @Nullable Detail detail, double temperature) {
    String x =
        graph.conv2d(
            graph.image(side, side),
            "grey",
            Constant.of(List.of(1, 1, 3, 1), 0.299f, 0.587f, 0.114f),
            1,
            Padding.SAME);
    if (detail != null) {
      x = resampled(x, detail);
    }
    x = standardised(x);
    int width = net.width();
    x = block(x, "stem", 3, 1, net.stem(), 1);
    x = block(x, "down", 3, net.stem(), width, net.downStride());
    x = residual(x, "stage1", width, width, 1);
    x = residual(x, "stage2a", width, width * 2, 2);
    x = residual(x, "stage2b", width * 2, width * 2, 1);
    x = residual(x, "stage3a", width * 2, width * 4, 2);
    x = residual(x, "stage3b", width * 4, width * 4, 1);
    String features = graph.globalMean(x, "features");
    float factor = (float) (1 / temperature);
    Constant head = Constant.of(List.of(width * 4, net.labels()), scaled("head/weights", factor));
    String logits =
        graph.biasAdd(
            graph.dense(features, "head", head),
            "head/bias",
            Constant.vector(scaled("head/bias", factor)));
    String probabilities = graph.node("Softmax", "probabilities", logits);
    return graph.network(
        side,
        side,
        Map.of("probabilities", new Network.Output(probabilities, List.of(net.labels()))));
  }

  /** {@code M x M^T} for each face, as two products of matrices. */
  private String resampled(String x, Detail detail) {
    float[][] matrix = detail.ofSharp();
    float[] transposed = new float[detail.from() * detail.to()];
    for (int out = 0; out < detail.to(); out++) {
      for (int in = 0; in < detail.from(); in++) {
        transposed[in * detail.to() + out] = matrix[out][in];
      }
    }
    Constant columns = Constant.of(List.of(detail.from(), detail.to()), transposed);
    // [N, rows, columns, 1]: shorten the columns, exchange the two, shorten what were the rows.
    String rows = graph.reshapeRows(x, "detail/rows", detail.from());
    String narrow = graph.dense(rows, "detail/narrow", columns);
    String turned = exchanged(narrow, "detail/turned", detail.from(), detail.to());
    String small = graph.dense(turned, "detail/small", columns);
    String back = exchanged(small, "detail/back", detail.to(), detail.to());
    return graph.reshapeRows(back, "detail/picture", detail.to(), detail.to(), 1);
  }

  /** {@code [N * height, width]} to {@code [N * width, height]}, each picture turned over. */
  private String exchanged(String x, String name, int height, int width) {
    String picture = graph.reshapeRows(x, name + "/picture", height, width);
    String turned =
        graph.add(
            NodeDef.newBuilder()
                .setName(name)
                .setOp("Transpose")
                .addInput(picture)
                .addInput(graph.integers(name + "/order", List.of(3), 0, 2, 1))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Tperm", GraphBuilder.type(DataType.DT_INT32)));
    return graph.reshapeRows(turned, name + "/rows", height);
  }

  private String standardised(String x) {
    String centred = graph.node("Sub", "centred", x, mean(x, "mean"));
    String variance = mean(graph.node("Square", "squared", centred), "variance");
    String one = graph.constant("one", Constant.scalar(1));
    String deviation =
        graph.node("Rsqrt", "deviation", graph.node("AddV2", "shifted", variance, one));
    return graph.node("Mul", "standardised", centred, deviation);
  }

  private String mean(String x, String name) {
    return graph.add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Mean")
            .addInput(x)
            .addInput(graph.integers(name + "/axes", List.of(3), 1, 2, 3))
            .putAttr("keep_dims", AttrValue.newBuilder().setB(true).build())
            .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
            .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32)));
  }

  private String block(String x, String name, int window, int inputs, int outputs, int stride) {
    return graph.node("Relu", name + "/relu", folded(x, name, window, inputs, outputs, stride));
  }

  private String residual(String x, String name, int inputs, int outputs, int stride) {
    String inner = block(x, name + "/a", 3, inputs, outputs, stride);
    inner = folded(inner, name + "/b", 3, outputs, outputs, 1);
    String shortcut = x;
    if (stride > 1) {
      shortcut = graph.pool("AvgPool", x, name + "/pool", stride, stride, Padding.SAME);
    }
    if (inputs != outputs) {
      shortcut = folded(shortcut, name + "/s", 1, inputs, outputs, 1);
    }
    return graph.node("Relu", name, graph.node("AddV2", name + "/sum", inner, shortcut));
  }

  /** Convolution and normalisation in one: kernel and bias take scale, mean and variance in. */
  private String folded(String x, String name, int window, int inputs, int outputs, int stride) {
    float[] kernel = weight(name + "/kernel").clone();
    float[] scale = weight(name + "/scale");
    float[] shift = weight(name + "/shift");
    float[] mean = weight(name + "/mean");
    float[] variance = weight(name + "/variance");
    float[] bias = new float[outputs];
    float[] factor = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      factor[i] = (float) (scale[i] / Math.sqrt(variance[i] + EPSILON));
      bias[i] = shift[i] - mean[i] * factor[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= factor[i % outputs];
    }
    String y =
        graph.conv2d(
            x,
            name,
            Constant.of(List.of(window, window, inputs, outputs), kernel),
            stride,
            Padding.SAME);
    return graph.biasAdd(y, name + "/bias", Constant.vector(bias));
  }

  private float[] scaled(String name, float factor) {
    float[] values = weight(name).clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  private float[] weight(String name) {
    float[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the checkpoint holds no " + name);
    }
    return values;
  }
}
