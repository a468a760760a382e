package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Emotion;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, one folder a label. A folder's name may be another word for the same (anger,
 * happiness, sadness …). A folder that the network has no word for is left out and named: nobody
 * can be right about it. A picture of 48 by 48 or less is a face cut out already and not searched.
 *
 * <p>A face that was not found is taken for nothing: wrong, with probability 0 for every label.
 */
public final class EmotionRecognition {
  private static final int CALIBRATION_BINS = 15;

  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("anger", "angry"),
          Map.entry("disgusted", "disgust"),
          Map.entry("fearful", "fear"),
          Map.entry("afraid", "fear"),
          Map.entry("happiness", "happy"),
          Map.entry("neutrality", "neutral"),
          Map.entry("sadness", "sad"),
          Map.entry("surprised", "surprise"));

  private final PictureReader reader;
  private final ModelManifest network;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException where it has no network for emotions
   */
  public EmotionRecognition(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.network = reader.network(Task.EMOTION);
  }

  /** A picture's label beside the answer; null where no face was found. */
  record Guess(String picture, String truth, @Nullable Emotion answer) {
    String value() {
      return answer == null ? "" : answer.value();
    }

    double probability(String label) {
      return answer == null ? 0 : answer.probabilities().getOrDefault(label, 0.0);
    }

    boolean isRight() {
      return value().equals(truth);
    }
  }

  /**
   * The JSON.
   *
   * @param leftOut pictures by folder whose label the network has no word for
   * @param confusion {@code [truth][answer]} in the order of the labels; faces that were not found
   *     are in no column
   * @param ece expected calibration error over 15 bins of the likeliest label's probability
   */
  record Figures(
      String pack,
      String model,
      int n,
      Map<String, Integer> leftOut,
      int failuresToDetect,
      double accuracy,
      double balancedAccuracy,
      Map<String, PerClass> perClass,
      List<List<Long>> confusion,
      List<String> labels,
      double ece,
      double imagesPerSecond) {}

  /** One label; what cannot be said without its pictures, or without others, is null. */
  record PerClass(
      int n,
      @Nullable Double precision,
      @Nullable Double recall,
      @Nullable Double f1,
      @Nullable Double auc) {}

  /**
   * Runs the protocol.
   *
   * @throws EvaluationException where no folder's name is one of the network's labels
   */
  public Outcome run(PictureSet set) throws EvaluationException, InterruptedException {
    List<Shot> shots = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (Shot shot : set.shots()) {
      if (network.labels().contains(label(shot))) {
        shots.add(shot);
      } else {
        leftOut.merge(shot.label(), 1, Integer::sum);
      }
    }
    if (shots.isEmpty()) {
      throw new EvaluationException(
          "no folder under %s is named like a label of %s (%s)"
              .formatted(set.root(), network.id(), String.join(", ", network.labels())));
    }
    List<Guess> guesses = new ArrayList<>();
    for (Reading reading : reader.read(shots, Set.of(Feature.EMOTION), "pictures")) {
      guesses.add(
          new Guess(
              reading.shot().name(),
              label(reading.shot()),
              reading.central().map(Face::emotion).orElse(null)));
    }
    Figures figures = figures(guesses, leftOut);
    return new Outcome(figures, summary(figures), scores(guesses), report(figures, guesses));
  }

  private static String label(Shot shot) {
    String folder = shot.label().toLowerCase(Locale.ROOT);
    return OTHER_WORDS.getOrDefault(folder, folder);
  }

  private Figures figures(List<Guess> guesses, Map<String, Integer> leftOut) {
    List<String> labels = network.labels().stream().sorted().toList();
    Map<String, PerClass> perClass = new LinkedHashMap<>();
    List<List<Long>> confusion = new ArrayList<>();
    for (String truth : labels) {
      perClass.put(truth, perClass(guesses, truth));
      confusion.add(
          labels.stream()
              .map(
                  answer ->
                      guesses.stream()
                          .filter(g -> g.truth().equals(truth) && g.value().equals(answer))
                          .count())
              .toList());
    }
    return new Figures(
        reader.pack(),
        network.id() + " " + network.version(),
        guesses.size(),
        leftOut,
        (int) guesses.stream().filter(guess -> guess.answer() == null).count(),
        share(guesses.stream().filter(Guess::isRight).count(), guesses.size()),
        perClass.values().stream()
            .flatMap(each -> Stream.ofNullable(each.recall()))
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(0),
        perClass,
        confusion,
        labels,
        Calibrated.expectedError(confidences(guesses), rights(guesses), CALIBRATION_BINS),
        reader.picturesPerSecond());
  }

  private static List<Double> confidences(List<Guess> guesses) {
    return guesses.stream().map(guess -> guess.probability(guess.value())).toList();
  }

  private static List<Boolean> rights(List<Guess> guesses) {
    return guesses.stream().map(Guess::isRight).toList();
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }

  private static PerClass perClass(List<Guess> guesses, String label) {
    long own = guesses.stream().filter(guess -> guess.truth().equals(label)).count();
    long said = guesses.stream().filter(guess -> guess.value().equals(label)).count();
    long both =
        guesses.stream()
            .filter(guess -> guess.truth().equals(label) && guess.value().equals(label))
            .count();
    return new PerClass(
        (int) own,
        said == 0 ? null : share(both, said),
        own == 0 ? null : share(both, own),
        own == 0 ? null : share(2 * both, own + said),
        own == 0 || own == guesses.size() ? null : curve(guesses, label).areaUnderCurve());
  }

  /** One label against the rest: its own pictures are genuine, "distance" is improbability. */
  private static MatchRates curve(List<Guess> guesses, String label) {
    return new MatchRates(
        guesses.stream()
            .filter(guess -> guess.truth().equals(label))
            .mapToDouble(guess -> 1 - guess.probability(label))
            .toArray(),
        guesses.stream()
            .filter(guess -> !guess.truth().equals(label))
            .mapToDouble(guess -> 1 - guess.probability(label))
            .toArray());
  }

  private static List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("emotion with %s of pack %s".formatted(figures.model(), figures.pack()));
    lines.add(
        "  accuracy %s over %d pictures (mean of the labels %s); no face in %d; calibration error %.3f"
            .formatted(
                Statistics.percent(figures.accuracy()),
                figures.n(),
                Statistics.percent(figures.balancedAccuracy()),
                figures.failuresToDetect(),
                figures.ece()));
    figures
        .perClass()
        .forEach(
            (label, each) ->
                lines.add(
                    "  %-9s n %5d  precision %s  recall %s  F1 %s  AUC %s"
                        .formatted(
                            label,
                            each.n(),
                            figure(each.precision()),
                            figure(each.recall()),
                            figure(each.f1()),
                            figure(each.auc()))));
    if (!figures.leftOut().isEmpty()) {
      lines.add("  left out, the network has no such label: " + figures.leftOut());
    }
    lines.add("  %.1f pictures/s".formatted(figures.imagesPerSecond()));
    return lines;
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "  -  " : "%.3f".formatted(value);
  }

  private ScoreTable scores(List<Guess> guesses) {
    List<String> header = new ArrayList<>(List.of("picture", "truth", "answer"));
    header.addAll(network.labels());
    ScoreTable table = new ScoreTable(header.toArray(new String[0]));
    for (Guess guess : guesses) {
      List<Object> row = new ArrayList<>(List.of(guess.picture(), guess.truth(), guess.value()));
      network.labels().forEach(label -> row.add(guess.probability(label)));
      table.add(row.toArray());
    }
    return table;
  }

  private static Report report(Figures figures, List<Guess> guesses) {
    List<List<String>> rows = new ArrayList<>();
    figures
        .perClass()
        .forEach(
            (label, each) ->
                rows.add(
                    List.of(
                        label,
                        String.valueOf(each.n()),
                        figure(each.precision()),
                        figure(each.recall()),
                        figure(each.f1()),
                        figure(each.auc()))));
    List<Plot.Line> curves = new ArrayList<>();
    for (String label : figures.labels()) {
      PerClass each = figures.perClass().get(label);
      if (each != null && each.auc() != null) {
        List<MatchRates.Point> points = Statistics.thinned(curve(guesses, label).curve());
        curves.add(
            new Plot.Line(
                label,
                points.stream().map(MatchRates.Point::falseMatchRate).toList(),
                points.stream().map(MatchRates.Point::trueAcceptRate).toList()));
      }
    }
    List<Calibrated.Bin> bins =
        Calibrated.bins(confidences(guesses), rights(guesses), CALIBRATION_BINS);
    return new Report("Emotion: " + figures.model())
        .paragraph(
            "%d pictures, one folder a label; no face in %d of them, which count as wrong. Accuracy %s, mean of the labels' recalls %s, expected calibration error %.3f."
                .formatted(
                    figures.n(),
                    figures.failuresToDetect(),
                    Statistics.percent(figures.accuracy()),
                    Statistics.percent(figures.balancedAccuracy()),
                    figures.ece()))
        .table("Labels", List.of("label", "n", "precision", "recall", "F1", "AUC"), rows)
        .plot(
            "confusion",
            new Plot.Grid("Confusion", "answer", "truth", figures.labels(), figures.confusion()),
            "Rows are what the folder says, columns what the network says.")
        .plot(
            "roc",
            new Plot.Lines(
                "ROC of each label against the rest",
                "false positives",
                "true positives",
                false,
                curves),
            "Further to the top left is better.")
        .plot(
            "calibration",
            new Plot.Lines(
                "How right it is when it says so",
                "probability of the answer",
                "share that is right",
                false,
                List.of(
                    new Plot.Line(
                        "measured",
                        bins.stream().map(Calibrated.Bin::confidence).toList(),
                        bins.stream().map(Calibrated.Bin::right).toList()),
                    new Plot.Line("perfect", List.of(0.0, 1.0), List.of(0.0, 1.0)))),
            "On the diagonal a probability can be taken at its word.");
  }
}
