package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Face;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every face of every picture; against a truth file, what was missed and what was none. A found box
 * and a true one are a pair where they overlap by an IoU of 0.5 or more; the surest boxes choose
 * first, each true face once.
 */
public final class FaceDetection {
  private static final double SAME_IOU = 0.5;

  private final PictureReader reader;
  private final ModelManifest detector;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException never: every pack has a detector
   */
  public FaceDetection(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.detector = reader.network(Task.DETECTION);
  }

  /**
   * The JSON.
   *
   * @param unreadable pictures that could not be decoded, and why
   * @param recall of the true faces; null without a truth file, as are the next four
   */
  record Figures(
      String pack,
      String model,
      int images,
      int faces,
      int imagesWithoutFace,
      Map<String, Integer> perImage,
      Map<String, String> unreadable,
      @Nullable Double recall,
      @Nullable Double precision,
      @Nullable Integer trueFaces,
      @Nullable Integer missed,
      @Nullable Integer falseFaces,
      double imagesPerSecond) {}

  /**
   * Runs the protocol.
   *
   * @throws EvaluationException where the truth names a picture that the set does not hold
   */
  public Outcome run(PictureSet set, Optional<TruthFile> truth)
      throws EvaluationException, InterruptedException {
    Map<Shot, List<Box>> truths = new LinkedHashMap<>();
    if (truth.isPresent()) {
      truths.putAll(truth.get().of(set));
    }
    List<Reading> readings = reader.read(set.shots(), Set.of(), "pictures");
    ScoreTable scores =
        new ScoreTable("picture", "x_min", "y_min", "x_max", "y_max", "probability", "is_true");
    Map<String, Integer> perImage = new LinkedHashMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    int faces = 0;
    int hits = 0;
    for (Reading reading : readings) {
      List<Box> found = reading.faces().stream().map(Face::box).toList();
      perImage.put(reading.shot().name(), found.size());
      faces += found.size();
      if (!reading.refusal().isEmpty()) {
        unreadable.put(reading.shot().name(), reading.refusal());
      }
      List<Box> matched = matched(found, truths.getOrDefault(reading.shot(), List.of()));
      hits += matched.size();
      for (Box box : found) {
        scores.add(
            reading.shot().name(),
            box.xMin(),
            box.yMin(),
            box.xMax(),
            box.yMax(),
            box.probability(),
            truth.isEmpty() ? "" : matched.contains(box) ? 1 : 0);
      }
    }
    int trueFaces = truths.values().stream().mapToInt(List::size).sum();
    boolean known = truth.isPresent();
    Figures figures =
        new Figures(
            reader.pack(),
            detector.id() + " " + detector.version(),
            readings.size(),
            faces,
            (int) perImage.values().stream().filter(count -> count == 0).count(),
            perImage,
            unreadable,
            known ? share(hits, trueFaces) : null,
            known ? share(hits, faces) : null,
            known ? trueFaces : null,
            known ? trueFaces - hits : null,
            known ? faces - hits : null,
            reader.picturesPerSecond());
    return new Outcome(figures, summary(figures), scores, report(figures));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  /** The found boxes that are a true face. */
  static List<Box> matched(List<Box> found, List<Box> truth) {
    List<Box> free = new ArrayList<>(truth);
    List<Box> matched = new ArrayList<>();
    found.stream()
        .sorted((one, other) -> Double.compare(other.probability(), one.probability()))
        .forEach(
            box ->
                free.stream()
                    .filter(face -> face.iou(box) >= SAME_IOU)
                    .max((one, other) -> Double.compare(one.iou(box), other.iou(box)))
                    .ifPresent(
                        face -> {
                          free.remove(face);
                          matched.add(box);
                        }));
    return matched;
  }

  private static List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("detection with %s of pack %s".formatted(figures.model(), figures.pack()));
    lines.add(
        "  %d faces in %d pictures; none in %d"
            .formatted(figures.faces(), figures.images(), figures.imagesWithoutFace()));
    if (figures.recall() != null && figures.precision() != null) {
      lines.add(
          "  recall %s (%d of %d missed), precision %s (%d false)"
              .formatted(
                  Statistics.percent(figures.recall()),
                  figures.missed(),
                  figures.trueFaces(),
                  Statistics.percent(figures.precision()),
                  figures.falseFaces()));
    }
    if (figures.images() <= 20) {
      figures.perImage().forEach((name, n) -> lines.add("  %s: %d".formatted(name, n)));
    }
    figures
        .unreadable()
        .forEach((name, why) -> lines.add("  %s was not read: %s".formatted(name, why)));
    lines.add("  %.1f pictures/s".formatted(figures.imagesPerSecond()));
    return lines;
  }

  private static Report report(Figures figures) {
    Report report =
        new Report("Detection: " + figures.model())
            .paragraph(
                "%d faces in %d pictures; %d pictures without any."
                    .formatted(figures.faces(), figures.images(), figures.imagesWithoutFace()));
    if (figures.recall() != null && figures.precision() != null) {
      report.paragraph(
          "Against the truth file, at an IoU of 0.5: recall %s, precision %s."
              .formatted(
                  Statistics.percent(figures.recall()), Statistics.percent(figures.precision())));
    }
    TreeMap<Integer, Integer> pictures = new TreeMap<>();
    figures.perImage().values().forEach(count -> pictures.merge(count, 1, Integer::sum));
    return report.plot(
        "faces",
        new Plot.Bars(
            "Faces in a picture",
            "faces",
            "pictures",
            pictures.keySet().stream().map(String::valueOf).toList(),
            List.of(
                new Plot.Series(
                    "pictures", pictures.values().stream().map(Integer::doubleValue).toList()))),
        "How many pictures show how many faces.");
  }
}
