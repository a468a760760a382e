package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.LoginFailureStore;
import java.time.Duration;
import java.time.Instant;

/** Failed logins in a table, so that a restart forgives nobody and two gateways count together. */
public final class MysqlLoginFailures implements LoginFailureStore {
  private final Database database;

  public MysqlLoginFailures(Database database) {
    this.database = database;
  }

  private record Row(int failures, Instant lastAt) {}

  @Override
  public Attempts begin(
      String usernameHash, String address, Instant now, Duration window, int most) {
    Instant since = now.minus(window);
    return database.transact(
        connection -> {
          Sql.update(connection, "DELETE FROM login_failure WHERE last_at < ? LIMIT 100", since);
          Sql.update(
              connection,
              "INSERT IGNORE INTO login_failure (username_hash, address, failures, last_at)"
                  + " VALUES (?, ?, 0, ?)",
              usernameHash,
              address,
              now);
          Row row =
              Sql.first(
                      connection,
                      "SELECT failures, last_at FROM login_failure"
                          + " WHERE username_hash = ? AND address = ? FOR UPDATE",
                      found -> new Row(found.getInt(1), Sql.instant(found, "last_at")),
                      usernameHash,
                      address)
                  .orElse(new Row(0, now));
          if (row.lastAt().isBefore(since)) {
            row = new Row(0, now);
          }
          if (row.failures() <= most) {
            row = new Row(row.failures() + 1, now);
            Sql.update(
                connection,
                "UPDATE login_failure SET failures = ?, last_at = ?"
                    + " WHERE username_hash = ? AND address = ?",
                row.failures(),
                row.lastAt(),
                usernameHash,
                address);
          }
          int ofName =
              Sql.query(
                      connection,
                      "SELECT COALESCE(SUM(failures), 0) FROM login_failure"
                          + " WHERE username_hash = ? AND last_at >= ?",
                      sum -> sum.getInt(1),
                      usernameHash,
                      since)
                  .get(0);
          return new Attempts(row.failures(), ofName, row.lastAt());
        });
  }

  @Override
  public void forgive(String usernameHash, String address) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE login_failure SET failures = failures - 1"
                    + " WHERE username_hash = ? AND address = ? AND failures > 0",
                usernameHash,
                address));
  }

  @Override
  public void clear(String usernameHash, String address) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM login_failure WHERE username_hash = ? AND address = ?",
                usernameHash,
                address));
  }
}
