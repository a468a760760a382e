package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.evaluation.Verification.ScoredPair;
import dev.rollcall.models.evaluation.condition.Condition;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Distances of pairs to figures, lines, scores and plots. */
final class VerificationOutcome {
  private static final String DISTANCE = "euclidean_l2";
  private static final int HISTOGRAM_PARTS = 100;

  private final Measured measured;
  private final MatchRates rates;
  private final double[] thresholds;

  /**
   * What was measured.
   *
   * @param notFound the protocol's pictures without a face
   */
  record Measured(
      String pack,
      ModelManifest embedder,
      int folds,
      List<ScoredPair> pairs,
      EveryPair every,
      List<String> notFound,
      Optional<Condition> condition,
      double picturesPerSecond) {}

  /**
   * The JSON.
   *
   * @param failuresToDetect pictures of the protocol in which no face was found
   * @param accuracyStd over the folds, of a sample
   * @param tarAtFar on the curve of all the protocol's pairs
   * @param tarAtFarHeldOut the threshold of a fold taken from the impostors of the others
   * @param threshold the mean of the folds' thresholds
   * @param atStoredThreshold what the server would do today
   */
  record Figures(
      String pack,
      String model,
      String distance,
      int pairs,
      int folds,
      int failuresToDetect,
      double accuracyMean,
      double accuracyStd,
      List<Double> accuracyByFold,
      double auc,
      double eer,
      Map<String, Double> tarAtFar,
      Map<String, Double> tarAtFarHeldOut,
      AllPairs allPairs,
      double threshold,
      @Nullable StoredThreshold atStoredThreshold,
      @Nullable String condition,
      @Nullable String recipe,
      Map<String, Double> accuracyByVariant,
      double imagesPerSecond) {}

  /** Every two pictures of the set; thresholds on the curve itself. */
  record AllPairs(
      long genuine, long impostor, Map<String, Double> tarAtFar, Map<String, Double> threshold) {}

  /** Rates of all pairs at the threshold in the manifest, or of the site's calibration. */
  record StoredThreshold(double threshold, double far, double tar) {}

  VerificationOutcome(Measured measured) {
    this.measured = measured;
    this.rates = rates(measured.pairs(), pair -> true);
    this.thresholds = new double[measured.folds()];
    for (int fold = 0; fold < thresholds.length; fold++) {
      int own = fold;
      thresholds[fold] = rates(measured.pairs(), pair -> pair.pair().fold() != own).bestThreshold();
    }
  }

  private static MatchRates rates(List<ScoredPair> pairs, Predicate<ScoredPair> wanted) {
    List<ScoredPair> those = pairs.stream().filter(wanted).toList();
    return new MatchRates(
        those.stream().filter(p -> p.pair().same()).mapToDouble(ScoredPair::distance).toArray(),
        those.stream().filter(p -> !p.pair().same()).mapToDouble(ScoredPair::distance).toArray());
  }

  Outcome outcome() {
    Figures figures = figures();
    return new Outcome(figures, summary(figures), scores(), report(figures));
  }

  private boolean isRight(ScoredPair pair) {
    return pair.isRight(thresholds[pair.pair().fold()]);
  }

  private Figures figures() {
    List<Double> byFold = new ArrayList<>();
    for (int fold = 0; fold < thresholds.length; fold++) {
      int own = fold;
      byFold.add(accuracy(measured.pairs(), pair -> pair.pair().fold() == own));
    }
    double threshold = 0;
    for (double each : thresholds) {
      threshold += each / thresholds.length;
    }
    return new Figures(
        measured.pack(),
        measured.embedder().id() + " " + measured.embedder().version(),
        DISTANCE,
        measured.pairs().size(),
        thresholds.length,
        measured.notFound().size(),
        Statistics.mean(byFold),
        Statistics.deviation(byFold),
        byFold,
        rates.areaUnderCurve(),
        rates.equalErrorRate(),
        tarAtFar(Map.of("1e-2", 1e-2, "1e-3", 1e-3)),
        heldOut(Map.of("1e-2", 1e-2, "1e-3", 1e-3)),
        allPairs(),
        threshold,
        stored(),
        measured.condition().map(c -> Statistics.label(c.name())).orElse(null),
        measured.condition().map(Condition::recipe).orElse(null),
        byVariant(),
        measured.picturesPerSecond());
  }

  private double accuracy(List<ScoredPair> pairs, Predicate<ScoredPair> wanted) {
    List<ScoredPair> those = pairs.stream().filter(wanted).toList();
    return (double) those.stream().filter(this::isRight).count() / those.size();
  }

