package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.PasswordResetStore;
import java.time.Instant;
import java.util.Optional;

/** Links to set a new password. */
public final class MysqlPasswordResets implements PasswordResetStore {
  private final Database database;

  public MysqlPasswordResets(Database database) {
    this.database = database;
  }

  @Override
  public void add(String tokenHash, String accountId, Instant now, Instant expiresAt) {
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "DELETE FROM password_reset WHERE account_id = ? OR expires_at <= ?",
              accountId,
              now);
          return Sql.update(
              connection,
              "INSERT INTO password_reset (token_hash, account_id, created_at, expires_at)"
                  + " VALUES (?, ?, ?, ?)",
              tokenHash,
              accountId,
              now,
              expiresAt);
        });
  }

  @Override
  public Optional<String> findAccount(String tokenHash, Instant now) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT account_id FROM password_reset WHERE token_hash = ? AND expires_at > ?",
                row -> row.getString(1),
                tokenHash,
                now));
  }

  @Override
  public boolean use(String tokenHash, String passwordHash, Instant now) {
    return database.transact(
        connection -> {
          Optional<String> account =
              Sql.first(
                  connection,
                  "SELECT account_id FROM password_reset"
                      + " WHERE token_hash = ? AND expires_at > ? FOR UPDATE",
                  row -> row.getString(1),
                  tokenHash,
                  now);
          if (account.isEmpty()) {
            return false;
          }
          Sql.update(connection, "DELETE FROM password_reset WHERE token_hash = ?", tokenHash);
          Sql.update(
              connection,
              "UPDATE account SET password_hash = ?, must_change_password = FALSE WHERE id = ?",
              passwordHash,
              account.get());
          Sql.update(connection, "DELETE FROM account_session WHERE account_id = ?", account.get());
          return true;
        });
  }
}
