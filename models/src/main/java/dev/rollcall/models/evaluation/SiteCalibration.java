package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.Calibration;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The threshold for a wanted false match rate, from the pictures of a site's own people.
 *
 * <p>The rate is per pair of pictures of two people. Whoever is searched for among N people is
 * compared N times, so the rate is lowered where the wanted share of strangers taken for somebody
 * asks for it: to 1 - (1 - share)^(1/N).
 *
 * <p>With enough pairs (ten or more beyond the threshold) the threshold is read off. With fewer the
 * tail is continued: similarities (1 - distance²/2) above a high quantile are taken to fall off
 * exponentially, which errs on the strict side: with 15 to 300 people of LFW's folds 1-3 and a
 * wanted rate of 1e-4, the median of 20 draws had a rate of 1e-5 to 6e-5 among the people of folds
 * 4-5, where a normal law would have given 5e-4. Such a threshold is never laxer than the one that
 * the network came with.
 */
public final class SiteCalibration {
  private static final int ENOUGH_BEYOND = 10;
  private static final int LEAST_PEOPLE = 10;
  private static final int LEAST_PAIRS = 200;

  /** The share of the nearest impostor pairs from which the tail is continued. */
  private static final double TAIL = 0.02;

  private static final int LEAST_TAIL = 20;
  private static final int HISTOGRAM_PARTS = 100;

  private final PictureReader reader;
  private final ModelManifest embedder;

  /**
   * Calibrates the reader's pack.
   *
   * @throws EvaluationException where it has no embedder
   */
  public SiteCalibration(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.embedder = reader.network(Task.RECOGNITION);
  }

  /**
   * What is wanted.
   *
   * @param falseMatchRate per pair, at most
   * @param strangers the share of strangers that may be taken for somebody, at most
   * @param roster people who are searched among; 0: those of the set
   */
  public record Wish(double falseMatchRate, double strangers, int roster) {
    public Wish {
      if (!(falseMatchRate > 0 && falseMatchRate < 1) || !(strangers > 0 && strangers < 1)) {
        throw new IllegalArgumentException("rates lie between 0 and 1");
      }
      if (roster < 0) {
        throw new IllegalArgumentException("a roster has no fewer than 0 people");
      }
    }

    /** The rate per pair that keeps both promises among so many people. */
    double perPair(int people) {
      return Math.min(falseMatchRate, 1 - Math.pow(1 - strangers, 1.0 / people));
    }
  }

  /** What was found, and what is to be written for the server. */
  public record Result(Outcome outcome, Calibration calibration) {}

  /**
   * The JSON.
   *
   * @param targetFmr per pair, with the roster taken into account
   * @param expectedFpir the share of strangers taken for somebody among the roster
   * @param tar the share of genuine pairs accepted; null where nobody has two pictures
   * @param extrapolated true: too few pairs to read the threshold off
   */
  record Figures(
      String pack,
      String model,
      String distance,
      int people,
      int images,
      int failuresToDetect,
      long genuine,
      long impostor,
      double wantedFmr,
      double wantedFpir,
      int roster,
      double targetFmr,
      double expectedFpir,
      double threshold,
      boolean extrapolated,
      String method,
      @Nullable Double tar,
      @Nullable Double previousThreshold,
      @Nullable Double previousFmr,
      @Nullable Double previousTar,
      String date,
      double imagesPerSecond) {}

  private record Limit(double threshold, boolean extrapolated, String method) {}

