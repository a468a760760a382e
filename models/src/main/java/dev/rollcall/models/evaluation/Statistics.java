package dev.rollcall.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small sums that several protocols need, and how they are written. */
final class Statistics {
  private static final int MOST_POINTS = 1500;

  private Statistics() {}

  /** Of at least one value. */
  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Standard deviation of a sample (n - 1); 0 of a single value. */
  static double deviation(List<Double> values) {
    if (values.size() < 2) {
      return 0;
    }
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** An enum's name as it is typed on the command line. */
  static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As many points as a plot can show, the first and the last among them. */
  static <T> List<T> thinned(List<T> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      some.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))));
    }
    return some;
  }
}
