package dev.rollcall.models.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page: paragraphs, tables and plots in the order in which they are added. Nothing is drawn
 * before {@link #write}. For one thread.
 */
public final class Report {
  public static final String PAGE = "index.html";

  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.7rem}h2{font-size:1.2rem;margin-top:2rem}
      table{border-collapse:collapse;margin:.5rem 0}
      th,td{border-bottom:1px solid #d8dee4;padding:.25rem .9rem .25rem 0;text-align:left}
      td{font-variant-numeric:tabular-nums}
      figure{margin:1.5rem 0}img{max-width:100%;height:auto}figcaption{color:#57606a}
      """;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final Map<String, Plot> plots = new LinkedHashMap<>();

  public Report(String title) {
    this.title = title;
  }

  /** Plain text. */
  public Report paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** Rows as long as the header. */
  public Report table(String heading, List<String> header, List<List<String>> rows) {
    body.append("<h2>").append(escaped(heading)).append("</h2>\n<table>\n<tr>");
    header.forEach(cell -> body.append("<th>").append(escaped(cell)).append("</th>"));
    body.append("</tr>\n");
    for (List<String> row : rows) {
      body.append("<tr>");
      row.forEach(cell -> body.append("<td>").append(escaped(cell)).append("</td>"));
      body.append("</tr>\n");
    }
    body.append("</table>\n");
    return this;
  }

  /**
   * A plot with what a reader should see in it.
   *
   * @param name of the file, without ending; unique on the page
   */
  public Report plot(String name, Plot plot, String caption) {
    if (plots.putIfAbsent(name, plot) != null) {
      throw new IllegalArgumentException("two plots are named " + name);
    }
    body.append("<figure><img src=\"%s.png\" alt=\"%s\">".formatted(name, escaped(plot.title())))
        .append("<figcaption>%s</figcaption></figure>%n".formatted(escaped(caption)));
    return this;
  }

  /**
   * Writes {@code index.html} and the plots, over what an earlier run has left.
   *
   * @param folder made where it is missing
   * @throws IOException where it cannot be written, or plots cannot be drawn here
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Plot> plot : plots.entrySet()) {
      PlotDrawing.write(plot.getValue(), folder.resolve(plot.getKey() + ".png"));
    }
    List<String> page = new ArrayList<>();
    page.add("<!doctype html>");
    page.add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.add("<title>" + escaped(title) + "</title><style>" + STYLE + "</style></head><body>");
    page.add("<h1>" + escaped(title) + "</h1>");
    page.add(body + "</body></html>");
    Files.write(folder.resolve(PAGE), page);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
