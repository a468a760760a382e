package dev.rollcall.models.training;

import dev.rollcall.inference.catalog.ModelManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Distances of pairs of faces, of one person and of two.
 *
 * @param genuine Euclidean distances of L2-normalised embeddings
 * @param impostor likewise
 */
record Verified(List<Double> genuine, List<Double> impostor) {
  /** Pairs beyond a threshold from which its rate can be read off. */
  private static final int ENOUGH = 5;

  Verified {
    genuine = genuine.stream().sorted().toList();
    impostor = impostor.stream().sorted().toList();
  }

  /** The probability that a pair of one person is nearer than a pair of two. */
  double auc() {
    double[] others = impostor.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = 0;
    for (double distance : genuine) {
      sum += others.length - (below(others, distance) + belowOrAt(others, distance)) / 2.0;
    }
    return sum / Math.max(1.0, (double) genuine.size() * others.length);
  }

  private static int below(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    return at;
  }

  private static int belowOrAt(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    if (at < 0) {
      return -at - 1;
    }
    while (at < sorted.length && sorted[at] == value) {
      at++;
    }
    return at;
  }

  /** The distance up to which at most that share of impostor pairs lie. */
  double threshold(double falseMatchRate) {
    int allowed = (int) Math.floor(falseMatchRate * impostor.size());
    return impostor.isEmpty()
        ? 0
        : Math.nextDown(impostor.get(Math.min(allowed, impostor.size() - 1)));
  }

  double trueMatchRate(double threshold) {
    return genuine.stream().filter(distance -> distance <= threshold).count()
        / (double) Math.max(1, genuine.size());
  }

  /** Where both kinds of error are equal. */
  double equalErrorRate() {
    double[] others = impostor.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < genuine.size(); i++) {
      double missed = 1 - (i + 1.0) / genuine.size();
      double accepted = belowOrAt(others, genuine.get(i)) / (double) Math.max(1, others.length);
      if (accepted >= missed) {
        return (accepted + missed) / 2;
      }
    }
    return 0;
  }

  /**
   * What a manifest says of it: the area under the curve, and for each false match rate that enough
   * pairs stand for its distance and the share of genuine pairs up to there.
   */
  List<ModelManifest.Accuracy> accuracy(String protocol, String source) {
    List<ModelManifest.Accuracy> accuracy = new ArrayList<>();
    long pairs = (long) genuine.size() + impostor.size();
    accuracy.add(new ModelManifest.Accuracy("auc", auc(), pairs, protocol, source));
    for (String rate : List.of("1e-2", "1e-3", "1e-4", "1e-5")) {
      if (impostor.size() * Double.parseDouble(rate) < ENOUGH) {
        continue;
      }
      double threshold = threshold(Double.parseDouble(rate));
      accuracy.add(
          new ModelManifest.Accuracy(
              "distance_at_far_" + rate, threshold, impostor.size(), protocol, source));
      accuracy.add(
          new ModelManifest.Accuracy(
              "tar_at_far_" + rate, trueMatchRate(threshold), genuine.size(), protocol, source));
    }
    return List.copyOf(accuracy);
  }

  /** {@code pairs, auc, eer, tar_at_far}. */
  Map<String, Object> figures() {
    Map<String, Object> rates = new LinkedHashMap<>();
    for (String rate : List.of("1e-1", "1e-2", "1e-3")) {
      rates.put(rate, trueMatchRate(threshold(Double.parseDouble(rate))));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("genuine", genuine.size());
    figures.put("impostor", impostor.size());
    figures.put("auc", auc());
    figures.put("eer", equalErrorRate());
    figures.put("tar_at_far", rates);
    return figures;
  }
}
