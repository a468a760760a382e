package dev.rollcall.inference.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.DoubleStream;

/** Measurements as they come in, from any thread; percentiles by nearest rank. */
final class Samples {
  private final Queue<Double> values = new ConcurrentLinkedQueue<>();

  void add(double value) {
    values.add(value);
  }

  void addAll(Samples others) {
    values.addAll(others.values);
  }

  int count() {
    return values.size();
  }

  /** NaN where there are none. */
  double percentile(double percent) {
    double[] sorted = sorted();
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
  }

  double median() {
    return percentile(50);
  }

  double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  double sum() {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  double[] sorted() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  List<Double> inOrder() {
    return List.copyOf(values);
  }

  static double median(Collection<Double> of) {
    double[] sorted = of.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : DoubleStream.of(sorted)
            .skip((sorted.length - 1) / 2)
            .limit(sorted.length % 2 == 1 ? 1 : 2)
            .average()
            .orElse(Double.NaN);
  }
}
