package dev.rollcall.client.load;

import java.util.Arrays;
import java.util.Collection;

/** Sorted measurements; percentiles by nearest rank. */
final class Distribution {
  private final double[] sorted;

  Distribution(Collection<Double> values) {
    sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /**
   * The least value that so many percent of the values do not exceed; NaN where there are none.
   *
   * @param percent 0 to 100
   */
  double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