  private Map<String, Double> tarAtFar(Map<String, Double> rates) {
    Map<String, Double> tars = new TreeMap<>();
    rates.forEach(
        (label, far) -> tars.put(label, this.rates.trueAcceptRate(this.rates.threshold(far))));
    return tars;
  }

  private Map<String, Double> heldOut(Map<String, Double> rates) {
    Map<String, Double> tars = new TreeMap<>();
    rates.forEach(
        (label, far) -> {
          List<Double> byFold = new ArrayList<>();
          for (int fold = 0; fold < thresholds.length; fold++) {
            int own = fold;
            double threshold =
                rates(measured.pairs(), pair -> pair.pair().fold() != own).threshold(far);
            byFold.add(
                rates(measured.pairs(), pair -> pair.pair().fold() == own)
                    .trueAcceptRate(threshold));
          }
          tars.put(label, Statistics.mean(byFold));
        });
    return tars;
  }

  private AllPairs allPairs() {
    Map<String, Double> tars = new TreeMap<>();
    Map<String, Double> limits = new TreeMap<>();
    for (int power = 2; power <= 6; power++) {
      boolean inContract = power >= 3 && power <= 5;
      if (!inContract && measured.every().impostor().total() < 5 * Math.pow(10, power)) {
        continue; // Read off a handful of pairs it would say nothing.
      }
      double threshold = measured.every().impostor().threshold(Math.pow(10, -power));
      limits.put("1e-" + power, threshold);
      tars.put("1e-" + power, measured.every().genuine().share(threshold));
    }
    return new AllPairs(
        measured.every().genuine().total(), measured.every().impostor().total(), tars, limits);
  }

  private @Nullable StoredThreshold stored() {
    Double threshold = measured.embedder().threshold();
    return threshold == null
        ? null
        : new StoredThreshold(
            threshold,
            measured.every().impostor().share(threshold),
            measured.every().genuine().share(threshold));
  }

  private Map<String, Double> byVariant() {
    Map<String, Double> accuracies = new TreeMap<>();
    measured.pairs().stream()
        .map(ScoredPair::variant)
        .filter(variant -> !variant.isEmpty())
        .distinct()
        .forEach(
            variant ->
                accuracies.put(
                    variant, accuracy(measured.pairs(), pair -> pair.variant().equals(variant))));
    return accuracies;
  }

