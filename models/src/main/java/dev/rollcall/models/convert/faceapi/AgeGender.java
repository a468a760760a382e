package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder.Padding;
import dev.rollcall.models.convert.graph.Network;
import java.util.Map;

/** {@code age_gender}, a small Xception: years, and the probabilities of male and female. */
final class AgeGender {
  private static final int MAIN_BLOCKS = 2;

  private AgeGender() {}

  static Network build(Layers layers) throws ConversionException {
    String conv = "entry_flow/conv_in";
    String x = layers.relu(layers.conv(layers.normalisedImage(112), conv, 2), conv + "/relu");
    x = reduction(layers, x, "entry_flow/reduction_block_0", false);
    x = reduction(layers, x, "entry_flow/reduction_block_1", true);
    for (int block = 0; block < MAIN_BLOCKS; block++) {
      x = main(layers, x, "middle_flow/main_block_" + block);
    }
    x = reduction(layers, x, "exit_flow/reduction_block", true);
    x = layers.relu(layers.separable(x, "exit_flow/separable_conv", 1), "exit_flow/relu");
    x = layers.graph.pool("AvgPool", x, "pooled", 7, 2, Padding.VALID);
    String features = layers.graph.reshapeRows(x, "features", 512);
    return layers.graph.network(
        112,
        112,
        Map.of(
            "age",
            new Network.Output(
                layers.graph.reshapeRows(layers.dense(features, "fc/age"), "age"), Layers.shape()),
            "gender",
            new Network.Output(
                layers.graph.node("Softmax", "gender", layers.dense(features, "fc/gender")),
                Layers.shape(2))));
  }

  private static String reduction(Layers layers, String x, String name, boolean activate)
      throws ConversionException {
    String y = activate ? layers.relu(x, name + "/relu0") : x;
    y = layers.separable(y, name + "/separable_conv0", 1);
    y = layers.separable(layers.relu(y, name + "/relu1"), name + "/separable_conv1", 1);
    y = layers.graph.pool("MaxPool", y, name + "/pool", 3, 2, Padding.SAME);
    return layers.sum(name + "/sum", y, layers.conv(x, name + "/expansion_conv", 2));
  }

  private static String main(Layers layers, String x, String name) throws ConversionException {
    String y = x;
    for (int i = 0; i < 2; i++) {
      y = layers.separable(layers.relu(y, name + "/relu" + i), name + "/separable_conv" + i, 1);
    }
    // The last bias comes after the sum: before it, TensorFlow's remapper tries to fuse
    // convolution, bias and sum in two blocks that follow each other, and gives up on the graph.
    String last = name + "/separable_conv2";
    y = layers.separableWithoutBias(layers.relu(y, name + "/relu2"), last, 1);
    String sum = layers.sum(name + "/sum", y, x);
    return layers.graph.biasAdd(sum, name + "/bias", layers.weight(last + "/bias"));
  }
}