  /**
   * Chooses a threshold.
   *
   * @param shipped the threshold that the network came with, before any calibration
   * @throws EvaluationException where there are too few people or pictures to choose from
   */
  public Result run(PictureSet set, Wish wish, OptionalDouble shipped, Clock clock)
      throws EvaluationException, InterruptedException {
    List<Reading> readings = reader.read(set.shots(), Set.of(Feature.EMBEDDING), "pictures");
    Map<String, List<Shot>> people = set.byFolder();
    List<double[]> pairs = pairs(readings);
    double[] genuine = pairs.get(0);
    double[] impostor = pairs.get(1);
    if (people.size() < LEAST_PEOPLE || impostor.length < LEAST_PAIRS) {
      throw new EvaluationException(
          "%s holds %d people and %d pairs of two people's faces: at least %d and %d are needed to choose a threshold (one folder a person)"
              .formatted(set.root(), people.size(), impostor.length, LEAST_PEOPLE, LEAST_PAIRS));
    }
    int roster = wish.roster() == 0 ? people.size() : wish.roster();
    double target = wish.perPair(roster);
    Limit limit = limit(impostor, target, shipped);
    String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    Calibration calibration =
        new Calibration(
            embedder.id(),
            embedder.version(),
            limit.threshold(),
            target,
            people.size(),
            genuine.length,
            impostor.length,
            date,
            limit.method());
    Double previous = embedder.threshold();
    Figures figures =
        new Figures(
            reader.pack(),
            embedder.id() + " " + embedder.version(),
            "euclidean_l2",
            people.size(),
            readings.size(),
            (int) readings.stream().filter(reading -> reading.central().isEmpty()).count(),
            genuine.length,
            impostor.length,
            wish.falseMatchRate(),
            wish.strangers(),
            roster,
            target,
            1 - Math.pow(1 - target, roster),
            limit.threshold(),
            limit.extrapolated(),
            limit.method(),
            genuine.length == 0 ? null : share(genuine, limit.threshold()),
            previous,
            previous == null ? null : share(impostor, previous),
            previous == null || genuine.length == 0 ? null : share(genuine, previous),
            date,
            reader.picturesPerSecond());
    return new Result(
        new Outcome(
            figures, summary(figures), scores(readings), report(figures, genuine, impostor)),
        calibration);
  }

  /** Distances of genuine and of impostor pairs of found faces, each in rising order. */
  private static List<double[]> pairs(List<Reading> readings) {
    List<Double> genuine = new ArrayList<>();
    List<Double> impostor = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      float[] one = readings.get(i).embedding();
      for (int k = i + 1; one.length > 0 && k < readings.size(); k++) {
        float[] other = readings.get(k).embedding();
        if (other.length > 0) {
          boolean same = readings.get(i).shot().folder().equals(readings.get(k).shot().folder());
          (same ? genuine : impostor).add(Distances.between(one, other));
        }
      }
    }
    return List.of(
        genuine.stream().mapToDouble(Double::doubleValue).sorted().toArray(),
        impostor.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  private static Limit limit(double[] impostor, double target, OptionalDouble shipped) {
    double beyond = target * impostor.length;
    if (beyond >= ENOUGH_BEYOND) {
      return new Limit(
          Math.nextDown(impostor[(int) Math.floor(beyond + 1e-9)]),
          false,
          "read off %d pairs of two people".formatted(impostor.length));
    }
    double threshold = continued(impostor, target);
    String method =
        "exponential tail over the nearest %d of %d pairs of two people"
            .formatted(tail(impostor), impostor.length);
    return shipped.isPresent() && shipped.getAsDouble() < threshold
        ? new Limit(
            shipped.getAsDouble(), true, method + "; not laxer than the network's own threshold")
        : new Limit(threshold, true, method);
  }

  private static int tail(double[] impostor) {
    return Math.max(LEAST_TAIL, (int) (TAIL * impostor.length));
  }

  /**
   * Where a share of pairs is expected that is too small to be seen.
   *
   * @param impostor distances in rising order
   */
  static double continued(double[] impostor, double share) {
    int tail = Math.min(tail(impostor), impostor.length - 1);
    double from = similarity(impostor[tail]);
    double excess = 0;
    for (int i = 0; i < tail; i++) {
      excess += (similarity(impostor[i]) - from) / tail;
    }
    double seen = (double) tail / impostor.length;
    double limit = from + excess * Math.log(Math.max(1, seen / share));
    return Math.sqrt(Math.max(1e-6, 2 - 2 * Math.min(limit, 1)));
  }

  private static double similarity(double distance) {
    return 1 - distance * distance / 2;
  }

  private static double share(double[] sorted, double threshold) {
    int count = 0;
    while (count < sorted.length && sorted[count] <= threshold) {
      count++;
    }
    return (double) count / sorted.length;
  }

  private static List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("calibration of %s of pack %s".formatted(figures.model(), figures.pack()));
    lines.add(
        "  %d people, %d pictures (no face in %d), %d genuine pairs, %d of two people"
            .formatted(
                figures.people(),
                figures.images(),
                figures.failuresToDetect(),
                figures.genuine(),
                figures.impostor()));
    lines.add(
        "  wanted: false match rate %.1e a pair, %s of strangers taken for one of %d people: %.2e a pair"
            .formatted(
                figures.wantedFmr(),
                Statistics.percent(figures.wantedFpir()),
                figures.roster(),
                figures.targetFmr()));
    lines.add(
        "  threshold %.4f (%s)%s"
            .formatted(
                figures.threshold(),
                figures.method(),
                figures.tar() == null
                    ? ""
                    : "; accepts " + Statistics.percent(figures.tar()) + " of genuine pairs"));
    if (figures.previousThreshold() != null && figures.previousFmr() != null) {
      lines.add(
          "  until now %.4f: false match rate %.2e here"
              .formatted(figures.previousThreshold(), figures.previousFmr()));
    }
    return lines;
  }

