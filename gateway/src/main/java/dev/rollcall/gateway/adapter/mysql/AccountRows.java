package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.port.AccountStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rows of accounts, with the groups of managers. */
final class AccountRows {
  /** Of accounts {@code a}; read by {@link #account(Connection, ResultSet)}. */
  static final String SELECT =
      "SELECT a.id, a.organisation_id, a.username, a.email, a.password_hash, a.role, a.person_id,"
          + " a.disabled, a.must_change_password, a.totp_on, a.created_at, a.last_seen_at,"
          + " a.version FROM account a ";

  private AccountRows() {}

  static Optional<Account> account(Connection connection, String sql, String... values)
      throws SQLException {
    return Sql.first(connection, sql, row -> account(connection, row), (Object[]) values);
  }

  static Account account(Connection connection, ResultSet row) throws SQLException {
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

  static Set<String> groupsOf(Connection connection, Role role, String accountId)
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

  /** False, with nothing inserted, where name or identity are somebody's. */
  static boolean insert(
      Connection connection, Account account, Optional<AccountStore.Identity> identity)
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

  static void insertGroups(Connection connection, Account account) throws SQLException {
    for (String group : account.groupIds()) {
      Sql.update(
          connection,
          "INSERT INTO account_group (account_id, group_id) VALUES (?, ?)",
          account.id(),
          group);
    }
  }
}
