package dev.rollcall.models.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots to PNG files with XChart. */
final class PlotDrawing {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 520;

  /** Okabe and Ito's colours, which colour-blind readers can tell apart. */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000),
  };

  /** More than these under the bars would run into each other. */
  private static final int LETTERS_IN_A_ROW = 80;

  private static final String PLAIN = "0.####";

  private static final Color PALE = new Color(0xF4F8FB);

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private PlotDrawing() {}

  /**
   * Draws one.
   *
   * @throws IOException where the file cannot be written, or this machine has no fonts
   */
  static void write(Plot plot, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      BitmapEncoder.saveBitmap(chart(plot), out, BitmapEncoder.BitmapFormat.PNG);
    } catch (LinkageError | InternalError e) {
      throw new IOException(
          "plots need fonts, and Java finds none: apt-get install fontconfig fonts-dejavu-core, or"
              + " leave --report out",
          e);
    }
  }

  private static Chart<?, ?> chart(Plot plot) {
    if (plot instanceof Plot.Lines lines) {
      return lines(lines);
    }
    if (plot instanceof Plot.Bars bars) {
      return bars(bars);
    }
    return grid((Plot.Grid) plot);
  }

  private static XYChart lines(Plot.Lines plot) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.xAxis())
            .yAxisTitle(plot.yAxis())
            .build();
    dress(chart.getStyler());
    chart.getStyler().setSeriesColors(COLOURS);
    chart.getStyler().setYAxisDecimalPattern(PLAIN);
    if (plot.logarithmicX()) {
      chart.getStyler().setXAxisLogarithmic(true);
    } else {
      chart.getStyler().setXAxisDecimalPattern(PLAIN);
    }
    for (Plot.Line line : plot.lines()) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int i = 0; i < line.x().size(); i++) {
        if (!plot.logarithmicX() || line.x().get(i) > 0) {
          x.add(line.x().get(i));
          y.add(line.y().get(i));
        }
      }
      if (!x.isEmpty()) {
        XYSeries series = chart.addSeries(line.name(), x, y);
        series.setMarker(x.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(2));
      }
    }
    return chart;
  }

  private static CategoryChart bars(Plot.Bars plot) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.xAxis())
            .yAxisTitle(plot.yAxis())
            .build();
    dress(chart.getStyler());
    chart.getStyler().setSeriesColors(COLOURS);
    chart.getStyler().setYAxisDecimalPattern(PLAIN);
    chart.getStyler().setLegendVisible(plot.series().size() > 1);
    if (plot.categories().stream().mapToInt(String::length).sum() > LETTERS_IN_A_ROW) {
      chart.getStyler().setXAxisLabelRotation(45);
    }
    for (Plot.Series series : plot.series()) {
      chart.addSeries(series.name(), plot.categories(), series.heights());
    }
    return chart;
  }

  private static HeatMapChart grid(Plot.Grid plot) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(plot.title())
            .xAxisTitle(plot.xAxis())
            .yAxisTitle(plot.yAxis())
            .build();
    dress(chart.getStyler());
    chart.getStyler().setRangeColors(new Color[] {PALE, COLOURS[0]});
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("#");
    chart.getStyler().setPlotContentSize(1);
    // The library counts rows from the bottom.
    List<String> upward = new ArrayList<>(plot.labels());
    Collections.reverse(upward);
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < upward.size(); row++) {
      List<Long> counts = plot.counts().get(upward.size() - 1 - row);
      for (int column = 0; column < counts.size(); column++) {
        cells.add(new Number[] {column, row, counts.get(column)});
      }
    }
    chart.addSeries("pictures", plot.labels(), upward, cells);
    return chart;
  }

  private static void dress(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setAntiAlias(true);
  }
}
