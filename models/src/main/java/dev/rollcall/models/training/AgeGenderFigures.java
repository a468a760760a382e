package dev.rollcall.models.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faces with true and estimated age and gender, and every figure that follows. */
record AgeGenderFigures(List<Row> rows) {
  /** A normal law's share within one deviation. */
  private static final double WITHIN_DEVIATION = 0.683;

  AgeGenderFigures {
    rows = List.copyOf(rows);
  }

  /**
   * One face.
   *
   * @param deviation half the width of the range that the network gives, in years
   */
  record Row(double age, int gender, double years, double deviation, int answer) {
    double error() {
      return Math.abs(years - age);
    }
  }

  double ageMae() {
    return rows.stream().mapToDouble(Row::error).average().orElse(0);
  }

  double genderAccuracy() {
    return rows.stream().filter(row -> row.gender() == row.answer()).count()
        / (double) Math.max(1, rows.size());
  }

  double withinFiveYears() {
    return rows.stream().filter(row -> row.error() <= 5).count()
        / (double) Math.max(1, rows.size());
  }

  /** The share of ages that lie in the range. */
  double withinRange() {
    return rows.stream().filter(row -> row.error() <= row.deviation()).count()
        / (double) Math.max(1, rows.size());
  }

  /** By what the network's deviations must be multiplied to hold 68 % of the ages. */
  double rangeFactor() {
    List<Double> ratios = new ArrayList<>();
    rows.forEach(row -> ratios.add(row.error() / Math.max(1e-3, row.deviation())));
    ratios.sort(null);
    return ratios.isEmpty()
        ? 1
        : ratios.get((int) Math.min(ratios.size() - 1, ratios.size() * WITHIN_DEVIATION));
  }

  Map<String, Double> maeByDecade() {
    Map<String, Double> byDecade = new LinkedHashMap<>();
    for (int decade = 0; decade < 12; decade++) {
      int from = 10 * decade;
      List<Row> those =
          rows.stream().filter(row -> row.age() >= from && row.age() < from + 10).toList();
      if (!those.isEmpty()) {
        byDecade.put(
            from + "-" + (from + 9), those.stream().mapToDouble(Row::error).average().orElse(0));
      }
    }
    return byDecade;
  }

  /** As the contract's age-gender figures, with the range. */
  Map<String, Object> asMap() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("n", rows.size());
    figures.put("age_mae", ageMae());
    figures.put("age_mae_by_decade", maeByDecade());
    figures.put("within_5_years", withinFiveYears());
    figures.put("within_range", withinRange());
    figures.put("gender_accuracy", genderAccuracy());
    return figures;
  }
}
