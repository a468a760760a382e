package dev.rollcall.models.convert.faceapi;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Network;
import java.util.Map;

/** {@code face_landmark_68}: 68 points as fractions of a square crop. */
final class Landmarks68 {
  private Landmarks68() {}

  static Network build(Layers layers) throws ConversionException {
    String flat = layers.dense(layers.denseFeatures(), "fc");
    return layers.graph.network(
        112,
        112,
        Map.of(
            "points",
            new Network.Output(
                layers.graph.reshapeRows(flat, "points", 68, 2), Layers.shape(68, 2))));
  }
}
