package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.domain.timetable.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schedules, holidays and excused leave. Each change is one transaction with its entry in the audit
 * log. What belongs to another organisation is not there.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached,
 * CHANGED_MEANWHILE where a version is given that is not the one of now. Safe on any thread, also
 * of several gateways on one database.
 */
public interface TimetableStore {
  void addSchedule(String organisationId, Schedule schedule, Deed deed);

  Optional<Schedule> findSchedule(String organisationId, String scheduleId);

  /** Newest first. */
  Page<Schedule> schedules(
      String organisationId,
      Reach reach,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor);

  /**
   * Takes over everything but group and version, which must still be the stored one. Its sessions
   * that open after {@code now} and have no records go, and are to be made anew.
   */
  boolean changeSchedule(String organisationId, Schedule schedule, Instant now, Deed deed);

  /** Deletes it, and its sessions that open after {@code now} and have no records. */
  boolean deleteSchedule(
      String organisationId, String scheduleId, @Nullable Long version, Instant now, Deed deed);

  /** Schedules of all organisations whose sessions are not there up to that day. */
  List<Planned> schedulesToPlan(LocalDate until, int limit);

  /**
   * Stores sessions that a schedule has none for on their day, and that its sessions are there up
   * to a day. Of two gateways that do it at once each session is stored once.
   */
  void plan(
      String organisationId, String scheduleId, List<AttendanceSession> sessions, LocalDate until);

  /**
   * Stores it, and cancels the sessions of schedules on that day that have no records and are not
   * closed. HOLIDAY_EXISTS where there is one on that day for the same.
   */
  void addHoliday(String organisationId, Holiday holiday, Deed deed);

  /** By date. */
  Page<Holiday> holidays(
      String organisationId,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor);

  Optional<Holiday> findHoliday(String organisationId, String holidayId);

  /** Deletes it; the sessions it cancelled that end after {@code now} are on again. */
  boolean deleteHoliday(String organisationId, String holidayId, Instant now, Deed deed);

  /** Stores it and works out the sessions that were closed already; false without the person. */
  boolean addLeave(String organisationId, Leave leave, Deed deed);

  Optional<Leave> findLeave(String organisationId, String leaveId);

  /** Newest first, with the name of the person. */
  Page<NamedLeave> leaves(
      String organisationId, Reach reach, LeaveFilter filter, int limit, Optional<String> cursor);

  boolean deleteLeave(String organisationId, String leaveId, Deed deed);

  /** A leave and whose it is. */
  record NamedLeave(Leave leave, String personName) {}

  /** What to list; null leaves it open. Days count where the leave covers one between them. */
  record LeaveFilter(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String personId,
      @Nullable String groupId) {}

  /**
   * A schedule to be carried on.
   *
   * @param madeUntil its sessions are there up to this day; null: none is
   * @param holidays of its organisation that hold for its group, from now on
   */
  record Planned(
      String organisationId,
      Schedule schedule,
      Group group,
      @Nullable LocalDate madeUntil,
      List<LocalDate> holidays) {
    public Planned {
      holidays = List.copyOf(holidays);
    }
  }
}
