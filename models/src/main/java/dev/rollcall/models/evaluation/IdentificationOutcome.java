package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Searches to figures, lines, scores and plots. */
final class IdentificationOutcome {
  private static final double[] FPIRS = {1e-1, 1e-2};

  private final String pack;
  private final ModelManifest embedder;
  private final int gallery;
  private final List<Search> searches;
  private final List<EnrolmentTrial> trials;
  private final double picturesPerSecond;
  private final SearchRates rates;

  IdentificationOutcome(
      String pack,
      ModelManifest embedder,
      int gallery,
      List<Search> searches,
      List<EnrolmentTrial> trials,
      double picturesPerSecond) {
    this.pack = pack;
    this.embedder = embedder;
    this.gallery = gallery;
    this.searches = searches;
    this.trials = trials;
    this.picturesPerSecond = picturesPerSecond;
    this.rates = new SearchRates(searches);
  }

  /**
   * The JSON.
   *
   * @param gallery enrolled people
   * @param mated probes of enrolled people
   * @param nonMated probes of strangers
   * @param templates what more than one enrolled picture brings, over the same people and probes
   */
  record Figures(
      String pack,
      String model,
      String distance,
      int gallery,
      int mated,
      int nonMated,
      int failuresToDetect,
      double rank1,
      Map<String, Double> fnirAtFpir,
      Map<String, Double> threshold,
      @Nullable StoredThreshold atStoredThreshold,
      List<TemplateFigures> templates,
      double imagesPerSecond) {}

  /** Rates at the threshold in the manifest, or of the site's calibration. */
  record StoredThreshold(double threshold, double fpir, double fnir) {}

  /** One way to enrol. */
  record TemplateFigures(
      int shots,
      String template,
      int mated,
      int nonMated,
      double rank1,
      Map<String, Double> fnirAtFpir) {}

  Outcome outcome() {
    Figures figures =
        new Figures(
            pack,
            embedder.id() + " " + embedder.version(),
            "euclidean_l2",
            gallery,
            rates.mated(),
            rates.strangers(),
            (int) searches.stream().filter(search -> !search.found()).count(),
            rates.rank1(),
            fnirs(rates),
            thresholds(),
            stored(),
            trials.stream().map(IdentificationOutcome::figures).toList(),
            picturesPerSecond);
    return new Outcome(figures, summary(figures), scores(), report(figures));
  }

  private static String label(double fpir) {
    return fpir == 1e-1 ? "1e-1" : "1e-2";
  }

  private static Map<String, Double> fnirs(SearchRates rates) {
    Map<String, Double> fnirs = new TreeMap<>();
    for (double fpir : FPIRS) {
      fnirs.put(label(fpir), rates.fnirAtFpir(fpir));
    }
    return fnirs;
  }

  private Map<String, Double> thresholds() {
    Map<String, Double> thresholds = new TreeMap<>();
    for (double fpir : FPIRS) {
      thresholds.put(label(fpir), rates.threshold(fpir));
    }
    return thresholds;
  }

  private @Nullable StoredThreshold stored() {
    Double threshold = embedder.threshold();
    if (threshold == null) {
      return null;
    }
    long taken =
        searches.stream()
            .filter(search -> !search.isMated() && search.distance() <= threshold)
            .count();
    return new StoredThreshold(
        threshold, (double) taken / rates.strangers(), rates.fnir(threshold));
  }

  private static TemplateFigures figures(EnrolmentTrial trial) {
    return new TemplateFigures(
        trial.shots(),
        trial.shots() == 1 ? "single" : Statistics.label(trial.way().name()),
        trial.rates().mated(),
        trial.rates().strangers(),
        trial.rates().rank1(),
        fnirs(trial.rates()));
  }

