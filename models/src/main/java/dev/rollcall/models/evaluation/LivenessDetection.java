package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Liveness;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Living people against attacks of several kinds, by the rates of ISO/IEC 30107-3 at the network's
 * own stored threshold: BPCER, the share of living people who are refused; APCER of a kind, the
 * share of its attacks that are let in.
 *
 * <p>A face that was not found is an error on either side: a living person scores 0, an attack 1.
 */
public final class LivenessDetection {
  private static final double USUAL_THRESHOLD = 0.5;

  private final PictureReader reader;
  private final ModelManifest network;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException where it has no network for liveness
   */
  public LivenessDetection(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.network = reader.network(Task.LIVENESS);
  }

  /** One picture; kind is empty for a living person. */
  private record Presentation(String picture, String kind, double score, boolean found) {}

  /**
   * The JSON.
   *
   * @param n pictures by kind, {@code live} among them
   * @param acer the mean of BPCER and of the worst kind's APCER
   * @param auc of living people against each kind
   * @param eer of living people against all attacks together
   * @param controlAuc what the picture's size alone would tell: near the figures above, the set is
   *     to blame and not the network to praise
   */
  record Figures(
      String pack,
      String model,
      double threshold,
      Map<String, Integer> n,
      Map<String, Integer> failuresToDetect,
      double bpcer,
      Map<String, Double> apcer,
      double acer,
      Map<String, Double> auc,
      double eer,
      Map<String, Double> controlAuc,
      double imagesPerSecond) {}

  /**
   * Runs the protocol.
   *
   * @param attacks by the name of their kind; at least one
   */
  public Outcome run(PictureSet live, Map<String, PictureSet> attacks) throws InterruptedException {
    List<Presentation> presentations = new ArrayList<>();
    Map<String, List<Double>> areas = new LinkedHashMap<>();
    read(live, "", presentations, areas);
    for (Map.Entry<String, PictureSet> attack : attacks.entrySet()) {
      read(attack.getValue(), attack.getKey(), presentations, areas);
    }
    Figures figures = figures(presentations, areas, List.copyOf(attacks.keySet()));
    return new Outcome(
        figures,
        summary(figures),
        scores(presentations, figures.threshold()),
        report(figures, presentations));
  }

  private void read(
      PictureSet set,
      String kind,
      List<Presentation> presentations,
      Map<String, List<Double>> areas)
      throws InterruptedException {
    String what = kind.isEmpty() ? "live" : kind;
    for (Reading reading : reader.read(set.shots(), Set.of(Feature.LIVENESS), what)) {
      double missing = kind.isEmpty() ? 0 : 1;
      double score = reading.central().map(Face::liveness).map(Liveness::score).orElse(missing);
      presentations.add(
          new Presentation(
              what + "/" + reading.shot().name(), kind, score, reading.central().isPresent()));
      areas
          .computeIfAbsent(kind, any -> new ArrayList<>())
          .add((double) reading.width() * reading.height());
    }
  }

  private Figures figures(
      List<Presentation> all, Map<String, List<Double>> areas, List<String> kinds) {
    Double stored = network.threshold();
    double threshold = stored == null ? USUAL_THRESHOLD : stored;
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Integer> failures = new LinkedHashMap<>();
    Map<String, Double> apcer = new LinkedHashMap<>();
    Map<String, Double> auc = new LinkedHashMap<>();
    Map<String, Double> control = new LinkedHashMap<>();
    count(all, "", "live", counts, failures);
    double[] live = improbabilities(all, "");
    for (String kind : kinds) {
      count(all, kind, kind, counts, failures);
      double[] attack = improbabilities(all, kind);
      MatchRates rates = new MatchRates(live, attack);
      apcer.put(kind, rates.falseMatchRate(1 - threshold));
      auc.put(kind, rates.areaUnderCurve());
      double area =
          new MatchRates(
                  doubles(areas.getOrDefault("", List.of())),
                  doubles(areas.getOrDefault(kind, List.of())))
              .areaUnderCurve();
      control.put(kind, Math.max(area, 1 - area));
    }
    MatchRates pooled =
        new MatchRates(
            live,
            all.stream()
                .filter(p -> !p.kind().isEmpty())
                .mapToDouble(p -> 1 - p.score())
                .toArray());
    double bpcer = 1 - pooled.trueAcceptRate(1 - threshold);
    double worst = apcer.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return new Figures(
        reader.pack(),
        reader.names(Task.LIVENESS),
        threshold,
        counts,
        failures,
        bpcer,
        apcer,
        (worst + bpcer) / 2,
        auc,
        pooled.equalErrorRate(),
        control,
        reader.picturesPerSecond());
  }

