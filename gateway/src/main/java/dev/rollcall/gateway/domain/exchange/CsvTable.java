package dev.rollcall.gateway.domain.exchange;

import java.util.List;

/**
 * A text file of columns, as it was read.
 *
 * @param encoding such as {@code utf-8}
 * @param separator {@code comma, semicolon, tab} or {@code pipe}
 * @param headings of the first row
 */
public record CsvTable(String encoding, String separator, List<String> headings, List<Row> rows) {
  public CsvTable {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  /**
   * A row below the headings.
   *
   * @param line of the file, the first being 1
   * @param cells as many as stand there, which may be more or fewer than the headings
   */
  public record Row(int line, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
