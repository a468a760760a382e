package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.TimetableStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Schedules, holidays and leave. Longer than most classes here: three short lists that share the
 * sessions which they make, cancel and excuse.
 */
public final class MysqlTimetable implements TimetableStore {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SCHEDULE =
      "t.id, t.group_id, t.name, t.kind, t.days, t.starts_at, t.ends_at, t.time_zone, t.valid_from,"
          + " t.valid_until, t.every_weeks, t.created_at, t.version, t.made_until, t.organisation_id,"
          + " t.opens_minutes, t.grace_minutes, t.absent_minutes, t.early_minutes,"
          + " t.half_day_minutes, t.check_out_rule, t.auto_close_minutes";
  private static final String LEAVE =
      "SELECT l.id, l.person_id, l.from_day, l.until_day, l.kind, l.note, l.approved_by,"
          + " l.created_at, p.name FROM excused_leave l JOIN person p ON p.id = l.person_id ";

  private final Database database;

  public MysqlTimetable(Database database) {
    this.database = database;
  }

  @Override
  public void addSchedule(String organisationId, Schedule schedule, Deed deed) {
    database.transact(
        connection -> {
          insert(connection, organisationId, schedule);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  private static void insert(Connection connection, String organisationId, Schedule schedule)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(schedule.id());
    values.add(organisationId);
    values.add(schedule.groupId());
    values.addAll(changeable(schedule));
    values.add(schedule.createdAt());
    Sql.update(
        connection,
        "INSERT INTO schedule (id, organisation_id, group_id, name, kind, days, starts_at, ends_at,"
            + " time_zone, valid_from, valid_until, every_weeks, "
            + SessionRows.RULES
            + ", created_at) VALUES ("
            + Sql.marks(values.size())
            + ")",
        values.toArray());
  }

  private static List<@Nullable Object> changeable(Schedule schedule) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(schedule.name());
    values.add(schedule.kind().name());
    values.add(days(schedule.days()));
    values.add(schedule.startsAt().toString());
    values.add(schedule.endsAt().toString());
    values.add(schedule.zone().getId());
    values.add(schedule.validFrom());
    values.add(schedule.validUntil());
    values.add(schedule.everyWeeks());
    values.addAll(SessionRows.values(schedule.rules()));
    return values;
  }

  private static String days(Collection<DayOfWeek> days) {
    return String.join(" ", EnumSet.copyOf(days).stream().map(MysqlTimetable::word).toList());
  }

  /** Three letters, as in MON. */
  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3);
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    String words = row.getString("t.days");
    for (DayOfWeek day : DayOfWeek.values()) {
      if (words.contains(word(day))) {
        days.add(day);
      }
    }
    return new Schedule(
        row.getString("t.id"),
        row.getString("t.group_id"),
        row.getString("t.name"),
        Schedule.Kind.valueOf(row.getString("t.kind")),
        days,
        LocalTime.parse(row.getString("t.starts_at")),
        LocalTime.parse(row.getString("t.ends_at")),
        ZoneId.of(row.getString("t.time_zone")),
        Sql.date(row, "t.valid_from"),
        Sql.dateOrNull(row, "t.valid_until"),
        row.getInt("t.every_weeks"),
        SessionRows.rules(row),
        Sql.instant(row, "t.created_at"),
        row.getLong("t.version"));
  }

  @Override
  public Optional<Schedule> findSchedule(String organisationId, String scheduleId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT " + SCHEDULE + " FROM schedule t WHERE t.id = ? AND t.organisation_id = ?",
                MysqlTimetable::schedule,
                scheduleId,
                organisationId));
  }

  @Override
  public Page<Schedule> schedules(
      String organisationId,
      Reach reach,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("t.organisation_id = ?", organisationId)
            .andIf("t.group_id = ?", groupId)
            .andIf("t.id < ?", NameCursor.id(cursor))
            .within(reach, "t.group_id", null);
    return Where.page(
        where.query(
            database,
            "SELECT " + SCHEDULE + " FROM schedule t ",
            " ORDER BY t.id DESC LIMIT ?",
            MysqlTimetable::schedule,
            limit + 1),
        limit,
        Schedule::id);
  }

  @Override
  public boolean changeSchedule(String organisationId, Schedule schedule, Instant now, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Long> version = lock(connection, organisationId, schedule.id());
          if (version.isEmpty()) {
            return false;
          }
          Versions.require(schedule.version(), version.get());
          List<@Nullable Object> values = changeable(schedule);
          values.add(schedule.id());
          Sql.update(
              connection,
              "UPDATE schedule SET name = ?, kind = ?, days = ?, starts_at = ?, ends_at = ?,"
                  + " time_zone = ?, valid_from = ?, valid_until = ?, every_weeks = ?,"
                  + " opens_minutes = ?, grace_minutes = ?, absent_minutes = ?, early_minutes = ?,"
                  + " half_day_minutes = ?, check_out_rule = ?, auto_close_minutes = ?,"
                  + " made_until = NULL, version = version + 1 WHERE id = ?",
              values.toArray());
          SessionRows.deleteUnopened(
              connection, "schedule_id = ? AND opens_at > ?", schedule.id(), now);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  private static Optional<Long> lock(
      Connection connection, String organisationId, String scheduleId) throws SQLException {
    return Sql.first(
        connection,
        "SELECT version FROM schedule WHERE id = ? AND organisation_id = ? FOR UPDATE",
        row -> row.getLong(1),
        scheduleId,
        organisationId);
  }

  @Override
  public boolean deleteSchedule(
      String organisationId, String scheduleId, @Nullable Long version, Instant now, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Long> stored = lock(connection, organisationId, scheduleId);
          if (stored.isEmpty()) {
            return false;
          }
          Versions.require(version, stored.get());
          SessionRows.deleteUnopened(
              connection, "schedule_id = ? AND opens_at > ?", scheduleId, now);
          Sql.update(
              connection,
              "UPDATE attendance_session SET schedule_id = NULL WHERE schedule_id = ?",
              scheduleId);
          Sql.update(connection, "DELETE FROM schedule WHERE id = ?", scheduleId);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  /** Gives the next term's group the schedules that hold on the old one's last day. */
  static void copySchedules(Connection connection, String organisationId, Group old, Group next)
      throws SQLException {
    LocalDate starts = Objects.requireNonNull(next.startsOn());
    List<Schedule> held =
        Sql.query(
            connection,
            "SELECT "
                + SCHEDULE
                + " FROM schedule t WHERE t.group_id = ? AND (t.valid_until IS NULL"
                + " OR t.valid_until >= COALESCE(?, t.valid_until))",
            MysqlTimetable::schedule,
            old.id(),
            old.endsOn());
    for (Schedule one : held) {
      insert(
          connection,
          organisationId,
          new Schedule(
              Ulid.at(next.createdAt(), RANDOM),
              next.id(),
              one.name(),
              one.kind(),
              one.days(),
              one.startsAt(),
              one.endsAt(),
              one.zone(),
              starts,
              next.endsOn(),
              one.everyWeeks(),
              one.rules(),
              next.createdAt(),
              0));
    }
  }

  private record Unplanned(
      String organisationId, Schedule schedule, Group group, @Nullable LocalDate madeUntil) {}

  @Override
  public List<Planned> schedulesToPlan(LocalDate until, int limit) {
    List<Unplanned> found =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT "
                        + SCHEDULE
                        + ", "
                        + MysqlGroups.COLUMNS
                        + " FROM schedule t JOIN attendance_group g ON g.id = t.group_id"
                        + " WHERE (t.made_until IS NULL OR t.made_until < ?) AND NOT g.archived"
                        + " ORDER BY t.id LIMIT ?",
                    row ->
                        new Unplanned(
                            row.getString("t.organisation_id"),
                            schedule(row),
                            MysqlGroups.group(row),
                            Sql.dateOrNull(row, "t.made_until")),
                    until,
                    limit));
    List<Planned> planned = new ArrayList<>();
    for (Unplanned one : found) {
      List<LocalDate> holidays =
          database.read(
              connection ->
                  Sql.query(
                      connection,
                      "SELECT day FROM holiday WHERE organisation_id = ? AND group_key IN ('', ?)",
                      row -> Sql.date(row, "day"),
                      one.organisationId(),
                      one.group().id()));
      planned.add(
          new Planned(
              one.organisationId(), one.schedule(), one.group(), one.madeUntil(), holidays));
    }
    return planned;
  }

  @Override
  public void plan(
      String organisationId, String scheduleId, List<AttendanceSession> sessions, LocalDate until) {
    database.transact(
        connection -> {
          if (lock(connection, organisationId, scheduleId).isEmpty()) {
            return false;
          }
          for (AttendanceSession session : sessions) {
            SessionRows.insert(connection, organisationId, session);
          }
          Sql.update(
              connection, "UPDATE schedule SET made_until = ? WHERE id = ?", until, scheduleId);
          return true;
        });
  }

  @Override
  public void addHoliday(String organisationId, Holiday holiday, Deed deed) {
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
          Sql.update(
              connection,
              "UPDATE attendance_session SET phase = 'CANCELLED', holiday_id = ?,"
                  + " version = version + 1 WHERE organisation_id = ? AND local_date = ?"
                  + " AND (? IS NULL OR group_id = ?) AND phase = 'PLANNED'"
                  + " AND schedule_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attendance_record r"
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

  @Override
  public Page<Holiday> holidays(
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
    NameCursor.behind(where, NameCursor.parse(cursor), "h.day", "h.id");
    return Where.page(
        where.query(
            database,
            "SELECT h.id, h.day, h.name, h.group_key, h.created_at FROM holiday h ",
            " ORDER BY h.day, h.id LIMIT ?",
            MysqlTimetable::holiday,
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

  @Override
  public Optional<Holiday> findHoliday(String organisationId, String holidayId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT id, day, name, group_key, created_at FROM holiday"
                    + " WHERE id = ? AND organisation_id = ?",
                MysqlTimetable::holiday,
                holidayId,
                organisationId));
  }

  @Override
  public boolean deleteHoliday(String organisationId, String holidayId, Instant now, Deed deed) {
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

  @Override
  public boolean addLeave(String organisationId, Leave leave, Deed deed) {
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

  @Override
  public Optional<Leave> findLeave(String organisationId, String leaveId) {
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

  @Override
  public Page<NamedLeave> leaves(
      String organisationId, Reach reach, LeaveFilter filter, int limit, Optional<String> cursor) {
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
        where.query(
            database, LEAVE, " ORDER BY l.id DESC LIMIT ?", MysqlTimetable::leave, limit + 1),
        limit,
        named -> named.leave().id());
  }

  private static NamedLeave leave(ResultSet row) throws SQLException {
    return new NamedLeave(
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

  @Override
  public boolean deleteLeave(String organisationId, String leaveId, Deed deed) {
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
