package dev.rollcall.gateway.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as lines, JSON and a page. */
final class StoreFigures {
  private final MadeUpSite site;
  private final int samples;
  private final List<Figure> figures = new ArrayList<>();

  StoreFigures(MadeUpSite site, int samples) {
    this.site = site;
    this.samples = samples;
  }

  /** Milliseconds of one query; percentiles by nearest rank. */
  record Figure(
      String query,
      int n,
      double p50Ms,
      double p95Ms,
      double maxMs,
      boolean scans,
      List<String> plan) {}

  private record Run(int people, long records, long audited, int samples, List<Figure> queries) {}

  /** Keeps it and gives its line. */
  String add(String query, List<Double> times, List<Plans.Step> plan) {
    List<Double> sorted = times.stream().sorted().toList();
    Figure figure =
        new Figure(
            query,
            sorted.size(),
            percentile(sorted, 50),
            percentile(sorted, 95),
            percentile(sorted, 100),
            plan.stream().anyMatch(Plans.Step::scans),
            plan.stream().map(Plans.Step::toString).distinct().toList());
    figures.add(figure);
    return String.format(
        Locale.ROOT,
        "%-66s p50 %8.2f ms  p95 %8.2f ms  (n %d)%s%n      %s",
        query,
        figure.p50Ms(),
        figure.p95Ms(),
        figure.n(),
        figure.scans() ? "  READS A WHOLE TABLE" : "",
        String.join("\n      ", figure.plan()));
  }

  private static double percentile(List<Double> sorted, double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return Math.round(sorted.get(Math.max(0, rank - 1)) * 1000) / 1000.0;
  }

  String verdict() {
    Figure slowest =
        figures.stream().max(java.util.Comparator.comparing(Figure::p95Ms)).orElseThrow();
    return String.format(
        Locale.ROOT,
        "%d queries over %,d people and %,d records; the slowest: %s, p95 %.1f ms; %d read a whole table",
        figures.size(),
        site.people(),
        site.records(),
        slowest.query(),
        slowest.p95Ms(),
        figures.stream().filter(Figure::scans).count());
  }

  void write(String target) throws IOException {
    String text =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(
                new Run(site.people(), site.records(), site.audited(), samples, figures));
    if (target.equals("-")) {
      System.out.println(text);
    } else {
      Files.writeString(Path.of(target), text + "\n");
    }
  }

  void report(Path folder) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (Figure figure : figures) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s<td>%.2f<td>%.2f<td>%d<td>%s%n",
              html(figure.query()),
              figure.p50Ms(),
              figure.p95Ms(),
              figure.n(),
              html(String.join("\n", figure.plan())).replace("\n", "<br>")));
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("index.html"),
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Rollcall: store</title>
        <style>body{font:16px/1.5 system-ui;margin:2rem}table{border-collapse:collapse}
        td,th{border-bottom:1px solid #ccc;padding:.4rem .8rem;text-align:left;vertical-align:top}
        td:nth-child(2),td:nth-child(3),td:nth-child(4){text-align:right}</style>
        <h1>The store, with %,d people and %,d records</h1>
        <p>%s</p><table><tr><th>Query<th>p50, ms<th>p95, ms<th>n<th>Plan
        %s</table></html>
        """
            .formatted(site.people(), site.records(), html(verdict()), rows));
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
