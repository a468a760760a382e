package dev.rollcall.models.training;

import dev.rollcall.models.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Figures over the epochs. */
final class Curves {
  private Curves() {}

  /** A line a name; epochs that lack a figure are left out of its line. */
  static Plot of(List<Map<String, Double>> epochs, String title, String axis, String... names) {
    List<Plot.Line> lines = new ArrayList<>();
    for (String name : names) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (Map<String, Double> epoch : epochs) {
        Double value = epoch.get(name);
        if (value != null) {
          x.add(epoch.getOrDefault("epoch", 0.0));
          y.add(value);
        }
      }
      lines.add(new Plot.Line(name.replace('_', ' '), x, y));
    }
    return new Plot.Lines(title, "epoch", axis, false, lines);
  }
}