  private static void count(
      List<Presentation> all,
      String kind,
      String name,
      Map<String, Integer> counts,
      Map<String, Integer> failures) {
    List<Presentation> own = all.stream().filter(p -> p.kind().equals(kind)).toList();
    counts.put(name, own.size());
    failures.put(name, (int) own.stream().filter(p -> !p.found()).count());
  }

  /** 1 - score, so that what is accepted is small, as distances are. */
  private static double[] improbabilities(List<Presentation> all, String kind) {
    return all.stream()
        .filter(p -> p.kind().equals(kind))
        .mapToDouble(p -> 1 - p.score())
        .toArray();
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("liveness with %s of pack %s".formatted(figures.model(), figures.pack()));
    lines.add("  pictures %s; no face in %s".formatted(figures.n(), figures.failuresToDetect()));
    lines.add(
        "  at the stored threshold %.4f: BPCER %s"
            .formatted(figures.threshold(), Statistics.percent(figures.bpcer())));
    figures
        .apcer()
        .forEach(
            (kind, apcer) ->
                lines.add(
                    "  %s: APCER %s, AUC %.4f (the picture's size alone: %.4f)"
                        .formatted(
                            kind,
                            Statistics.percent(apcer),
                            figures.auc().getOrDefault(kind, 0.0),
                            figures.controlAuc().getOrDefault(kind, 0.0))));
    lines.add(
        "  ACER %s; EER over all attacks %s"
            .formatted(Statistics.percent(figures.acer()), Statistics.percent(figures.eer())));
    lines.add("  %.1f pictures/s".formatted(figures.imagesPerSecond()));
    return lines;
  }

  private static ScoreTable scores(List<Presentation> presentations, double threshold) {
    ScoreTable table = new ScoreTable("picture", "kind", "found", "score", "accepted");
    for (Presentation each : presentations) {
      table.add(
          each.picture(),
          each.kind().isEmpty() ? "live" : each.kind(),
          each.found() ? 1 : 0,
          each.score(),
          each.score() >= threshold ? 1 : 0);
    }
    return table;
  }

  private static Report report(Figures figures, List<Presentation> presentations) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "live",
            String.valueOf(figures.n().getOrDefault("live", 0)),
            Statistics.percent(figures.bpcer()) + " refused (BPCER)",
            "",
            ""));
    List<Plot.Line> curves = new ArrayList<>();
    List<Plot.Line> scores = new ArrayList<>();
    scores.add(histogram("live", presentations, ""));
    double[] live = improbabilities(presentations, "");
    figures
        .apcer()
        .forEach(
            (kind, apcer) -> {
              rows.add(
                  List.of(
                      kind,
                      String.valueOf(figures.n().getOrDefault(kind, 0)),
                      Statistics.percent(apcer) + " let in (APCER)",
                      "%.4f".formatted(figures.auc().getOrDefault(kind, 0.0)),
                      "%.4f".formatted(figures.controlAuc().getOrDefault(kind, 0.0))));
              List<MatchRates.Point> curve =
                  Statistics.thinned(
                      new MatchRates(live, improbabilities(presentations, kind)).curve());
              curves.add(
                  new Plot.Line(
                      kind,
                      curve.stream().map(MatchRates.Point::falseMatchRate).toList(),
                      curve.stream().map(point -> 1 - point.trueAcceptRate()).toList()));
              scores.add(histogram(kind, presentations, kind));
            });
    return new Report("Liveness: " + figures.model())
        .paragraph(
            "Rates of ISO/IEC 30107-3 at the stored threshold %.4f. ACER %s, equal error over all attacks %s. A face that was not found is an error on either side."
                .formatted(
                    figures.threshold(),
                    Statistics.percent(figures.acer()),
                    Statistics.percent(figures.eer())))
        .table(
            "Kinds",
            List.of("kind", "pictures", "errors", "AUC", "AUC of the picture's size alone"),
            rows)
        .plot(
            "det",
            new Plot.Lines(
                "Errors against each other",
                "APCER: attacks let in",
                "BPCER: living people refused",
                false,
                curves),
            "Every threshold is a point; lower is better.")
        .plot(
            "scores",
            new Plot.Lines(
                "Scores", "score: 0 an attack, 1 a living person", "share", false, scores),
            "The less the curves overlap, the better.");
  }

  private static Plot.Line histogram(String name, List<Presentation> all, String kind) {
    int parts = 25;
    double[] counts = new double[parts];
    List<Presentation> own = all.stream().filter(p -> p.kind().equals(kind)).toList();
    own.forEach(p -> counts[(int) Math.min(parts - 1, Math.max(0, p.score() * parts))]++);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      x.add((part + 0.5) / parts);
      y.add(counts[part] / Math.max(1, own.size()));
    }
    return new Plot.Line(name, x, y);
  }
}
