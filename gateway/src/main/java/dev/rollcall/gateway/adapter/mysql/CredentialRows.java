package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions and API keys: by what somebody is known, and as whom. */
final class CredentialRows {
  private static final String HOLDER =
      "a.id, a.username, a.organisation_id, a.role, a.person_id, a.must_change_password";

  private final Database database;

  CredentialRows(Database database) {
    this.database = database;
  }

  void addSession(String tokenHash, Session session) {
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

  List<Session> sessionsOf(String accountId, Instant now) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT id, created_at, last_seen_at, expires_at, user_agent FROM account_session"
                    + " WHERE account_id = ? AND expires_at > ? ORDER BY created_at DESC, id DESC",
                row ->
                    new Session(
                        row.getString("id"),
                        accountId,
                        Sql.instant(row, "created_at"),
                        Sql.instant(row, "last_seen_at"),
                        Sql.instant(row, "expires_at"),
                        Objects.requireNonNullElse(row.getString("user_agent"), "")),
                accountId,
                now));
  }

  boolean endSession(String accountId, String sessionId) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM account_session WHERE account_id = ? AND id = ?",
                    accountId,
                    sessionId)
                == 1);
  }

  void endSessions(String accountId, @Nullable String sessionIdToKeep) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM account_session WHERE account_id = ? AND id <> ?",
                accountId,
                Objects.requireNonNullElse(sessionIdToKeep, "")));
  }

  void noteUse(Principal principal, Instant now) {
    boolean session = principal.means() == Principal.Means.SESSION;
    database.transact(
        connection -> {
          Sql.update(
              connection,
              session
                  ? "UPDATE account_session SET last_seen_at = ? WHERE id = ?"
                  : "UPDATE api_key SET last_used_at = ? WHERE id = ?",
              now,
              principal.credentialId());
          return session
              ? Sql.update(
                  connection,
                  "UPDATE account SET last_seen_at = ? WHERE id = ?",
                  now,
                  principal.accountId())
              : 0;
        });
  }

  void removeExpiredSessions(Instant now) {
    database.transact(
        connection ->
            Sql.update(connection, "DELETE FROM account_session WHERE expires_at <= ?", now));
  }

  Optional<Principal> bySession(String tokenHash, Instant now) {
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
        AccountRows.groupsOf(connection, role, id),
        row.getString("person_id"),
        means,
        row.getString("credential"),
        Sql.instantOrNull(row, "expires_at"),
        row.getBoolean("must_change_password"));
  }

  void addKey(ApiKey key, String accountId, String keyHash) {
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

  List<ApiKey> keysOf(String accountId) {
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

  boolean removeKey(String accountId, String keyId) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM api_key WHERE account_id = ? AND id = ?",
                    accountId,
                    keyId)
                == 1);
  }

  Optional<Principal> byKey(String keyHash, Instant now) {
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
