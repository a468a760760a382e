package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.TimetableStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days on which nobody, or one person, is expected, and what that makes of the sessions. */
final class MysqlDaysOff {
  private static final String ON_THAT_DAY =
      "organisation_id = ? AND local_date = ? AND (? IS NULL OR group_id = ?)"
          + " AND phase = 'PLANNED' AND schedule_id IS NOT NULL";
  private static final String LEAVE =
      "SELECT l.id, l.person_id, l.from_day, l.until_day, l.kind, l.note, l.approved_by,"
          + " l.created_at, p.name FROM excused_leave l JOIN person p ON p.id = l.person_id ";

  private final Database database;

  MysqlDaysOff(Database database) {
    this.database = database;
  }

  void addHoliday(String organisationId, Holiday holiday, Deed deed) {
    database.transact(
        connection -> {
          try {
            Sql.update(
                connection,
                "INSERT INTO holiday (id, organisation_id, day, name, group_key, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                holiday.id(),
                organisationId,
                holiday.date(),
                holiday.name(),
                Objects.requireNonNullElse(holiday.groupId(), ""),
                holiday.createdAt());
          } catch (SQLException e) {
            if (e.getErrorCode() != Database.DUPLICATE_ENTRY) {
              throw e;
            }
            throw ProblemException.ofField(
                ProblemCode.HOLIDAY_EXISTS,
                "date",
                "That day is a holiday already. Delete that one first to name it anew.");
          }
          SessionRows.lock(
              connection,
              ON_THAT_DAY,
              organisationId,
              holiday.date(),
              holiday.groupId(),
              holiday.groupId());
          Sql.update(
              connection,
              "UPDATE attendance_session SET phase = 'CANCELLED', holiday_id = ?,"
                  + " version = version + 1 WHERE "
                  + ON_THAT_DAY
                  + " AND NOT EXISTS (SELECT 1 FROM attendance_record r"
                  + " WHERE r.session_ref = attendance_session.id)",
              holiday.id(),
              organisationId,
              holiday.date(),
              holiday.groupId(),
              holiday.groupId());
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  Page<Holiday> holidays(
      String organisationId,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("h.organisation_id = ?", organisationId)
            .andIf("h.day >= ?", from)
            .andIf("h.day <= ?", until);
    if (groupId != null) {
      where.and("h.group_key IN ('', ?)", groupId);
    }
    NameCursor.behind(where, NameCursor.ofDay(cursor), "h.day", "h.id");
    return Where.page(
        where.query(
            database,
            "SELECT h.id, h.day, h.name, h.group_key, h.created_at FROM holiday h ",
            " ORDER BY h.day, h.id LIMIT ?",
            MysqlDaysOff::holiday,
            limit + 1),
        limit,
        holiday -> new NameCursor(holiday.date().toString(), holiday.id()).format());
  }

  private static Holiday holiday(ResultSet row) throws SQLException {
    String group = row.getString("group_key");
    return new Holiday(
        row.getString("id"),
        Sql.date(row, "day"),
        row.getString("name"),
        group.isEmpty() ? null : group,
        Sql.instant(row, "created_at"));
  }

  Optional<Holiday> findHoliday(String organisationId, String holidayId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT id, day, name, group_key, created_at FROM holiday"
                    + " WHERE id = ? AND organisation_id = ?",
                MysqlDaysOff::holiday,
                holidayId,
                organisationId));
  }

  boolean deleteHoliday(String organisationId, String holidayId, Instant now, Deed deed) {
    return database.transact(
        connection -> {
          int deleted =
              Sql.update(
                  connection,
                  "DELETE FROM holiday WHERE id = ? AND organisation_id = ?",
                  holidayId,
                  organisationId);
          if (deleted == 0) {
            return false;
          }
          Sql.update(
              connection,
              "UPDATE attendance_session SET phase = 'PLANNED', holiday_id = NULL,"
                  + " version = version + 1 WHERE organisation_id = ? AND holiday_id = ?"
                  + " AND phase = 'CANCELLED' AND ends_at > ?",
              organisationId,
              holidayId,
              now);
          // Those that were never made because of it.
          Sql.update(
              connection,
              "UPDATE schedule SET made_until = NULL WHERE organisation_id = ?",
              organisationId);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  boolean addLeave(String organisationId, Leave leave, Deed deed) {
    return database.transact(
        connection -> {
          if (!MysqlPeople.lock(connection, organisationId, leave.personId())) {
            return false;
          }
          Sql.update(
              connection,
              "INSERT INTO excused_leave (id, organisation_id, person_id, from_day, until_day, kind,"
                  + " note, approved_by, created_at) VALUES ("
                  + Sql.marks(9)
                  + ")",
              leave.id(),
              organisationId,
              leave.personId(),
              leave.from(),
              leave.until(),
              leave.kind().name(),
              leave.note(),
              leave.approvedBy(),
              leave.createdAt());
          MysqlRegister.settleDays(connection, organisationId, leave);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  Optional<Leave> findLeave(String organisationId, String leaveId) {
    return database.read(connection -> findLeave(connection, organisationId, leaveId));
  }

  private static Optional<Leave> findLeave(
      Connection connection, String organisationId, String leaveId) throws SQLException {
    return Sql.first(
        connection,
        LEAVE + "WHERE l.id = ? AND l.organisation_id = ?",
        row -> leave(row).leave(),
        leaveId,
        organisationId);
  }

  Page<TimetableStore.NamedLeave> leaves(
      String organisationId,
      Reach reach,
      TimetableStore.LeaveFilter filter,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("l.organisation_id = ?", organisationId)
            .andIf("l.until_day >= ?", filter.from())
            .andIf("l.from_day <= ?", filter.until())
            .andIf("l.person_id = ?", filter.personId())
            .andIf(
                "l.person_id IN (SELECT m.person_id FROM group_member m WHERE m.group_id = ?)",
                filter.groupId())
            .andIf("l.id < ?", NameCursor.id(cursor))
            .within(reach, null, "l.person_id");
    return Where.page(
        where.query(database, LEAVE, " ORDER BY l.id DESC LIMIT ?", MysqlDaysOff::leave, limit + 1),
        limit,
        named -> named.leave().id());
  }

  private static TimetableStore.NamedLeave leave(ResultSet row) throws SQLException {
    return new TimetableStore.NamedLeave(
        new Leave(
            row.getString("l.id"),
            row.getString("l.person_id"),
            Sql.date(row, "l.from_day"),
            Sql.date(row, "l.until_day"),
            Leave.Kind.valueOf(row.getString("l.kind")),
            row.getString("l.note"),
            row.getString("l.approved_by"),
            Sql.instant(row, "l.created_at")),
        row.getString("p.name"));
  }

  boolean deleteLeave(String organisationId, String leaveId, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Leave> leave = findLeave(connection, organisationId, leaveId);
          if (leave.isEmpty()
              || !MysqlPeople.lock(connection, organisationId, leave.get().personId())) {
            return false;
          }
          Sql.update(connection, "DELETE FROM excused_leave WHERE id = ?", leaveId);
          MysqlRegister.settleDays(connection, organisationId, leave.get());
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }
}
