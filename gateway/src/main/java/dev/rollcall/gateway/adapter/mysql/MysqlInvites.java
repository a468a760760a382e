package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Invite;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.InviteStore;
import dev.rollcall.gateway.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Invites. The row is the offer: who deletes it has it. */
public final class MysqlInvites implements InviteStore {
  private static final String COLUMNS =
      "SELECT id, organisation_id, email, role, group_ids, person_id, created_by, created_at,"
          + " expires_at FROM invite ";

  private final Database database;

  public MysqlInvites(Database database) {
    this.database = database;
  }

  @Override
  public void add(Invite invite, String tokenHash) {
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "DELETE FROM invite WHERE organisation_id = ? AND expires_at <= ?",
              invite.organisationId(),
              invite.createdAt());
          return Sql.update(
              connection,
              "INSERT INTO invite (id, organisation_id, token_hash, email, role, group_ids,"
                  + " person_id, created_by, created_at, expires_at) VALUES ("
                  + Sql.marks(10)
                  + ")",
              invite.id(),
              invite.organisationId(),
              tokenHash,
              invite.email(),
              invite.role().name(),
              String.join(" ", invite.groupIds()),
              invite.personId(),
              invite.createdBy(),
              invite.createdAt(),
              invite.expiresAt());
        });
  }

  @Override
  public Page<Invite> list(String organisationId, int limit, Optional<String> cursor, Instant now) {
    List<Invite> found =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    COLUMNS
                        + "WHERE organisation_id = ? AND id < ? AND expires_at > ?"
                        + " ORDER BY id DESC LIMIT ?",
                    MysqlInvites::invite,
                    organisationId,
                    cursor.orElse("~"),
                    now,
                    limit + 1));
    return Page.of(found, limit, Invite::id);
  }

  private static Invite invite(ResultSet row) throws SQLException {
    String groups = row.getString("group_ids");
    return new Invite(
        row.getString("id"),
        row.getString("organisation_id"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        groups.isEmpty() ? Set.of() : Set.of(groups.split(" ", -1)),
        row.getString("person_id"),
        row.getString("created_by"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"));
  }

  @Override
  public boolean remove(String organisationId, String inviteId) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM invite WHERE organisation_id = ? AND id = ?",
                    organisationId,
                    inviteId)
                == 1);
  }

  @Override
  public Optional<Invite> findByToken(String tokenHash, Instant now) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                COLUMNS + "WHERE token_hash = ? AND expires_at > ?",
                MysqlInvites::invite,
                tokenHash,
                now));
  }

  @Override
  public Accepted accept(
      String tokenHash, Account account, Optional<AccountStore.Identity> identity, Instant now) {
    return database.transact(
        connection -> {
          Optional<String> open =
              Sql.first(
                  connection,
                  "SELECT id FROM invite WHERE token_hash = ? AND expires_at > ? FOR UPDATE",
                  row -> row.getString(1),
                  tokenHash,
                  now);
          if (open.isEmpty()) {
            return Accepted.GONE;
          }
          if (!AccountRows.insert(connection, account, identity)) {
            return Accepted.NAME_TAKEN;
          }
          Sql.update(connection, "DELETE FROM invite WHERE id = ?", open.get());
          return Accepted.DONE;
        });
  }
}
