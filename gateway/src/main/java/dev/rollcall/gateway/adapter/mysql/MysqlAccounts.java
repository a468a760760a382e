package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Accounts; sessions and API keys are {@link CredentialRows}'s. */
public final class MysqlAccounts implements AccountStore {
  private final Database database;
  private final CredentialRows credentials;

  public MysqlAccounts(Database database) {
    this.database = database;
    this.credentials = new CredentialRows(database);
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return database
        .read(
            connection ->
                AccountRows.account(
                    connection, AccountRows.SELECT + "WHERE a.username = ?", username))
        // The database finds names with blanks behind them too.
        .filter(found -> found.username().equals(username));
  }

  @Override
  public Optional<Account> find(String accountId) {
    return database.read(
        connection ->
            AccountRows.account(connection, AccountRows.SELECT + "WHERE a.id = ?", accountId));
  }

  @Override
  public Optional<Account> find(String organisationId, String accountId) {
    return database.read(
        connection ->
            AccountRows.account(
                connection,
                AccountRows.SELECT + "WHERE a.organisation_id = ? AND a.id = ?",
                organisationId,
                accountId));
  }

  @Override
  public List<Account> findByEmail(String email) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                AccountRows.SELECT + "WHERE a.email = ? LIMIT 20",
                row -> AccountRows.account(connection, row),
                email));
  }

  @Override
  public Optional<Account> findByIdentity(Identity identity) {
    return database.read(
        connection ->
            AccountRows.account(
                connection,
                AccountRows.SELECT
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
                    AccountRows.SELECT
                        + "WHERE a.organisation_id = ? AND a.id < ? AND (? = ''"
                        + " OR a.username LIKE ? ESCAPE '!' OR a.email LIKE ? ESCAPE '!')"
                        + " ORDER BY a.id DESC LIMIT ?",
                    row -> AccountRows.account(connection, row),
                    organisationId,
                    cursor.orElse("~"),
                    text,
                    pattern,
                    pattern,
                    limit + 1));
    return Page.of(found, limit, Account::id);
  }

  @Override
  public boolean addIfAbsent(Account account) {
    return database.transact(
        connection -> AccountRows.insert(connection, account, Optional.empty()));
  }

  @Override
  public boolean addIfAbsent(Account account, Identity identity) {
    return database.transact(
        connection -> AccountRows.insert(connection, account, Optional.of(identity)));
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
          AccountRows.insertGroups(connection, after);
          MysqlAudit.append(connection, organisationId, deed);
          return new Changed(
              Outcome.DONE,
              AccountRows.account(connection, AccountRows.SELECT + "WHERE a.id = ?", accountId)
                  .orElse(null));
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
    return AccountRows.account(
        connection,
        AccountRows.SELECT + "WHERE a.organisation_id = ? AND a.id = ? FOR UPDATE",
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
    credentials.addSession(tokenHash, session);
  }

  @Override
  public List<Session> sessionsOf(String accountId, Instant now) {
    return credentials.sessionsOf(accountId, now);
  }

  @Override
  public boolean endSession(String accountId, String sessionId) {
    return credentials.endSession(accountId, sessionId);
  }

  @Override
  public void endSessions(String accountId, @Nullable String sessionIdToKeep) {
    credentials.endSessions(accountId, sessionIdToKeep);
  }

  @Override
  public void noteUse(Principal principal, Instant now) {
    credentials.noteUse(principal, now);
  }

  @Override
  public void removeExpiredSessions(Instant now) {
    credentials.removeExpiredSessions(now);
  }

  @Override
  public Optional<Principal> bySession(String tokenHash, Instant now) {
    return credentials.bySession(tokenHash, now);
  }

  @Override
  public void addKey(ApiKey key, String accountId, String keyHash) {
    credentials.addKey(key, accountId, keyHash);
  }

  @Override
  public List<ApiKey> keysOf(String accountId) {
    return credentials.keysOf(accountId);
  }

  @Override
  public boolean removeKey(String accountId, String keyId) {
    return credentials.removeKey(accountId, keyId);
  }

  @Override
  public Optional<Principal> byKey(String keyHash, Instant now) {
    return credentials.byKey(keyHash, now);
  }
}
