package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and API keys. */
public final class MysqlAccounts implements AccountStore {
  private static final String ACCOUNT =
      "SELECT a.id, a.organisation_id, a.username, a.email, a.password_hash, a.role, a.person_id,"
          + " a.disabled, a.must_change_password, a.totp_on, a.created_at, a.last_seen_at,"
          + " a.version FROM account a ";
  private static final String HOLDER =
      "a.id, a.username, a.organisation_id, a.role, a.person_id, a.must_change_password";

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

  @Override
  public Optional<Account> find(String organisationId, String accountId) {
    return database.read(
        connection ->
            account(
                connection,
                ACCOUNT + "WHERE a.organisation_id = ? AND a.id = ?",
                organisationId,
                accountId));
  }

  @Override
  public List<Account> findByEmail(String email) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                ACCOUNT + "WHERE a.email = ? LIMIT 20",
                row -> account(connection, row),
                email));
  }

  @Override
  public Optional<Account> findByIdentity(Identity identity) {
    return database.read(
        connection ->
            account(
                connection,
                ACCOUNT
                    + "JOIN account_identity i ON i.account_id = a.id"
                    + " WHERE i.provider = ? AND i.subject = ?",
                identity.provider(),
                identity.subject()));
  }

  @Override
  public Page<Account> list(
      String organisationId, int limit, Optional<String> cursor, String text) {
    String pattern = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    List<Account> found =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    ACCOUNT
                        + "WHERE a.organisation_id = ? AND a.id < ? AND (? = ''"
                        + " OR a.username LIKE ? ESCAPE '!' OR a.email LIKE ? ESCAPE '!')"
                        + " ORDER BY a.id DESC LIMIT ?",
                    row -> account(connection, row),
                    organisationId,
                    cursor.orElse("~"),
                    text,
                    pattern,
                    pattern,
                    limit + 1));
    return Page.of(found, limit, Account::id);
  }

  private static Optional<Account> account(Connection connection, String sql, String... values)
      throws SQLException {
    return Sql.first(connection, sql, row -> account(connection, row), (Object[]) values);
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
    return database.transact(connection -> insert(connection, account, Optional.empty()));
  }

  @Override
  public boolean addIfAbsent(Account account, Identity identity) {
    return database.transact(connection -> insert(connection, account, Optional.of(identity)));
  }

  /** False, with nothing inserted, where name or identity are somebody's. */
  static boolean insert(Connection connection, Account account, Optional<Identity> identity)
      throws SQLException {
    int added =
        Sql.update(
            connection,
            "INSERT IGNORE INTO account (id, organisation_id, username, email, password_hash,"
                + " role, person_id, disabled, must_change_password, created_at) VALUES ("
                + Sql.marks(10)
                + ")",
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
    if (added == 0) {
      return false;
    }
    if (identity.isPresent()
        && Sql.update(
                connection,
                "INSERT IGNORE INTO account_identity (provider, subject, account_id, created_at)"
                    + " VALUES (?, ?, ?, ?)",
                identity.get().provider(),
                identity.get().subject(),
                account.id(),
                account.createdAt())
            == 0) {
      Sql.update(connection, "DELETE FROM account WHERE id = ?", account.id());
      return false;
    }
    insertGroups(connection, account);
    return true;
  }

  private static void insertGroups(Connection connection, Account account) throws SQLException {
    for (String group : account.groupIds()) {
      Sql.update(
          connection,
          "INSERT INTO account_group (account_id, group_id) VALUES (?, ?)",
          account.id(),
          group);
    }
  }

  @Override
  public Changed change(
      String organisationId,
      String accountId,
      OptionalLong version,
      UnaryOperator<Account> change,
      Deed deed) {
    return database.transact(
        connection -> {
          Optional<Account> before = lock(connection, organisationId, accountId);
          Optional<Outcome> refusal = refusal(before, version);
          if (refusal.isPresent() || before.isEmpty()) {
            return new Changed(refusal.orElse(Outcome.NOT_FOUND), null);
          }
          Account after = change.apply(before.get());
          Sql.update(
              connection,
              "UPDATE account SET email = ?, role = ?, person_id = ?, disabled = ?,"
                  + " version = version + 1 WHERE id = ?",
              after.email(),
              after.role().name(),
              after.personId(),
              after.disabled(),
              accountId);
          if (isWithoutOwner(connection, organisationId)) {
            throw new LastOwner();
          }
          Sql.update(connection, "DELETE FROM account_group WHERE account_id = ?", accountId);
          insertGroups(connection, after);
          MysqlAudit.append(connection, organisationId, deed);
          return new Changed(
              Outcome.DONE,
              account(connection, ACCOUNT + "WHERE a.id = ?", accountId).orElse(null));
        },
        LastOwner.class,
        new Changed(Outcome.LAST_OWNER, null));
  }

  @Override
  public Changed remove(String organisationId, String accountId, OptionalLong version, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Account> before = lock(connection, organisationId, accountId);
          Optional<Outcome> refusal = refusal(before, version);
          if (refusal.isPresent() || before.isEmpty()) {
            return new Changed(refusal.orElse(Outcome.NOT_FOUND), null);
          }
          Sql.update(connection, "DELETE FROM account WHERE id = ?", accountId);
          if (isWithoutOwner(connection, organisationId)) {
            throw new LastOwner();
          }
          MysqlAudit.append(connection, organisationId, deed);
          return new Changed(Outcome.DONE, before.get());
        },
        LastOwner.class,
        new Changed(Outcome.LAST_OWNER, null));
  }

  /** Rolls a change back. */
  private static final class LastOwner extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Optional<Outcome> refusal(Optional<Account> before, OptionalLong version) {
    if (before.isEmpty()) {
      return Optional.of(Outcome.NOT_FOUND);
    }
    return version.isPresent() && version.getAsLong() != before.get().version()
        ? Optional.of(Outcome.OTHER_VERSION)
        : Optional.empty();
  }

  /** Behind the organisation's own row, so that two owners cannot remove each other. */
  private static Optional<Account> lock(
      Connection connection, String organisationId, String accountId) throws SQLException {
    Sql.first(
        connection,
        "SELECT id FROM organisation WHERE id = ? FOR UPDATE",
        row -> row.getString(1),
        organisationId);
    return account(
        connection,
        ACCOUNT + "WHERE a.organisation_id = ? AND a.id = ? FOR UPDATE",
        organisationId,
        accountId);
  }

  private static boolean isWithoutOwner(Connection connection, String organisationId)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT id FROM account"
                + " WHERE organisation_id = ? AND role = 'OWNER' AND NOT disabled LIMIT 1",
            row -> row.getString(1),
            organisationId)
        .isEmpty();
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
  public List<Session> sessionsOf(String accountId, Instant now) {
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

  @Override
  public boolean endSession(String accountId, String sessionId) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM account_session WHERE account_id = ? AND id = ?",
                    accountId,
                    sessionId)
                == 1);
  }

  @Override
  public void endSessions(String accountId, @Nullable String sessionIdToKeep) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM account_session WHERE account_id = ? AND id <> ?",
                accountId,
                Objects.requireNonNullElse(sessionIdToKeep, "")));
  }

  @Override
  public void noteUse(Principal principal, Instant now) {
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
        Sql.instantOrNull(row, "expires_at"),
        row.getBoolean("must_change_password"));
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
