package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.port.AccountStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts, sessions and API keys. */
public final class MysqlAccounts implements AccountStore {
  private final Database database;

  public MysqlAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT id, username, password_hash FROM account WHERE username = ?",
                MysqlAccounts::account,
                username));
  }

  @Override
  public Optional<Account> find(String accountId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT id, username, password_hash FROM account WHERE id = ?",
                MysqlAccounts::account,
                accountId));
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(row.getString(1), row.getString(2), row.getString(3));
  }

  @Override
  public boolean addIfAbsent(Account account, Instant now) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "INSERT IGNORE INTO account (id, username, password_hash, created_at)"
                        + " VALUES (?, ?, ?, ?)",
                    account.id(),
                    account.username(),
                    account.passwordHash(),
                    now)
                == 1);
  }

  @Override
  public void changePassword(String accountId, String passwordHash, String sessionHashToKeep) {
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "UPDATE account SET password_hash = ? WHERE id = ?",
              passwordHash,
              accountId);
          return Sql.update(
              connection,
              "DELETE FROM account_session WHERE account_id = ? AND token_hash <> ?",
              accountId,
              sessionHashToKeep);
        });
  }

  @Override
  public void addSession(String tokenHash, String accountId, Instant now, Instant expiresAt) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO account_session (token_hash, account_id, created_at, expires_at)"
                    + " VALUES (?, ?, ?, ?)",
                tokenHash,
                accountId,
                now,
                expiresAt));
  }

  @Override
  public void endSession(String tokenHash) {
    database.transact(
        connection ->
            Sql.update(connection, "DELETE FROM account_session WHERE token_hash = ?", tokenHash));
  }

  @Override
  public void removeExpiredSessions(Instant now) {
    database.transact(
        connection ->
            Sql.update(connection, "DELETE FROM account_session WHERE expires_at <= ?", now));
  }

  @Override
  public Optional<Principal> bySession(String tokenHash, Instant now) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT a.id, a.username, s.expires_at FROM account_session s"
                    + " JOIN account a ON a.id = s.account_id"
                    + " WHERE s.token_hash = ? AND s.expires_at > ?",
                row ->
                    new Principal(
                        row.getString(1),
                        row.getString(2),
                        Principal.Means.SESSION,
                        Sql.instant(row, "expires_at")),
                tokenHash,
                now));
  }

  @Override
  public void addKey(ApiKey key, String accountId, String keyHash) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO api_key (id, account_id, name, key_hash, created_at)"
                    + " VALUES (?, ?, ?, ?, ?)",
                key.id(),
                accountId,
                key.name(),
                keyHash,
                key.createdAt()));
  }

  @Override
  public List<ApiKey> keysOf(String accountId) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT id, name, created_at FROM api_key WHERE account_id = ? ORDER BY id DESC",
                row ->
                    new ApiKey(row.getString(1), row.getString(2), Sql.instant(row, "created_at")),
                accountId));
  }

  @Override
  public boolean removeKey(String accountId, String keyId) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM api_key WHERE account_id = ? AND id = ?",
                    accountId,
                    keyId)
                == 1);
  }

  @Override
  public Optional<Principal> byKey(String keyHash) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT a.id, a.username FROM api_key k JOIN account a ON a.id = k.account_id"
                    + " WHERE k.key_hash = ?",
                row ->
                    new Principal(
                        row.getString(1), row.getString(2), Principal.Means.API_KEY, null),
                keyHash));
  }
}
