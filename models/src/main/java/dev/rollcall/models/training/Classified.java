package dev.rollcall.models.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Faces with their true label and the probabilities that a network gave: every figure of a
 * classifier is computed from these.
 *
 * @param labels names
 */
record Classified(List<String> labels, List<Row> rows) {
  private static final int BINS = 15;

  Classified {
    labels = List.copyOf(labels);
    rows = List.copyOf(rows);
  }

  /**
   * One face.
   *
   * @param source where it comes from, for a person
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Row(String source, int label, double[] probabilities) {
    int best() {
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] > probabilities[best] ? i : best;
      }
      return best;
    }
  }

  double accuracy() {
    return rows.stream().filter(row -> row.best() == row.label()).count()
        / (double) Math.max(1, rows.size());
  }

  /** {@code [true label][answer]}. */
  List<List<Long>> confusion() {
    long[][] counts = new long[labels.size()][labels.size()];
    rows.forEach(row -> counts[row.label()][row.best()]++);
    List<List<Long>> table = new ArrayList<>();
    for (long[] line : counts) {
      table.add(java.util.Arrays.stream(line).boxed().toList());
    }
    return table;
  }

  /** Points of a receiver operating characteristic, from (0, 0) to (1, 1). */
  record Roc(List<Double> falsePositives, List<Double> truePositives, double auc) {}

  /** One label against all others. */
  Roc roc(int label) {
    List<Row> sorted =
        rows.stream()
            .sorted(Comparator.comparingDouble((Row row) -> row.probabilities()[label]).reversed())
            .toList();
    long positives = rows.stream().filter(row -> row.label() == label).count();
    long negatives = rows.size() - positives;
    List<Double> x = new ArrayList<>(List.of(0.0));
    List<Double> y = new ArrayList<>(List.of(0.0));
    double area = 0;
    long hits = 0;
    long misses = 0;
    int at = 0;
    while (at < sorted.size()) {
      double score = sorted.get(at).probabilities()[label];
      long hitsBefore = hits;
      long missesBefore = misses;
      while (at < sorted.size() && sorted.get(at).probabilities()[label] == score) {
        if (sorted.get(at++).label() == label) {
          hits++;
        } else {
          misses++;
        }
      }
      area += (misses - missesBefore) * (hits + hitsBefore) / 2.0;
      x.add(misses / (double) Math.max(1, negatives));
      y.add(hits / (double) Math.max(1, positives));
    }
    return new Roc(x, y, area / Math.max(1.0, (double) positives * negatives));
  }

  /** How often the answer was right among faces with one confidence. */
  record Reliability(List<Double> confidence, List<Double> accuracy, double ece) {}

  /** Expected calibration error over 15 equal bins of the best probability (Guo et al. 2017). */
  Reliability reliability() {
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    int[] n = new int[BINS];
    for (Row row : rows) {
      double best = row.probabilities()[row.best()];
      int bin = Math.min(BINS - 1, (int) (best * BINS));
      confidence[bin] += best;
      right[bin] += row.best() == row.label() ? 1 : 0;
      n[bin]++;
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (n[bin] > 0) {
        x.add(confidence[bin] / n[bin]);
        y.add(right[bin] / n[bin]);
        error += Math.abs(confidence[bin] - right[bin]) / rows.size();
      }
    }
    return new Reliability(x, y, error);
  }

  /** As the contract's emotion figures: n, accuracy, per_class, confusion, labels, ece. */
  Map<String, Object> figures() {
    Map<String, Object> perClass = new LinkedHashMap<>();
    List<List<Long>> confusion = confusion();
    for (int i = 0; i < labels.size(); i++) {
      long hit = confusion.get(i).get(i);
      long called = 0;
      long there = 0;
      for (int j = 0; j < labels.size(); j++) {
        called += confusion.get(j).get(i);
        there += confusion.get(i).get(j);
      }
      double precision = hit / (double) Math.max(1, called);
      double recall = hit / (double) Math.max(1, there);
      double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("n", there);
      figures.put("precision", precision);
      figures.put("recall", recall);
      figures.put("f1", f1);
      figures.put("auc", roc(i).auc());
      perClass.put(labels.get(i), figures);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("n", rows.size());
    all.put("accuracy", accuracy());
    all.put("ece", reliability().ece());
    all.put("labels", labels);
    all.put("per_class", perClass);
    all.put("confusion", confusion);
    return all;
  }
}
