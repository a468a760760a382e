package dev.rollcall.models.training;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** A trained {@link ResidualTower} with its batch normalisation folded into the convolutions. */
final class TowerExport {
  /** As in {@link dev.rollcall.models.training.graph.Layers}. */
  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;
  private final Map<String, float[]> weights;

  private TowerExport(GraphBuilder graph, Map<String, float[]> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Adds the tower to a graph.
   *
   * @param image the node of the faces, 0 to 255
   * @return the node of the features
   */
  static String features(
      GraphBuilder graph, ResidualTower tower, Map<String, float[]> weights, String image) {
    return new TowerExport(graph, weights).build(tower, image);
  }

  private String build(ResidualTower tower, String image) {
    int width = tower.width();
    String x = standardised(image);
    x = block(x, "stem", 3, tower.channels(), tower.stem(), 1);
    x = block(x, "down", 3, tower.stem(), width, tower.downStride());
    x = residual(x, "stage1", width, width, 1);
    x = residual(x, "stage2a", width, width * 2, 2);
    x = residual(x, "stage2b", width * 2, width * 2, 1);
    x = residual(x, "stage3a", width * 2, width * 4, 2);
    x = residual(x, "stage3b", width * 4, width * 4, 1);
    return graph.globalMean(x, "features");
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

  private float[] weight(String name) {
    float[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the checkpoint holds no " + name);
    }
    return values;
  }
}
