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

  /** {@code S (gains . (A x A^T)) S^T} for each face, as products of matrices. */
  private String resampled(String x, Detail detail) {
    int to = detail.to();
    Constant analysis = transposed(detail.analysis());
    Constant synthesis = transposed(detail.synthesis());
    // [N, rows, columns, 1]: along the rows, exchange the two, along what were the columns.
    String rows = graph.reshapeRows(x, "detail/rows", detail.from());
    String narrow = graph.dense(rows, "detail/narrow", analysis);
    String turned = exchanged(narrow, "detail/turned", detail.from(), to);
    String cosines =
        graph.reshapeRows(graph.dense(turned, "detail/cosines", analysis), "detail/pairs", to, to);
    // The gains are the same for a pair and for the pair exchanged.
    String weighed =
        graph.node(
            "Mul",
            "detail/weighed",
            cosines,
            graph.constant("detail/gains", transposed(detail.gainsOfSharp())));
    String wide =
        graph.dense(
            graph.reshapeRows(weighed, "detail/weighed/rows", to), "detail/wide", synthesis);
    String back = exchanged(wide, "detail/back", to, to);
    return graph.reshapeRows(
        graph.dense(back, "detail/pixels", synthesis), "detail/picture", to, to, 1);
  }

  private static Constant transposed(float[][] matrix) {
    int rows = matrix[0].length;
    int columns = matrix.length;
    float[] values = new float[rows * columns];
    for (int y = 0; y < columns; y++) {
      for (int x = 0; x < rows; x++) {
        values[x * columns + y] = matrix[y][x];
      }
    }
    return Constant.of(List.of(rows, columns), values);
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
