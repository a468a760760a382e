package dev.rollcall.models.training;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.Detail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * The trained network as the server runs it: RGB bytes in, calibrated probabilities out, batch
 * normalisation folded into the convolutions.
 */
final class EmotionExport {
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
    String features = TowerExport.features(graph, net.tower(), weights, x);
    float factor = (float) (1 / temperature);
    Constant head =
        Constant.of(
            List.of(net.tower().featureSize(), net.labels()), scaled("head/weights", factor));
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