  private static List<String> summary(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("identification with %s of pack %s".formatted(figures.model(), figures.pack()));
    lines.add(
        "  %d people enrolled with one picture, %d mated probes, %d strangers; no face in %d probes"
            .formatted(
                figures.gallery(),
                figures.mated(),
                figures.nonMated(),
                figures.failuresToDetect()));
    lines.add("  rank 1 %s".formatted(Statistics.percent(figures.rank1())));
    figures
        .fnirAtFpir()
        .forEach(
            (fpir, fnir) ->
                lines.add("  FNIR at FPIR %s: %s".formatted(fpir, Statistics.percent(fnir))));
    StoredThreshold stored = figures.atStoredThreshold();
    if (stored != null) {
      lines.add(
          "  as served, distance up to %.4f: FPIR %s, FNIR %s"
              .formatted(
                  stored.threshold(),
                  Statistics.percent(stored.fpir()),
                  Statistics.percent(stored.fnir())));
    }
    for (TemplateFigures way : figures.templates()) {
      lines.add(
          "  %d enrolled, %s: rank 1 %s, FNIR at FPIR 1e-1 %s, 1e-2 %s (%d mated, %d strangers)"
              .formatted(
                  way.shots(),
                  way.template(),
                  Statistics.percent(way.rank1()),
                  Statistics.percent(way.fnirAtFpir().getOrDefault("1e-1", 0.0)),
                  Statistics.percent(way.fnirAtFpir().getOrDefault("1e-2", 0.0)),
                  way.mated(),
                  way.nonMated()));
    }
    lines.add("  %.1f pictures/s".formatted(figures.imagesPerSecond()));
    return lines;
  }

  private ScoreTable scores() {
    ScoreTable table = new ScoreTable("probe", "mate", "nearest", "distance", "right");
    for (Search search : searches) {
      table.add(
          search.probe(),
          search.mate(),
          search.nearest(),
          search.distance(),
          search.isRight() ? 1 : 0);
    }
    return table;
  }

  private Report report(Figures figures) {
    Report report =
        new Report("Identification: " + figures.model())
            .paragraph(
                "Everyone with two pictures or more is enrolled with the first in name order; the others"
                    + " are searched for (mated), and so are people with one picture, who are strangers"
                    + " (non-mated). A probe without a face is a miss.")
            .table(
                "Figures",
                List.of("figure", "value"),
                List.of(
                    List.of("enrolled people", String.valueOf(figures.gallery())),
                    List.of("mated probes", String.valueOf(figures.mated())),
                    List.of("strangers", String.valueOf(figures.nonMated())),
                    List.of("probes without a face", String.valueOf(figures.failuresToDetect())),
                    List.of("rank 1", Statistics.percent(figures.rank1())),
                    List.of(
                        "misses (FNIR) at 10 % false positives (FPIR)",
                        Statistics.percent(figures.fnirAtFpir().getOrDefault("1e-1", 0.0))),
                    List.of(
                        "misses (FNIR) at 1 % false positives (FPIR)",
                        Statistics.percent(figures.fnirAtFpir().getOrDefault("1e-2", 0.0)))));
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(line("one picture enrolled", rates));
    report.plot(
        "identification",
        new Plot.Lines(
            "Misses against false positives",
            "FPIR: strangers taken for somebody",
            "FNIR: enrolled people not found",
            true,
            lines),
        "Every threshold is a point; lower is better.");
    if (!trials.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      for (TemplateFigures way : figures.templates()) {
        rows.add(
            List.of(
                String.valueOf(way.shots()),
                way.template(),
                Statistics.percent(way.rank1()),
                Statistics.percent(way.fnirAtFpir().getOrDefault("1e-1", 0.0)),
                Statistics.percent(way.fnirAtFpir().getOrDefault("1e-2", 0.0))));
      }
      report
          .paragraph(
              "More than one enrolled picture: people with more than %d pictures are enrolled with the first of them, the rest is searched for; everyone else is a stranger with one picture."
                  .formatted(Identification.SHOTS))
          .table(
              "Templates",
              List.of("pictures", "template", "rank 1", "FNIR at FPIR 10 %", "at 1 %"),
              rows)
          .plot(
              "templates",
              new Plot.Lines(
                  "What more enrolled pictures bring",
                  "FPIR: strangers taken for somebody",
                  "FNIR: enrolled people not found",
                  true,
                  trials.stream()
                      .map(
                          trial ->
                              line(trial.shots() + " " + figures(trial).template(), trial.rates()))
                      .toList()),
              "The same people, probes and strangers for every line.");
    }
    return report;
  }

  private static Plot.Line line(String name, SearchRates rates) {
    List<double[]> curve = Statistics.thinned(rates.curve());
    return new Plot.Line(
        name,
        curve.stream().map(point -> point[0]).toList(),
        curve.stream().map(point -> point[1]).toList());
  }
}
