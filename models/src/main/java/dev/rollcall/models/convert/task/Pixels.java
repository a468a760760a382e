package dev.rollcall.models.convert.task;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import java.util.List;

/**
 * What a network expects of a pixel: {@code (value - mean) / divisor} of the values 0 to 255.
 *
 * @param bgr whether blue comes first; mean and divisor are in the order red, green, blue all the
 *     same
 * @param mean one for all channels or one for each; 0 for none
 * @param divisor one for all channels or one for each; 1 for none
 */
public record Pixels(boolean bgr, List<Float> mean, List<Float> divisor) {
  public Pixels {
    mean = List.copyOf(mean);
    divisor = List.copyOf(divisor);
    for (List<Float> each : List.of(mean, divisor)) {
      if (each.size() != 1 && each.size() != 3) {
        throw new IllegalArgumentException("one value or three, not " + each);
      }
    }
    if (divisor.contains(0f)) {
      throw new IllegalArgumentException("a divisor of 0");
    }
  }

  /** 0 to 255, red first. */
  public static Pixels rgb() {
    return new Pixels(false, List.of(0f), List.of(1f));
  }

  /** 0 to 255, blue first. */
  public static Pixels bgr255() {
    return new Pixels(true, List.of(0f), List.of(1f));
  }

  /** 0 to 1, red first. */
  public static Pixels rgbToOne() {
    return new Pixels(false, List.of(0f), List.of(255f));
  }

  /** Scales the picture, which stays in the order red, green, blue. */
  String scale(GraphBuilder graph, String image) {
    String scaled = image;
    if (mean.stream().anyMatch(value -> value != 0)) {
      scaled =
          graph.node("Sub", "image/centred", scaled, graph.constant("image/mean", vector(mean)));
    }
    if (divisor.stream().anyMatch(value -> value != 1)) {
      Constant factor = vector(divisor).map(value -> 1 / value);
      scaled = graph.node("Mul", "image/scaled", scaled, graph.constant("image/factor", factor));
    }
    return scaled;
  }

  private static Constant vector(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return Constant.vector(floats);
  }
}
