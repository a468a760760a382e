package dev.rollcall.client.load.figures;

import java.util.Arrays;
import java.util.Collection;

/** Sorted measurements; percentiles by nearest rank. */
public final class Distribution {
  private final double[] sorted;

  public Distribution(Collection<Double> values) {
    sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
  }

  public int count() {
    return sorted.length;
  }

  /**
   * The least value that so many percent of the values do not exceed; NaN where there are none.
   *
   * @param percent 0 to 100
   */
  public double percentile(double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
