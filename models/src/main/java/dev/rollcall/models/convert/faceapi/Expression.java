package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Network;
import java.util.Map;

/** {@code face_expression}: neutral, happy, sad, angry, fearful, disgusted, surprised. */
final class Expression {
  private Expression() {}

  static Network build(Layers layers) throws ConversionException {
    String scores = layers.dense(layers.denseFeatures(), "fc");
    return layers.graph.network(
        112,
        112,
        Map.of(
            "probabilities",
            new Network.Output(
                layers.graph.node("Softmax", "probabilities", scores), Layers.shape(7))));
  }
}
