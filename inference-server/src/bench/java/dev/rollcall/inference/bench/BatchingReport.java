package dev.rollcall.inference.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The claims as a page, with plots beside it. */
final class BatchingReport {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 460;

  private BatchingReport() {}

  /** Writes {@code batching.html} and its PNG files into the folder, which may be new. */
  static void write(Path folder, Results results) throws IOException {
    Files.createDirectories(folder);
    List<String> plots = new ArrayList<>();
    if (results.raw("curve_0.50_ms").count() > 0) {
      plot(folder, plots, "throughput-latency", throughputAgainstLatency(results));
      plot(folder, plots, "fill", fill(results));
      plot(folder, plots, "queue-delay", queueDelay(results));
    }
    if (results.raw("fairness_alone_ms").count() > 0) {
      plot(
          folder,
          plots,
          "fairness",
          distributions(
              "One face, alone and beside 60-face floods",
              results,
              Map.of("alone", "fairness_alone_ms", "beside floods", "fairness_beside_floods_ms")));
    }
    if (results.raw("half_load_ms").count() > 0) {
      plot(
          folder,
          plots,
          "half-load",
          distributions(
              "Half of saturation, and an ideal batcher on the same arrivals",
              results,
              Map.of("ours", "half_load_ms", "ideal", "half_load_ideal_ms")));
    }
    if (results.raw("soak_megabytes").count() > 0) {
      plot(folder, plots, "soak", soak(results));
    }
    Files.writeString(folder.resolve("batching.html"), page(results, plots));
  }

  private static void plot(Path folder, List<String> plots, String name, Chart<?, ?> chart)
      throws IOException {
    BitmapEncoder.saveBitmap(
        chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
    plots.add(name);
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    chart.getStyler().setLocale(Locale.ROOT);
    return chart;
  }

  private static double[] offered(Results results) {
    double saturation = Samples.median(results.raw("saturation_faces_per_second").inOrder());
    return LoadCurve.SHARES.stream().mapToDouble(share -> share * saturation).toArray();
  }

  private static double[] curve(Results results, String what, double percent) {
    return LoadCurve.SHARES.stream()
        .mapToDouble(
            share ->
                percent < 0
                    ? results.raw("curve_%.2f_%s".formatted(share, what)).mean()
                    : results.raw("curve_%.2f_%s".formatted(share, what)).percentile(percent))
        .toArray();
  }

  private static XYChart throughputAgainstLatency(Results results) {
    XYChart chart =
        chart("Latency against load (Poisson arrivals)", "faces a second", "milliseconds");
    for (int percent : new int[] {50, 95, 99}) {
      chart.addSeries("p" + percent, offered(results), curve(results, "ms", percent));
    }
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
    return chart;
  }

  private static XYChart queueDelay(Results results) {
    XYChart chart = chart("Where the time goes (means)", "faces a second", "milliseconds");
    double[] total = curve(results, "ms", -1);
    double[] compute = curve(results, "compute_ms", -1);
    double[] waiting = new double[total.length];
    for (int i = 0; i < total.length; i++) {
      waiting[i] = Math.max(0, total[i] - compute[i]);
    }
    chart.addSeries("answer", offered(results), total);
    chart.addSeries("a batch's run", offered(results), compute);
    chart.addSeries("queue and the rest", offered(results), waiting);
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0);
    return chart;
  }

  private static CategoryChart fill(Results results) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Rows of a batch, padding included, by load")
            .xAxisTitle("share of saturation")
            .yAxisTitle("mean rows")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.addSeries(
        "rows",
        LoadCurve.SHARES.stream().map(share -> Math.round(share * 100) + " %").toList(),
        LoadCurve.SHARES.stream()
            .map(share -> results.raw("curve_%.2f_rows".formatted(share)).mean())
            .toList());
    return chart;
  }

  private static XYChart distributions(String title, Results results, Map<String, String> series) {
    XYChart chart = chart(title, "milliseconds", "percent of the calls that are answered by then");
    series.forEach(
        (name, samples) -> {
          double[] sorted = results.raw(samples).sorted();
          double[] percent = new double[sorted.length];
          for (int i = 0; i < sorted.length; i++) {
            percent[i] = 100.0 * (i + 1) / sorted.length;
          }
          chart.addSeries(name, sorted, percent).setMarker(SeriesMarkers.NONE);
        });
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    chart.getStyler().setXAxisMin(0.0);
    return chart;
  }

  private static XYChart soak(Results results) {
    XYChart chart = chart("Resident memory of the server in the soak", "seconds", "MB");
    List<Double> megabytes = results.raw("soak_megabytes").inOrder();
    double[] seconds = new double[megabytes.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = i + 1;
    }
    chart
        .addSeries(
            "resident", seconds, megabytes.stream().mapToDouble(Double::doubleValue).toArray())
        .setMarker(SeriesMarkers.NONE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static String page(Results results, List<String> plots) {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Dynamic batching</title>
            <style>body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
            .no{font-weight:bold;color:#a00}img{max-width:100%}</style>
            <h1>Dynamic batching across concurrent faces</h1>
            <table><tr><th>id<th>claim<th>measured<th>bar<th>holds<th>how</tr>
            """);
    for (Claim claim : results.claims()) {
      page.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s<td>%s<td>%.4g<td>%s %.4g %s<td class=\"%s\">%s<td>%s</tr>%n",
              claim.id(),
              escaped(claim.claim()),
              claim.measured(),
              claim.better().equals("lower") ? "&le;" : "&ge;",
              claim.bar(),
              claim.unit(),
              claim.holds() ? "yes" : "no",
              claim.holds() ? "yes" : "no",
              escaped(claim.protocol())));
    }
    page.append("</table><h2>This machine</h2><table>\n");
    results
        .facts()
        .forEach(
            (name, value) ->
                page.append("<tr><th>%s<td>%s</tr>%n".formatted(escaped(name), escaped(value))));
    page.append("</table>\n");
    for (String plot : plots) {
      page.append("<p><img src=\"%s.png\" alt=\"%s\">%n".formatted(plot, plot));
    }
    return page.append("</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