  private List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "verification with %s of pack %s%s"
            .formatted(
                figures.model(),
                figures.pack(),
                figures.condition() == null
                    ? ""
                    : ", the second picture of each pair " + figures.condition()));
    lines.add(
        "  accuracy %s ± %s over %d pairs in %d folds; no face in %d pictures"
            .formatted(
                Statistics.percent(figures.accuracyMean()),
                Statistics.percent(figures.accuracyStd()),
                figures.pairs(),
                figures.folds(),
                figures.failuresToDetect()));
    figures
        .accuracyByVariant()
        .forEach(
            (variant, value) ->
                lines.add("    %s: %s".formatted(variant, Statistics.percent(value))));
    lines.add(
        "  AUC %s, EER %s; TAR at FAR 1e-2 %s, 1e-3 %s"
            .formatted(
                Statistics.percent(figures.auc()),
                Statistics.percent(figures.eer()),
                Statistics.percent(figures.tarAtFar().getOrDefault("1e-2", 0.0)),
                Statistics.percent(figures.tarAtFar().getOrDefault("1e-3", 0.0))));
    lines.add(
        "  every two pictures (%d genuine, %d impostor):"
            .formatted(figures.allPairs().genuine(), figures.allPairs().impostor()));
    figures
        .allPairs()
        .tarAtFar()
        .forEach(
            (far, tar) ->
                lines.add(
                    "    TAR at FAR %s: %s, distance up to %.4f"
                        .formatted(
                            far,
                            Statistics.percent(tar),
                            figures.allPairs().threshold().getOrDefault(far, 0.0))));
    StoredThreshold stored = figures.atStoredThreshold();
    if (stored != null) {
      lines.add(
          "    as served, distance up to %.4f: FAR %.2e, TAR %s"
              .formatted(stored.threshold(), stored.far(), Statistics.percent(stored.tar())));
    }
    lines.add("  %.1f pictures/s".formatted(figures.imagesPerSecond()));
    return lines;
  }

  private ScoreTable scores() {
    ScoreTable table =
        new ScoreTable("fold", "left", "right", "same", "distance", "threshold", "right_decision");
    for (ScoredPair pair : measured.pairs()) {
      table.add(
          pair.pair().fold() + 1,
          pair.pair().left(),
          pair.pair().right(),
          pair.pair().same() ? 1 : 0,
          pair.distance(),
          thresholds[pair.pair().fold()],
          isRight(pair) ? 1 : 0);
    }
    return table;
  }

  private Report report(Figures figures) {
    Report report =
        new Report("Verification: " + figures.model())
            .paragraph(
                "Two pictures in, one question: the same person? Each fold is judged at the threshold"
                    + " that decides most pairs of the other folds rightly. A pair of which a face was"
                    + " not found counts as decided wrongly. Where there are several faces, the central"
                    + " one counts.");
    measured
        .condition()
        .ifPresent(
            c ->
                report.paragraph(
                    "Condition “%s”, put on the second picture of every pair: %s."
                        .formatted(Statistics.label(c.name()), c.recipe())));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "accuracy",
            Statistics.percent(figures.accuracyMean())
                + " ± "
                + Statistics.percent(figures.accuracyStd())));
    figures
        .accuracyByVariant()
        .forEach((variant, value) -> rows.add(List.of("  " + variant, Statistics.percent(value))));
    rows.add(List.of("area under the curve", Statistics.percent(figures.auc())));
    rows.add(List.of("equal error rate", Statistics.percent(figures.eer())));
    figures
        .tarAtFar()
        .forEach(
            (far, tar) -> rows.add(List.of("true accepts at FAR " + far, Statistics.percent(tar))));
    rows.add(List.of("pictures without a face", String.valueOf(figures.failuresToDetect())));
    report.table(
        "The protocol's %d pairs".formatted(figures.pairs()), List.of("figure", "value"), rows);
    List<List<String>> all = new ArrayList<>();
    figures
        .allPairs()
        .tarAtFar()
        .forEach(
            (far, tar) ->
                all.add(
                    List.of(
                        far,
                        "%.4f".formatted(figures.allPairs().threshold().getOrDefault(far, 0.0)),
                        Statistics.percent(tar))));
    StoredThreshold stored = figures.atStoredThreshold();
    if (stored != null) {
      all.add(
          List.of(
              "as served: %.2e".formatted(stored.far()),
              "%.4f".formatted(stored.threshold()),
              Statistics.percent(stored.tar())));
    }
    report.table(
        "Every two pictures: %d genuine pairs, %d of two people"
            .formatted(figures.allPairs().genuine(), figures.allPairs().impostor()),
        List.of("false accepts", "distance", "true accepts"),
        all);
    return plots(report);
  }

  private Report plots(Report report) {
    List<Double> far = new ArrayList<>();
    List<Double> tar = new ArrayList<>();
    List<Double> missed = new ArrayList<>();
    for (MatchRates.Point point : Statistics.thinned(rates.curve())) {
      far.add(point.falseMatchRate());
      tar.add(point.trueAcceptRate());
      missed.add(1 - point.trueAcceptRate());
    }
    List<Double> allFar = new ArrayList<>();
    List<Double> allTar = new ArrayList<>();
    List<Double> allMissed = new ArrayList<>();
    for (double exponent = -6; exponent <= 0; exponent += 0.05) {
      double share = Math.min(1, Math.pow(10, exponent));
      double threshold = measured.every().impostor().threshold(share);
      allFar.add(share);
      allTar.add(measured.every().genuine().share(threshold));
      allMissed.add(1 - measured.every().genuine().share(threshold));
    }
    String pairs = "protocol's pairs";
    String every = "every two pictures";
    List<Double> distances = new ArrayList<>();
    for (int part = 0; part < HISTOGRAM_PARTS; part++) {
      distances.add(2 * (part + 0.5) / HISTOGRAM_PARTS);
    }
    return report
        .plot(
            "roc",
            new Plot.Lines(
                "ROC",
                "false accept rate",
                "true accept rate",
                true,
                List.of(new Plot.Line(pairs, far, tar), new Plot.Line(every, allFar, allTar))),
            "How many genuine pairs are accepted at a rate of false accepts; higher and further left"
                + " is better.")
        .plot(
            "det",
            new Plot.Lines(
                "DET",
                "false accept rate",
                "false reject rate",
                true,
                List.of(
                    new Plot.Line(pairs, far, missed), new Plot.Line(every, allFar, allMissed))),
            "The two errors against each other; lower is better.")
        .plot(
            "distances",
            new Plot.Lines(
                "Distances of every two pictures",
                "Euclidean distance of L2-normalised embeddings",
                "share of the pairs",
                false,
                List.of(
                    new Plot.Line(
                        "one person",
                        distances,
                        measured.every().genuine().shares(HISTOGRAM_PARTS)),
                    new Plot.Line(
                        "two people",
                        distances,
                        measured.every().impostor().shares(HISTOGRAM_PARTS)))),
            "The less the two overlap, the better they can be told apart.");
  }
}
