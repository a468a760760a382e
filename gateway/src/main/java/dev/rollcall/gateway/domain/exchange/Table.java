package dev.rollcall.gateway.domain.exchange;

import java.time.ZoneId;
import java.util.List;

/**
 * A report as rows and columns.
 *
 * @param title such as {@code Attendance}
 * @param notes lines below the title: whose, from when until when
 * @param zone in which moments are shown
 * @param rows each as long as {@code columns}; gone through once, and may be longer than memory
 */
public record Table(
    String title,
    List<String> notes,
    ZoneId zone,
    List<Column> columns,
    Iterable<List<Cell>> rows) {
  public Table {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param share of the page's width, beside the other columns' shares
   */
  public record Column(String heading, int share) {}
}
