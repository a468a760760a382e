package dev.rollcall.gateway.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the database says of how it finds the rows of a statement. */
final class Plans {
  /** Reading so many rows one after the other is no index's work any more. */
  private static final long MANY = 5_000;

  private Plans() {}

  /**
   * A table of a statement.
   *
   * @param access the database's word: const, ref, range, index, ALL
   * @param key empty where none is used
   * @param rows that the database expects to read, each time it comes to this table
   */
  record Step(String table, String access, String key, long rows, String extra) {
    /** Reads a table of many rows without a key. */
    boolean scans() {
      return access.equals("ALL") && rows > MANY;
    }

    @Override
    public String toString() {
      return "%s: %s%s, about %d rows%s"
          .formatted(
              table,
              access.toLowerCase(Locale.ROOT),
              key.isEmpty() ? ", no key" : " by " + key,
              rows,
              extra.isEmpty() ? "" : " (" + extra + ")");
    }
  }

  /** Empty for what has no plan, such as COMMIT or an INSERT of given values. */
  static List<Step> explain(Connection connection, String sql) throws SQLException {
    String verb = sql.stripLeading().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
    if (!List.of("SELECT", "UPDATE", "DELETE").contains(verb)) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        String table = rows.getString("table");
        if (table != null && !table.startsWith("<")) {
          steps.add(
              new Step(
                  table,
                  text(rows, "type"),
                  text(rows, "key"),
                  rows.getLong("rows"),
                  text(rows, "Extra")));
        }
      }
    }
    return steps;
  }

  private static String text(ResultSet rows, String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text;
  }
}
