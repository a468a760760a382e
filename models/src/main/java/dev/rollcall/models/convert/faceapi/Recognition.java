package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import java.util.Map;

/** {@code face_recognition}: dlib's residual network, 150 pixels a side to 128 floats. */
final class Recognition {
  private static final int SIDE = 150;

  private final Layers layers;
  private String x;
  private int channels;
  private int side;

  private Recognition(Layers layers) {
    this.layers = layers;
    this.x = layers.normalisedImage(SIDE);
  }

  static Network build(Layers layers) throws ConversionException {
    return new Recognition(layers).run();
  }

  private Network run() throws ConversionException {
    x = activated(conv(x, "conv32_down", 2), "conv32_down");
    x = layers.graph.pool("MaxPool", x, "pool", 3, 2, Padding.VALID);
    channels = 32;
    side = 35;
    keep("conv32_1", "conv32_2", "conv32_3");
    halve("conv64_down", 64);
    keep("conv64_1", "conv64_2", "conv64_3");
    halve("conv128_down", 128);
    keep("conv128_1", "conv128_2");
    halve("conv256_down", 256);
    keep("conv256_1", "conv256_2");
    halve("conv256_down_out", 256);
    String features = layers.graph.globalMean(x, "features");
    return layers.graph.network(
        SIDE,
        SIDE,
        Map.of(
            "embedding",
            new Network.Output(
                layers.graph.dense(features, "embedding", layers.weight("fc")),
                Layers.shape(128))));
  }

  /** Residual blocks that keep the size. */
  private void keep(String... names) throws ConversionException {
    for (String name : names) {
      String y = activated(conv(x, name + "/conv1", 1), name + "/conv1");
      y = conv(y, name + "/conv2", 1);
      x = activated(layers.sum(name + "/sum", y, x), name);
    }
  }

  /**
   * A residual block that halves the size. The convolution rounds down where the pooling beside it
   * does not, and the pooling has fewer channels: what is missing is zero.
   */
  private void halve(String name, int newChannels) throws ConversionException {
    String y = activated(conv(x, name + "/conv1", 2), name + "/conv1");
    y = conv(y, name + "/conv2", 1);
    String pooled = layers.graph.pool("AvgPool", x, name + "/pool", 2, 2, Padding.VALID);
    int missingRows = side / 2 - ((side - 3) / 2 + 1);
    if (missingRows > 0) {
      y = layers.graph.padAfter(y, name + "/rows", missingRows, 0);
    }
    if (newChannels > channels) {
      pooled = layers.graph.padAfter(pooled, name + "/channels", 0, newChannels - channels);
    }
    x = activated(layers.sum(name + "/sum", pooled, y), name);
    side /= 2;
    channels = newChannels;
  }

  /** Convolution and the learned scale and shift behind it. */
  private String conv(String input, String name, int stride) throws ConversionException {
    Padding padding = stride == 1 ? Padding.SAME : Padding.VALID;
    String y =
        layers.graph.conv2d(input, name, layers.weight(name + "/conv/filters"), stride, padding);
    y = layers.graph.biasAdd(y, name + "/bias", layers.weight(name + "/conv/bias"));
    String factor = layers.graph.constant(name + "/factor", layers.weight(name + "/scale/weights"));
    String shift = layers.graph.constant(name + "/shift", layers.weight(name + "/scale/biases"));
    return layers.sum(
        name + "/shifted", layers.graph.node("Mul", name + "/scaled", y, factor), shift);
  }

  private String activated(String y, String name) {
    return layers.relu(y, name + "/relu");
  }
}
