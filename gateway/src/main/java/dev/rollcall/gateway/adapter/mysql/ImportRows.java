package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowResult;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of imports, each with what became of it. */
final class ImportRows {
  private final Database database;

  ImportRows(Database database) {
    this.database = database;
  }

  boolean addRows(String id, String owner, List<ImportRow> rows) {
    return database.transact(
        connection -> {
          if (!MysqlImports.holds(connection, id, owner)) {
            return false;
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT IGNORE INTO import_row (import_id, line, cells, key_hash)"
                      + " VALUES (?, ?, ?, ?)")) {
            for (ImportRow row : rows) {
              insert.setString(1, id);
              insert.setInt(2, row.number());
              insert.setString(3, JsonText.write(row.cells()));
              insert.setString(4, row.key() == null ? null : Secret.hash(row.key()));
              insert.addBatch();
            }
            insert.executeBatch();
          }
          return true;
        });
  }

  /** Rows go with their imports, a few of those at a time. */
  int forget(Instant endedBefore) {
    return database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM import_job WHERE finished_at < ?"
                    + " AND state IN ('DONE', 'FAILED', 'CANCELLED') LIMIT 10",
                endedBefore));
  }

  List<ImportRow> pending(String id, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT * FROM import_row WHERE import_id = ? AND outcome IS NULL"
                    + " ORDER BY line LIMIT ?",
                ImportRows::row,
                id,
                limit));
  }

  private static ImportRow row(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new ImportRow(
        row.getInt("line"),
        JsonText.texts(row.getString("cells")),
        null,
        outcome == null
            ? null
            : new RowResult(
                RowOutcome.valueOf(outcome),
                row.getString("person_id"),
                row.getString("code"),
                row.getString("detail"),
                row.getString("column_name")));
  }

  Optional<Integer> firstWithKey(String id, String key) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT line FROM import_row WHERE import_id = ? AND key_hash = ?"
                    + " ORDER BY line LIMIT 1",
                row -> row.getInt(1),
                id,
                Secret.hash(key)));
  }

  boolean finishRows(String id, String owner, Map<Integer, RowResult> results) {
    return database.transact(
        connection -> {
          if (!MysqlImports.holds(connection, id, owner)) {
            return false;
          }
          for (Map.Entry<Integer, RowResult> entry : results.entrySet()) {
            RowResult result = entry.getValue();
            Sql.update(
                connection,
                "UPDATE import_row SET outcome = ?, person_id = ?, code = ?, detail = ?,"
                    + " column_name = ? WHERE import_id = ? AND line = ? AND outcome IS NULL",
                result.outcome().name(),
                result.personId(),
                result.code(),
                result.detail(),
                result.column(),
                id,
                entry.getKey());
          }
          return true;
        });
  }

  List<ImportRow> rows(String id, Optional<RowOutcome> only, int after, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT * FROM import_row WHERE import_id = ? AND (? IS NULL OR outcome = ?)"
                    + " AND line > ? ORDER BY line LIMIT ?",
                ImportRows::row,
                id,
                only.map(Enum::name).orElse(null),
                only.map(Enum::name).orElse(null),
                after,
                limit));
  }
}
