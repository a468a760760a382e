package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups and their members. */
public final class MysqlGroups implements GroupStore {
  static final String COLUMNS =
      "g.id, g.name, g.kind, g.time_zone, g.starts_on, g.ends_on, g.archived, g.previous_group_id,"
          + " g.created_at, g.version";
  private static final String LISTED =
      "SELECT "
          + COLUMNS
          + ", (SELECT COUNT(DISTINCT m.person_id) FROM group_member m WHERE m.group_id = g.id"
          + " AND m.left_on IS NULL) AS members, (SELECT GROUP_CONCAT(a.account_id SEPARATOR ' ')"
          + " FROM account_group a WHERE a.group_id = g.id) AS managers FROM attendance_group g ";

  private final Database database;

  public MysqlGroups(Database database) {
    this.database = database;
  }

  @Override
  public void add(String organisationId, Group group, @Nullable String managedBy, Deed deed) {
    database.transact(
        connection -> {
          insert(connection, organisationId, group);
          if (managedBy != null) {
            Sql.update(
                connection,
                "INSERT INTO account_group (account_id, group_id) VALUES (?, ?)",
                managedBy,
                group.id());
          }
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  static void insert(Connection connection, String organisationId, Group group)
      throws SQLException {
    try {
      Sql.update(
          connection,
          "INSERT INTO attendance_group (id, organisation_id, name, active_name, kind, time_zone,"
              + " starts_on, ends_on, archived, previous_group_id, created_at) VALUES ("
              + Sql.marks(11)
              + ")",
          group.id(),
          organisationId,
          group.name(),
          group.archived() ? null : group.name(),
          group.kind().name(),
          group.zone().getId(),
          group.startsOn(),
          group.endsOn(),
          group.archived(),
          group.previousGroupId(),
          group.createdAt());
    } catch (SQLException e) {
      throw nameTaken(e);
    }
  }

  private static RuntimeException nameTaken(SQLException e) throws SQLException {
    if (e.getErrorCode() != Database.DUPLICATE_ENTRY) {
      throw e;
    }
    return ProblemException.ofField(
        ProblemCode.GROUP_NAME_TAKEN,
        "name",
        "Another group has this name. Choose another, or archive that group first.");
  }

  @Override
  public Optional<Listed> find(String organisationId, String groupId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                LISTED + "WHERE g.id = ? AND g.organisation_id = ?",
                MysqlGroups::listed,
                groupId,
                organisationId));
  }

  @Override
  public Page<Listed> list(
      String organisationId,
      Reach reach,
      boolean archived,
      String text,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("g.organisation_id = ?", organisationId)
            .and("g.archived = ?", archived)
            .within(reach, "g.id", null);
    if (!text.isEmpty()) {
      where.and("g.name LIKE ? ESCAPE '!'", NameCursor.pattern(text));
    }
    NameCursor.behind(where, NameCursor.parse(cursor), "g.name", "g.id");
    return Where.page(
        where.query(
            database, LISTED, " ORDER BY g.name, g.id LIMIT ?", MysqlGroups::listed, limit + 1),
        limit,
        listed -> new NameCursor(listed.group().name(), listed.group().id()).format());
  }

  private static Listed listed(ResultSet row) throws SQLException {
    String managers = row.getString("managers");
    return new Listed(
        group(row),
        row.getInt("members"),
        managers == null ? List.of() : Arrays.asList(managers.split(" ", -1)));
  }

  static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString("g.id"),
        row.getString("g.name"),
        Group.Kind.valueOf(row.getString("g.kind")),
        ZoneId.of(row.getString("g.time_zone")),
        Sql.dateOrNull(row, "g.starts_on"),
        Sql.dateOrNull(row, "g.ends_on"),
        row.getBoolean("g.archived"),
        row.getString("g.previous_group_id"),
        Sql.instant(row, "g.created_at"),
        row.getLong("g.version"));
  }

  @Override
  public boolean change(String organisationId, Group group, Deed deed) {
    return database.transact(
        connection -> {
          if (!update(connection, organisationId, group)) {
            return false;
          }
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  private static boolean update(Connection connection, String organisationId, Group group)
      throws SQLException {
    Optional<Long> version = lock(connection, organisationId, group.id());
    if (version.isEmpty()) {
      return false;
    }
    Versions.require(group.version(), version.get());
    try {
      Sql.update(
          connection,
          "UPDATE attendance_group SET name = ?, active_name = ?, kind = ?, time_zone = ?,"
              + " starts_on = ?, ends_on = ?, archived = ?, version = version + 1 WHERE id = ?",
          group.name(),
          group.archived() ? null : group.name(),
          group.kind().name(),
          group.zone().getId(),
          group.startsOn(),
          group.endsOn(),
          group.archived(),
          group.id());
    } catch (SQLException e) {
      throw nameTaken(e);
    }
    SessionRows.deleteUnopened(
        connection,
        "group_id = ? AND (? OR local_date > COALESCE(?, '9999-12-31'))",
        group.id(),
        group.archived(),
        group.endsOn());
    Sql.update(connection, "UPDATE schedule SET made_until = NULL WHERE group_id = ?", group.id());
    return true;
  }

  private static Optional<Long> lock(Connection connection, String organisationId, String groupId)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT version FROM attendance_group WHERE id = ? AND organisation_id = ? FOR UPDATE",
        row -> row.getLong(1),
        groupId,
        organisationId);
  }

  @Override
  public boolean delete(String organisationId, String groupId, @Nullable Long version, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Long> stored = lock(connection, organisationId, groupId);
          if (stored.isEmpty()) {
            return false;
          }
          Versions.require(version, stored.get());
          SessionRows.lock(connection, "group_id = ?", groupId);
          boolean used =
              Sql.first(
                      connection,
                      "SELECT 1 FROM attendance_session s WHERE s.group_id = ? AND (s.phase = 'CLOSED'"
                          + " OR EXISTS (SELECT 1 FROM attendance_record r"
                          + " WHERE r.session_ref = s.id)) LIMIT 1",
                      row -> row.getInt(1),
                      groupId)
                  .isPresent();
          if (used) {
            throw new ProblemException(
                ProblemCode.GROUP_IN_USE,
                "The group has sessions that took place. Archive it: its history stays.");
          }
          Sql.update(connection, "DELETE FROM attendance_session WHERE group_id = ?", groupId);
          Sql.update(connection, "DELETE FROM account_group WHERE group_id = ?", groupId);
          Sql.update(
              connection,
              "DELETE FROM holiday WHERE organisation_id = ? AND group_key = ?",
              organisationId,
              groupId);
          Sql.update(connection, "DELETE FROM attendance_group WHERE id = ?", groupId);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  @Override
  public Page<Member> members(
      String organisationId, String groupId, LocalDate on, int limit, Optional<String> cursor) {
    return MemberRows.members(database, organisationId, groupId, on, limit, cursor);
  }

  @Override
  public Optional<Member> join(String organisationId, Membership membership, Deed deed) {
    return database.transact(
        connection -> {
          if (lock(connection, organisationId, membership.groupId()).isEmpty()
              || !MysqlPeople.lock(connection, organisationId, membership.personId())) {
            return Optional.empty();
          }
          if (MemberRows.join(connection, membership)) {
            MysqlAudit.append(connection, organisationId, deed);
          }
          return Sql.first(
              connection,
              "SELECT p.id, p.name, m.joined_on, m.left_on FROM group_member m"
                  + " JOIN person p ON p.id = m.person_id WHERE m.group_id = ? AND m.person_id = ?"
                  + " AND m.left_on IS NULL",
              MemberRows::member,
              membership.groupId(),
              membership.personId());
        });
  }

  @Override
  public boolean leave(
      String organisationId, String groupId, String personId, LocalDate from, Deed deed) {
    return database.transact(
        connection -> {
          if (lock(connection, organisationId, groupId).isEmpty()
              || !MemberRows.leave(connection, groupId, personId, from)) {
            return false;
          }
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  @Override
  public void rollOver(
      String organisationId,
      Group old,
      Group next,
      boolean keepMembers,
      boolean keepSchedules,
      Deed deed) {
    database.transact(
        connection -> {
          if (!update(connection, organisationId, old)) {
            throw new ProblemException(
                ProblemCode.GROUP_NOT_FOUND, "The group is gone. Look at the list of groups.");
          }
          insert(connection, organisationId, next);
          Sql.update(
              connection,
              "INSERT INTO account_group (account_id, group_id)"
                  + " SELECT account_id, ? FROM account_group WHERE group_id = ?",
              next.id(),
              old.id());
          if (keepMembers) {
            Sql.update(
                connection,
                "INSERT INTO group_member (group_id, person_id, joined_on)"
                    + " SELECT DISTINCT ?, person_id, ? FROM group_member"
                    + " WHERE group_id = ? AND left_on IS NULL",
                next.id(),
                next.startsOn(),
                old.id());
          }
          if (keepSchedules) {
            ScheduleRows.copy(connection, organisationId, old, next);
          }
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }
}
