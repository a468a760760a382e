package dev.rollcall.inference.heads;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Embedding;
import java.util.List;

/** {@code embedding [D]} to a vector of length 1. */
public final class RecognitionHead {
  private RecognitionHead() {}

  /**
   * The mean direction of all rows.
   *
   * @param rows of one face: each look at it, and where the manifest says so its mirror image
   * @throws EngineException where a row is all zeros, as after input of a wrong scale
   */
  public static Embedding read(List<Outputs.Row> rows, ModelManifest manifest) {
    float[] sum = new float[rows.get(0).get("embedding").length];
    for (Outputs.Row row : rows) {
      float[] unit = normalised(row.get("embedding", sum.length));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += unit[i];
      }
    }
    return new Embedding(normalised(sum), manifest.id(), manifest.version());
  }

  private static float[] normalised(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    if (squares == 0) {
      throw new EngineException(
          "an embedding of nothing but zeros; the network or its input is off");
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return unit;
  }
}
