package dev.rollcall.client.load.serving;

import dev.rollcall.client.load.serving.Figures.Claim;
import dev.rollcall.client.load.serving.Figures.SystemFigures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The figures of one run as a page with plots beside it. */
final class ServingReport {
  static final String FILE_NAME = "serving.html";

  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;

  /** Okabe and Ito's colours, which colour-blind readers can tell apart. */
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73));

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private final Figures figures;
  private final Path folder;
  private final StringBuilder body = new StringBuilder();

  private ServingReport(Figures figures, Path folder) {
    this.figures = figures;
    this.folder = folder;
  }

  /**
   * Writes {@value #FILE_NAME} and a PNG a plot.
   *
   * @param fractions of our saturation, one a load
   * @throws IOException where the folder cannot be written, or this machine has no fonts
   */
  static void write(Figures figures, List<Double> fractions, Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      new ServingReport(figures, folder).write(fractions);
    } catch (LinkageError | InternalError e) {
      throw new IOException(
          "plots need fonts, and Java finds none: apt-get install fontconfig fonts-dejavu-core, or"
              + " leave --report out",
          e);
    }
  }

  private void write(List<Double> fractions) throws IOException {
    heading();
    claims();
    plot(
        "p99",
        latency("p99 against offered load", figures.systems(), load -> load.latency().p99()));
    plot(
        "p50",
        latency("p50 against offered load", figures.systems(), load -> load.latency().p50()));
    plot("own", own());
    plot("throughput", throughput());
    plot("stages", stages());
    table(fractions);
    Files.writeString(
        folder.resolve(FILE_NAME),
        """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><title>Rollcall: serving</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse}td,th{padding:.25rem .75rem;border-bottom:1px solid #ccc;text-align:right}
        td:first-child,th:first-child{text-align:left}img{max-width:100%%}</style>
        %s</html>
        """
            .formatted(body),
        StandardCharsets.UTF_8);
  }

  private void heading() {
    line(
        "<h1>Serving</h1><p>%s, %d cores; device %s (%s); pack %s. %d pictures with %d faces, %d to %d in"
            + " one, every head of every face; each load for %.0f s, Poisson arrivals, seed %d. The"
            + " sender shares the cores with the server.</p>",
        figures.machine().processor(),
        figures.machine().cores(),
        figures.device(),
        figures.deviceDetail(),
        figures.pack(),
        figures.pictures().count(),
        figures.pictures().faces(),
        figures.pictures().least(),
        figures.pictures().most(),
        figures.secondsAPoint(),
        figures.seed());
  }

  private void claims() {
    line("<table><tr><th>Claim<th>measured<th>bar<th>holds</tr>");
    for (Claim claim : figures.claims()) {
      line(
          "<tr><td>%s<td>%.2f %s<td>%s %.2f<td>%s</tr>",
          claim.claim(),
          claim.measured(),
          claim.unit(),
          claim.better().equals("lower") ? "&le;" : "&ge;",
          claim.bar(),
          claim.holds() ? "yes" : "<b>no</b>");
    }
    line("</table>");
  }

  private static XYChart latency(
      String title, List<SystemFigures> systems, ToDoubleFunction<LoadPoint> millis) {
    XYChart chart = chart(title, "milliseconds");
    chart.getStyler().setYAxisLogarithmic(true);
    for (int i = 0; i < systems.size(); i++) {
      add(chart, systems.get(i).name(), systems.get(i).loads(), millis, COLOURS.get(i));
    }
    return chart;
  }

  private XYChart own() {
    XYChart chart = chart("Rollcall against offered load", "milliseconds");
    chart.getStyler().setYAxisLogarithmic(true);
    List<LoadPoint> loads = figures.systems().get(0).loads();
    add(chart, "p50", loads, load -> load.latency().p50(), COLOURS.get(0));
    add(chart, "p95", loads, load -> load.latency().p95(), COLOURS.get(2));
    add(chart, "p99", loads, load -> load.latency().p99(), COLOURS.get(1));
    return chart;
  }

  private XYChart throughput() {
    XYChart chart = chart("Answered against offered", "pictures answered a second");
    chart.getStyler().setYAxisMin(0.0);
    for (int i = 0; i < figures.systems().size(); i++) {
      SystemFigures system = figures.systems().get(i);
      add(chart, system.name(), system.loads(), LoadPoint::answeredPerSecond, COLOURS.get(i));
    }
    return chart;
  }

  private static XYChart chart(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("pictures offered a second")
            .yAxisTitle(yAxis)
            .build();
    style(chart.getStyler());
    chart.getStyler().setXAxisMin(0.0);
    return chart;
  }

  private static void style(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
  }

  private static void add(
      XYChart chart,
      String name,
      List<LoadPoint> loads,
      ToDoubleFunction<LoadPoint> value,
      Color colour) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (LoadPoint load : loads) {
      if (Double.isFinite(value.applyAsDouble(load))) {
        x.add(load.offeredPerSecond());
        y.add(value.applyAsDouble(load));
      }
    }
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y);
      series.setLineColor(colour);
      series.setLineStyle(new BasicStroke(2));
      series.setMarkerColor(colour);
      series.setMarker(SeriesMarkers.CIRCLE);
    }
  }

  private CategoryChart stages() {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Where the time of a lone check-in goes (p50)")
            .xAxisTitle("stage")
            .yAxisTitle("milliseconds")
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setSeriesColors(COLOURS.toArray(Color[]::new));
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setDecimalPattern("0.0");
    chart.addSeries(
        "stages",
        new ArrayList<>(figures.lone().stagesP50().keySet()),
        new ArrayList<>(figures.lone().stagesP50().values()));
    return chart;
  }

  private void plot(String name, Chart<?, ?> chart) throws IOException {
    String file = "serving-" + name + ".png";
    BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
    line("<p><img src=\"%s\" alt=\"%s\"></p>", file, chart.getTitle());
  }

  private void table(List<Double> fractions) {
    line(
        "<table><tr><th>Scheduling<th>load<th>offered/s<th>sent<th>answered<th>refused<th>failed"
            + "<th>p50 ms<th>p95 ms<th>p99 ms<th>faces/s</tr>");
    for (SystemFigures system : figures.systems()) {
      row(system.name(), "all it carries", system.saturation());
      for (int i = 0; i < system.loads().size(); i++) {
        row(
            system.name(),
            String.format(Locale.ROOT, "%.0f %%", 100 * fractions.get(i)),
            system.loads().get(i));
      }
    }
    line("</table>");
    figures.systems().forEach(system -> line("<p>%s: %s</p>", system.name(), system.how()));
  }

  private void row(String system, String load, LoadPoint point) {
    line(
        "<tr><td>%s<td>%s<td>%.2f<td>%d<td>%d<td>%d<td>%d<td>%.1f<td>%.1f<td>%.1f<td>%.1f</tr>",
        system,
        load,
        point.offeredPerSecond(),
        point.sent(),
        point.answered(),
        point.refused(),
        point.failed(),
        point.latency().p50(),
        point.latency().p95(),
        point.latency().p99(),
        point.facesPerSecond());
  }

  private void line(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
