package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.tfjs.WeightsManifest;
import java.util.List;

/** The layers that face-api's networks share; a layer's name is the prefix of its weights. */
final class Layers {
  // The mean of the pictures that the networks were trained on, in RGB.
  private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

  final GraphBuilder graph = new GraphBuilder();
  private final WeightsManifest weights;

  Layers(WeightsManifest weights) {
    this.weights = weights;
  }

  Constant weight(String name) throws ConversionException {
    return weights.constant(name);
  }

  /** The picture as all but the detector want it. */
  String normalisedImage(int side) {
    return graph.normalise(graph.image(side, side), 255, MEAN);
  }

  String relu(String x, String name) {
    return graph.node("Relu", name, x);
  }

  String sum(String name, String first, String second) {
    return graph.node("AddV2", name, first, second);
  }

  String conv(String x, String name, int stride) throws ConversionException {
    String y = graph.conv2d(x, name, weight(name + "/filters"), stride, Padding.SAME);
    return graph.biasAdd(y, name + "/bias", weight(name + "/bias"));
  }

  /** Depthwise, then pointwise, then bias. */
  String separable(String x, String name, int stride) throws ConversionException {
    String y = separableWithoutBias(x, name, stride);
    return graph.biasAdd(y, name + "/bias", weight(name + "/bias"));
  }

  String separableWithoutBias(String x, String name, int stride) throws ConversionException {
    String y = graph.depthwise(x, name + "/depthwise", weight(name + "/depthwise_filter"), stride);
    return graph.conv2d(
        y, name + "/pointwise", weight(name + "/pointwise_filter"), 1, Padding.SAME);
  }

  String dense(String x, String name) throws ConversionException {
    String y = graph.dense(x, name, weight(name + "/weights"));
    return graph.biasAdd(y, name + "/bias", weight(name + "/bias"));
  }

  /**
   * The four dense blocks and the pooling that landmarks and expression begin with: 112 pixels a
   * side to {@code [N, 256]}.
   */
  String denseFeatures() throws ConversionException {
    String x = normalisedImage(112);
    for (int block = 0; block < 4; block++) {
      x = denseBlock(x, "dense" + block, block == 0);
    }
    return graph.reshapeRows(
        graph.pool("AvgPool", x, "pooled", 7, 2, Padding.VALID), "features", 256);
  }

  private String denseBlock(String x, String name, boolean first) throws ConversionException {
    String conv0 = name + "/conv0";
    String out1 = relu(first ? conv(x, conv0, 2) : separable(x, conv0, 2), conv0 + "/relu");
    String out2 = separable(out1, name + "/conv1", 1);
    String in3 = relu(sum(name + "/sum1", out1, out2), name + "/relu1");
    String out3 = separable(in3, name + "/conv2", 1);
    String tail2 = sum(name + "/sum2", out1, sum(name + "/sum2b", out2, out3));
    String out4 = separable(relu(tail2, name + "/relu2"), name + "/conv3", 1);
    String tail3 = sum(name + "/sum3c", out2, sum(name + "/sum3b", out3, out4));
    return relu(sum(name + "/sum3", out1, tail3), name + "/relu3");
  }

  static List<Integer> shape(Integer... sizes) {
    return List.of(sizes);
  }
}
