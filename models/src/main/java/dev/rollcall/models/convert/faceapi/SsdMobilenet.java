package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ssd_mobilenetv1}: MobileNet, six grids of predictors, 5118 anchors. Boxes are decoded in
 * the graph, as in the object-detection API that trained it: centres are offsets in tenths of the
 * anchor's sides, sides are logarithms in fifths.
 */
final class SsdMobilenet {
  private static final int SIDE = 512;
  private static final int CLASSES = 3;
  private static final int FACE = 1;
  private static final double BATCH_NORM_EPSILON = 0.0010000000474974513;
  private static final Set<Integer> HALVING = Set.of(2, 4, 6, 12);
  // The grids' sides and, for each, the anchors in a cell.
  private static final int[] GRIDS = {32, 16, 8, 4, 2, 1};
  private static final int[] ANCHORS = {3, 6, 6, 6, 6, 6};

  private final Layers layers;
  private final GraphBuilder graph;

  private SsdMobilenet(Layers layers) {
    this.layers = layers;
    this.graph = layers.graph;
  }

  static Network build(Layers layers) throws ConversionException {
    return new SsdMobilenet(layers).run();
  }

  private Network run() throws ConversionException {
    List<String> features = features();
    List<String> boxes = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    for (int i = 0; i < GRIDS.length; i++) {
      int count = GRIDS[i] * GRIDS[i] * ANCHORS[i];
      String name = "Prediction/BoxPredictor_" + i + "/";
      // The file has y before x.
      boxes.add(
          graph.reshapeRows(
              predict(features.get(i), name + "BoxEncodingPredictor", SsdMobilenet::swapAxes),
              name + "boxes",
              count,
              4));
      scores.add(
          graph.reshapeRows(
              predict(
                  features.get(i),
                  name + "ClassPredictor",
                  weight -> weight.keepLast(channel -> channel % CLASSES == FACE)),
              name + "scores",
              count));
    }
    int anchors = layers.weight("Output/extra_dim").size() / 4;
    return graph.network(
        SIDE,
        SIDE,
        Map.of(
            "boxes",
            new Network.Output(decode(graph.concat("encoded", 1, boxes)), Layers.shape(anchors, 4)),
            "scores",
            new Network.Output(
                graph.node("Sigmoid", "scores", graph.concat("logits", 1, scores)),
                Layers.shape(anchors))));
  }

  /** What the six predictors look at. */
  private List<String> features() throws ConversionException {
    List<String> features = new ArrayList<>();
    String x = graph.normalise(graph.image(SIDE, SIDE), 127.5, 127.5f);
    x = pointwise(x, "MobilenetV1/Conv2d_0_pointwise", 2);
    for (int i = 1; i <= 13; i++) {
      String name = "MobilenetV1/Conv2d_" + i;
      x = depthwise(x, name + "_depthwise", HALVING.contains(i) ? 2 : 1);
      x = pointwise(x, name + "_pointwise", 1);
      if (i == 11 || i == 13) {
        features.add(x);
      }
    }
    for (int i = 0; i < 8; i++) {
      x = pointwise(x, "Prediction/Conv2d_" + i + "_pointwise", i % 2 == 0 ? 1 : 2);
      if (i % 2 == 1) {
        features.add(x);
      }
    }
    return features;
  }

  private String pointwise(String x, String name, int stride) throws ConversionException {
    String y = graph.conv2d(x, name, layers.weight(name + "/weights"), stride, Padding.SAME);
    y = graph.biasAdd(y, name + "/bias", layers.weight(name + "/convolution_bn_offset"));
    return graph.node("Relu6", name + "/relu6", y);
  }

  private String depthwise(String x, String name, int stride) throws ConversionException {
    String norm = name + "/BatchNorm/";
    Constant variance = layers.weight(norm + "moving_variance");
    float[] reciprocal = new float[variance.size()];
    for (int i = 0; i < reciprocal.length; i++) {
      reciprocal[i] = (float) (1 / Math.sqrt(variance.get(i) + BATCH_NORM_EPSILON));
    }
    Constant factor = layers.weight(norm + "gamma").scale(Constant.vector(reciprocal), 0);
    Constant shift =
        layers
            .weight(norm + "beta")
            .plus(layers.weight(norm + "moving_mean").scale(factor, 0).negated());
    String y = graph.depthwise(x, name, layers.weight(name + "/depthwise_weights"), stride);
    y = graph.node("Mul", name + "/scaled", y, graph.constant(name + "/factor", factor));
    y = layers.sum(name + "/shifted", y, graph.constant(name + "/shift", shift));
    return graph.node("Relu6", name + "/relu6", y);
  }

  private interface Selection {
    Constant apply(Constant weight);
  }

  private String predict(String x, String name, Selection selection) throws ConversionException {
    Constant kernel = selection.apply(layers.weight(name + "/weights"));
    String y = graph.conv2d(x, name, kernel, 1, Padding.SAME);
    return graph.biasAdd(y, name + "/bias", selection.apply(layers.weight(name + "/biases")));
  }

  /** y, x, height, width of each anchor to x, y, width, height. */
  private static Constant swapAxes(Constant weight) {
    return weight.permuteLast(channel -> channel ^ 1);
  }

  private String decode(String encoded) throws ConversionException {
    Constant anchors = layers.weight("Output/extra_dim");
    int count = anchors.size() / 4;
    float[] centre = new float[count * 2];
    float[] step = new float[count * 2];
    float[] half = new float[count * 2];
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 2; axis++) {
        float from = anchors.get(i * 4 + 1 - axis);
        float to = anchors.get(i * 4 + 3 - axis);
        centre[i * 2 + axis] = (from + to) / 2 * SIDE;
        step[i * 2 + axis] = (to - from) / 10 * SIDE;
        half[i * 2 + axis] = (to - from) / 2 * SIDE;
      }
    }
    String offset = times("centre/offset", graph.sliceLast(encoded, "centre/encoded", 0, 2), step);
    String middle =
        layers.sum("centre", offset, graph.constant("centre/anchors", perAnchor(count, centre)));
    String fifths =
        graph.node(
            "Mul",
            "sides/logarithm",
            graph.sliceLast(encoded, "sides/encoded", 2, 2),
            graph.constant("sides/fifth", Constant.scalar(0.2)));
    String reach = times("sides/half", graph.node("Exp", "sides/factor", fifths), half);
    return graph.concat(
        "boxes",
        2,
        List.of(
            graph.node("Sub", "boxes/from", middle, reach), layers.sum("boxes/to", middle, reach)));
  }

  private String times(String name, String x, float[] perAnchor) {
    return graph.node(
        "Mul",
        name,
        x,
        graph.constant(name + "/anchors", perAnchor(perAnchor.length / 2, perAnchor)));
  }

  private static Constant perAnchor(int count, float[] values) {
    return Constant.of(List.of(count, 2), values);
  }
}
