package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.TimetableStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schedules; holidays and leave are {@link MysqlDaysOff}'s. */
public final class MysqlTimetable implements TimetableStore {
  private final Database database;
  private final MysqlDaysOff daysOff;

  public MysqlTimetable(Database database) {
    this.database = database;
    this.daysOff = new MysqlDaysOff(database);
  }

  @Override
  public void addSchedule(String organisationId, Schedule schedule, Deed deed) {
    database.transact(
        connection -> {
          ScheduleRows.insert(connection, organisationId, schedule);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  @Override
  public Optional<Schedule> findSchedule(String organisationId, String scheduleId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT "
                    + ScheduleRows.COLUMNS
                    + " FROM schedule t WHERE t.id = ? AND t.organisation_id = ?",
                ScheduleRows::schedule,
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
            "SELECT " + ScheduleRows.COLUMNS + " FROM schedule t ",
            " ORDER BY t.id DESC LIMIT ?",
            ScheduleRows::schedule,
            limit + 1),
        limit,
        Schedule::id);
  }

  @Override
  public boolean changeSchedule(String organisationId, Schedule schedule, Instant now, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Long> version = ScheduleRows.lock(connection, organisationId, schedule.id());
          if (version.isEmpty()) {
            return false;
          }
          Versions.require(schedule.version(), version.get());
          List<@Nullable Object> values = ScheduleRows.changeable(schedule);
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

  @Override
  public boolean deleteSchedule(
      String organisationId, String scheduleId, @Nullable Long version, Instant now, Deed deed) {
    return database.transact(
        connection -> {
          Optional<Long> stored = ScheduleRows.lock(connection, organisationId, scheduleId);
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
                        + ScheduleRows.COLUMNS
                        + ", "
                        + MysqlGroups.COLUMNS
                        + " FROM schedule t JOIN attendance_group g ON g.id = t.group_id"
                        + " WHERE (t.made_until IS NULL OR t.made_until < ?) AND NOT g.archived"
                        + " ORDER BY t.id LIMIT ?",
                    row ->
                        new Unplanned(
                            row.getString("t.organisation_id"),
                            ScheduleRows.schedule(row),
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
          if (ScheduleRows.lock(connection, organisationId, scheduleId).isEmpty()) {
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
    daysOff.addHoliday(organisationId, holiday, deed);
  }

  @Override
  public Page<Holiday> holidays(
      String organisationId,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor) {
    return daysOff.holidays(organisationId, from, until, groupId, limit, cursor);
  }

  @Override
  public Optional<Holiday> findHoliday(String organisationId, String holidayId) {
    return daysOff.findHoliday(organisationId, holidayId);
  }

  @Override
  public boolean deleteHoliday(String organisationId, String holidayId, Instant now, Deed deed) {
    return daysOff.deleteHoliday(organisationId, holidayId, now, deed);
  }

  @Override
  public boolean addLeave(String organisationId, Leave leave, Deed deed) {
    return daysOff.addLeave(organisationId, leave, deed);
  }

  @Override
  public Optional<Leave> findLeave(String organisationId, String leaveId) {
    return daysOff.findLeave(organisationId, leaveId);
  }

  @Override
  public Page<NamedLeave> leaves(
      String organisationId, Reach reach, LeaveFilter filter, int limit, Optional<String> cursor) {
    return daysOff.leaves(organisationId, reach, filter, limit, cursor);
  }

  @Override
  public boolean deleteLeave(String organisationId, String leaveId, Deed deed) {
    return daysOff.deleteLeave(organisationId, leaveId, deed);
  }
}
