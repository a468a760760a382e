package dev.rollcall.gateway.bench;

import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcStatement;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many rows at once, in steps that are noted in the same transaction: what breaks off is done again
 * from the step that it broke off in. Not for several threads.
 */
final class BulkLoad implements AutoCloseable {
  private final Connection connection;
  private final Set<String> done = new HashSet<>();

  BulkLoad(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", String.valueOf(address.user()));
    properties.setProperty("password", String.valueOf(address.password()));
    properties.setProperty("allowLoadLocalInfile", "true");
    properties.setProperty("characterEncoding", "UTF-8");
    connection = new Driver().connect(address.jdbcUrl(), properties);
    execute(
        "CREATE TABLE IF NOT EXISTS bench_step (name VARCHAR(100) PRIMARY KEY, note TEXT NULL)");
    execute("SET unique_checks = 0");
    execute("SET foreign_key_checks = 0");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM bench_step")) {
      while (rows.next()) {
        done.add(rows.getString(1));
      }
    }
    connection.setAutoCommit(false);
  }

  /** What is done in one transaction. */
  interface Work {
    void run() throws SQLException;
  }

  boolean isDone(String step) {
    return done.contains(step);
  }

  /** False where it was done before. */
  boolean step(String name, Work work) throws SQLException {
    if (isDone(name)) {
      return false;
    }
    try {
      work.run();
      note(name, null);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
    return true;
  }

  private void note(String name, @Nullable String note) throws SQLException {
    try (var statement = connection.prepareStatement("INSERT INTO bench_step VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setString(2, note);
      statement.executeUpdate();
    }
    done.add(name);
  }

  @Nullable String noteOf(String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT note FROM bench_step WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** Notes it, the first time. */
  void keep(String name, String note) throws SQLException {
    if (!isDone(name)) {
      note(name, note);
      connection.commit();
    }
  }

  /** Notes what the folder holds, the first time; else compares. */
  void claim(String what) throws SQLException {
    String before = noteOf("site");
    if (before == null) {
      note("site", what);
      connection.commit();
    } else if (!before.equals(what)) {
      throw new SQLException(
          "the folder holds a site of %s, not of %s: choose another --data DIR"
              .formatted(before, what));
    }
  }

  /** Number and hash of an organisation's last audit entry. */
  @Nullable String headOf(String organisationId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT CONCAT(number, ' ', hash) FROM audit_head WHERE organisation_id = ?")) {
      statement.setString(1, organisationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows with tabs between their fields, in the order of the columns. */
  void load(String table, String columns, StringBuilder rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(
              new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
      statement.execute(
          "LOAD DATA LOCAL INFILE 'rows' INTO TABLE %s CHARACTER SET utf8mb4 (%s)"
              .formatted(table, columns));
    }
  }

  /** Takes the secondary keys away, to make them in one go when the rows are there. */
  void withoutKeys(String table) throws SQLException {
    String step = "keys of " + table + " taken away";
    if (isDone(step)) {
      return;
    }
    List<String> add = new ArrayList<>();
    List<String> drop = new ArrayList<>();
    try (var statement =
        connection.prepareStatement(
            "SELECT index_name, MIN(non_unique), GROUP_CONCAT(column_name ORDER BY seq_in_index)"
                + " FROM information_schema.statistics WHERE table_schema = DATABASE()"
                + " AND table_name = ? AND index_name <> 'PRIMARY' GROUP BY index_name")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          add.add(
              "ADD %s %s (%s)"
                  .formatted(
                      rows.getInt(2) == 0 ? "UNIQUE KEY" : "KEY",
                      rows.getString(1),
                      rows.getString(3)));
          drop.add("DROP KEY " + rows.getString(1));
        }
      }
    }
    // The note comes first: a key that is there already when it is made again tells that it
    // stopped.
    note(step, String.join(", ", add));
    connection.commit();
    execute("ALTER TABLE " + table + " " + String.join(", ", drop));
  }

  /** Makes them again. */
  void withKeys(String table) throws SQLException {
    String keys = noteOf("keys of " + table + " taken away");
    if (keys == null || keys.isEmpty() || isDone("keys of " + table)) {
      return;
    }
    execute(
        "ALTER TABLE "
            + table
            + " "
            + keys.replace("ADD KEY ", "ADD KEY IF NOT EXISTS ")
                .replace("ADD UNIQUE KEY ", "ADD UNIQUE KEY IF NOT EXISTS "));
    execute("ANALYZE TABLE " + table);
    note("keys of " + table, null);
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
