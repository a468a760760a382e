package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.port.AccountStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and API keys. */
public final class MysqlAccounts implements AccountStore {
  private static final String ACCOUNT =
      "SELECT a.id, a.organisation_id, a.username, a.email, a.password_hash, a.role, a.person_id,"
          + " a.disabled, a.must_change_password, a.totp_on, a.created_at, a.last_seen_at,"
          + " a.version FROM account a ";
  private static final String HOLDER = "a.id, a.username, a.organisation_id, a.role, a.person_id";

  private final Database database;

  public MysqlAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return database.read(
        connection -> account(connection, ACCOUNT + "WHERE a.username = ?", username));
  }

  @Override
  public Optional<Account> find(String accountId) {
    return database.read(connection -> account(connection, ACCOUNT + "WHERE a.id = ?", accountId));
  }

  private static Optional<Account> account(Connection connection, String sql, String value)
      throws SQLException {
    return Sql.first(connection, sql, row -> account(connection, row), value);
  }

  private static Account account(Connection connection, ResultSet row) throws SQLException {
    String id = row.getString("id");
    Role role = Role.valueOf(row.getString("role"));
    return new Account(
        id,
        row.getString("organisation_id"),
        row.getString("username"),
        row.getString("email"),
        row.getString("password_hash"),
        role,
        groupsOf(connection, role, id),
        row.getString("person_id"),
        row.getBoolean("disabled"),
        row.getBoolean("must_change_password"),
        row.getBoolean("totp_on"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "last_seen_at"),
        row.getLong("version"));
  }

  private static Set<String> groupsOf(Connection connection, Role role, String accountId)
      throws SQLException {
    return role != Role.MANAGER
        ? Set.of()
        : new HashSet<>(
            Sql.query(
                connection,
                "SELECT group_id FROM account_group WHERE account_id = ?",
                row -> row.getString(1),
                accountId));
  }

  @Override
  public boolean addIfAbsent(Account account) {
    return database.transact(
        connection -> {
          int added =
              Sql.update(
                  connection,
                  "INSERT IGNORE INTO account (id, organisation_id, username, email, password_hash,"
                      + " role, person_id, disabled, must_change_password, created_at)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  account.id(),
                  account.organisationId(),
                  account.username(),
                  account.email(),
                  account.passwordHash(),
                  account.role().name(),
                  account.personId(),
                  account.disabled(),
                  account.mustChangePassword(),
                  account.createdAt());
          if (added == 1) {
            for (String group : account.groupIds()) {
              Sql.update(
                  connection,
                  "INSERT INTO account_group (account_id, group_id) VALUES (?, ?)",
                  account.id(),
                  group);
            }
          }
          return added == 1;
        });
  }

  @Override
  public void changePassword(String accountId, String passwordHash, String sessionHashToKeep) {
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "UPDATE account SET password_hash = ?, must_change_password = FALSE WHERE id = ?",
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
  public void addSession(String tokenHash, Session session) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO account_session (token_hash, id, account_id, created_at, last_seen_at,"
                    + " expires_at, user_agent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                tokenHash,
                session.id(),
                session.accountId(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.userAgent()));
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
                "SELECT "
                    + HOLDER
                    + ", s.id AS credential, s.expires_at FROM account_session s"
                    + " JOIN account a ON a.id = s.account_id"
                    + " WHERE s.token_hash = ? AND s.expires_at > ? AND NOT a.disabled",
                row -> principal(connection, row, Principal.Means.SESSION, null),
                tokenHash,
                now));
  }

  private static Principal principal(
      Connection connection, ResultSet row, Principal.Means means, @Nullable Set<Permission> scopes)
      throws SQLException {
    String id = row.getString("id");
    Role role = Role.valueOf(row.getString("role"));
    return new Principal(
        id,
        row.getString("username"),
        row.getString("organisation_id"),
        role,
        Principal.permissions(role, scopes),
        groupsOf(connection, role, id),
        row.getString("person_id"),
        means,
        row.getString("credential"),
        Sql.instantOrNull(row, "expires_at"));
  }

  @Override
  public void addKey(ApiKey key, String accountId, String keyHash) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO api_key (id, account_id, name, key_hash, scopes, created_at,"
                    + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                accountId,
                key.name(),
                keyHash,
                write(key.scopes()),
                key.createdAt(),
                key.expiresAt()));
  }

  private static @Nullable String write(@Nullable Set<Permission> scopes) {
    return scopes == null
        ? null
        : scopes.stream().map(Permission::word).sorted().collect(Collectors.joining(" "));
  }

  /** A scope that this version does not know allows nothing. */
  private static @Nullable Set<Permission> scopes(@Nullable String words) {
    if (words == null) {
      return null;
    }
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String word : words.split(" ", -1)) {
      Permission.of(word).ifPresent(scopes::add);
    }
    return scopes;
  }

  @Override
  public List<ApiKey> keysOf(String accountId) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_key"
                    + " WHERE account_id = ? ORDER BY id DESC",
                row ->
                    new ApiKey(
                        row.getString("id"),
                        row.getString("name"),
                        scopes(row.getString("scopes")),
                        Sql.instant(row, "created_at"),
                        Sql.instantOrNull(row, "expires_at"),
                        Sql.instantOrNull(row, "last_used_at")),
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
  public Optional<Principal> byKey(String keyHash, Instant now) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT "
                    + HOLDER
                    + ", k.id AS credential, k.scopes, k.expires_at FROM api_key k"
                    + " JOIN account a ON a.id = k.account_id WHERE k.key_hash = ?"
                    + " AND (k.expires_at IS NULL OR k.expires_at > ?) AND NOT a.disabled",
                row ->
                    principal(
                        connection, row, Principal.Means.API_KEY, scopes(row.getString("scopes"))),
                keyHash,
                now));
  }
}
