package dev.rollcall.inference.heads;

import dev.rollcall.inference.engine.Outputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mean of what a network says of a crop and of its mirror image, value by value. */
public final class MirrorMean {
  private MirrorMean() {}

  public static Outputs.Row of(List<Outputs.Row> rows) {
    if (rows.size() == 1) {
      return rows.get(0);
    }
    Map<String, float[]> means = new HashMap<>();
    for (String name : rows.get(0).values().keySet()) {
      float[] mean = new float[rows.get(0).get(name).length];
      for (Outputs.Row row : rows) {
        float[] values = row.get(name, mean.length);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += values[i] / rows.size();
        }
      }
      means.put(name, mean);
    }
    return new Outputs.Row(means);
  }
}
