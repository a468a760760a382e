package dev.rollcall.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Whether probabilities mean what they say (Guo and others 2017, expected calibration error). */
final class Calibrated {
  private Calibrated() {}

  /**
   * Answers of about one confidence.
   *
   * @param confidence their mean
   * @param right the share that is right
   */
  record Bin(int n, double confidence, double right) {}

  /** Of equally wide parts of 0 to 1, those that hold answers. */
  static List<Bin> bins(List<Double> confidences, List<Boolean> rights, int parts) {
    int[] counts = new int[parts];
    double[] sums = new double[parts];
    int[] right = new int[parts];
    for (int i = 0; i < confidences.size(); i++) {
      int part = (int) Math.min(parts - 1, confidences.get(i) * parts);
      counts[part]++;
      sums[part] += confidences.get(i);
      right[part] += rights.get(i) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      if (counts[part] > 0) {
        bins.add(
            new Bin(counts[part], sums[part] / counts[part], (double) right[part] / counts[part]));
      }
    }
    return bins;
  }

  /** The mean gap between confidence and right answers, weighted by the answers in a bin. */
  static double expectedError(List<Double> confidences, List<Boolean> rights, int parts) {
    return bins(confidences, rights, parts).stream()
        .mapToDouble(bin -> Math.abs(bin.confidence() - bin.right()) * bin.n() / confidences.size())
        .sum();
  }
}