  private static ScoreTable scores(List<Reading> readings) {
    ScoreTable table = new ScoreTable("left", "right", "same", "distance");
    for (int i = 0; i < readings.size(); i++) {
      for (int k = i + 1; k < readings.size(); k++) {
        table.add(
            readings.get(i).shot().name(),
            readings.get(k).shot().name(),
            readings.get(i).shot().folder().equals(readings.get(k).shot().folder()) ? 1 : 0,
            Distances.ofFound(readings.get(i).embedding(), readings.get(k).embedding()));
      }
    }
    return table;
  }

  private static Report report(Figures figures, double[] genuine, double[] impostor) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("people", String.valueOf(figures.people())));
    rows.add(List.of("pairs of two people", String.valueOf(figures.impostor())));
    rows.add(List.of("genuine pairs", String.valueOf(figures.genuine())));
    rows.add(List.of("false match rate a pair", "%.2e".formatted(figures.targetFmr())));
    rows.add(
        List.of(
            "strangers taken for one of %d people".formatted(figures.roster()),
            Statistics.percent(figures.expectedFpir())));
    rows.add(List.of("threshold", "%.4f".formatted(figures.threshold())));
    rows.add(List.of("method", figures.method()));
    if (figures.tar() != null) {
      rows.add(List.of("genuine pairs accepted", Statistics.percent(figures.tar())));
    }
    List<Plot.Line> lines = new ArrayList<>();
    if (genuine.length > 0) {
      lines.add(histogram("one person", genuine));
    }
    lines.add(histogram("two people", impostor));
    return new Report("Calibration: " + figures.model())
        .paragraph(
            "The threshold for a wanted false match rate, from a site's own people, on "
                + figures.date()
                + ".")
        .table("Figures", List.of("figure", "value"), rows)
        .plot(
            "distances",
            new Plot.Lines(
                "Distances of every two pictures",
                "Euclidean distance of L2-normalised embeddings",
                "share of the pairs",
                false,
                lines),
            "The threshold %.4f parts the two.".formatted(figures.threshold()));
  }

  private static Plot.Line histogram(String name, double[] distances) {
    double[] counts = new double[HISTOGRAM_PARTS];
    for (double distance : distances) {
      counts[(int) Math.min(HISTOGRAM_PARTS - 1, distance / 2 * HISTOGRAM_PARTS)]++;
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int part = 0; part < HISTOGRAM_PARTS; part++) {
      x.add(2 * (part + 0.5) / HISTOGRAM_PARTS);
      y.add(counts[part] / distances.length);
    }
    return new Plot.Line(name, x, y);
  }
}
