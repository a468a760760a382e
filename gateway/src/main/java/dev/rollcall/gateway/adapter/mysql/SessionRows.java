package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of sessions, and of the rules that schedules have too. */
final class SessionRows {
  static final String RULES =
      "opens_minutes, grace_minutes, absent_minutes, early_minutes, half_day_minutes,"
          + " check_out_rule, auto_close_minutes";
  static final String COLUMNS =
      "s.id, s.group_id, s.schedule_id, s.name, s.starts_at, s.ends_at, s.time_zone, s.local_date,"
          + " s.phase, s.closed_at, s.reopened_until, s.holiday_id, s.version, s.opens_minutes,"
          + " s.grace_minutes, s.absent_minutes, s.early_minutes, s.half_day_minutes,"
          + " s.check_out_rule, s.auto_close_minutes";

  private SessionRows() {}

  /** The values of {@link #RULES}. */
  static List<@Nullable Object> values(SessionRules rules) {
    return Arrays.asList(
        rules.opensMinutesBefore(),
        rules.graceMinutes(),
        rules.absentAfterMinutes(),
        rules.earlyLeaveMinutes(),
        rules.halfDayBelowMinutes(),
        rules.checkOut().name(),
        rules.autoCloseMinutesAfter());
  }

  static SessionRules rules(ResultSet row) throws SQLException {
    return new SessionRules(
        row.getInt("opens_minutes"),
        Sql.integer(row, "grace_minutes"),
        Sql.integer(row, "absent_minutes"),
        Sql.integer(row, "early_minutes"),
        Sql.integer(row, "half_day_minutes"),
        SessionRules.CheckOut.valueOf(row.getString("check_out_rule")),
        Sql.integer(row, "auto_close_minutes"));
  }

  /** Of columns of {@code s}, which may stand beside those of other tables. */
  static AttendanceSession session(ResultSet row) throws SQLException {
    return new AttendanceSession(
        row.getString("s.id"),
        row.getString("s.group_id"),
        row.getString("s.schedule_id"),
        row.getString("s.name"),
        Sql.instant(row, "s.starts_at"),
        Sql.instant(row, "s.ends_at"),
        ZoneId.of(row.getString("s.time_zone")),
        Sql.date(row, "s.local_date"),
        AttendanceSession.Phase.valueOf(row.getString("s.phase")),
        Sql.instantOrNull(row, "s.closed_at"),
        Sql.instantOrNull(row, "s.reopened_until"),
        row.getString("s.holiday_id"),
        rules(row),
        row.getLong("s.version"));
  }

  /** How a row is kept from others until the commit. */
  enum Lock {
    /** Against whoever closes or changes the session. */
    SHARED(" LOCK IN SHARE MODE"),
    EXCLUSIVE(" FOR UPDATE");

    private final String sql;

    Lock(String sql) {
      this.sql = sql;
    }
  }

  static Optional<AttendanceSession> find(
      Connection connection, String organisationId, String sessionId, Lock lock)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT "
            + COLUMNS
            + " FROM attendance_session s WHERE s.id = ? AND s.organisation_id = ?"
            + lock.sql,
        SessionRows::session,
        sessionId,
        organisationId);
  }

  /** False where the schedule has a session on that day already. */
  static boolean insert(Connection connection, String organisationId, AttendanceSession session)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(session.id());
    values.add(organisationId);
    values.add(session.groupId());
    values.add(session.scheduleId());
    values.addAll(changeable(session));
    return Sql.update(
            connection,
            "INSERT IGNORE INTO attendance_session (id, organisation_id, group_id, schedule_id, name,"
                + " starts_at, ends_at, opens_at, closes_at, time_zone, local_date, phase, closed_at,"
                + " reopened_until, holiday_id, "
                + RULES
                + ") VALUES ("
                + Sql.marks(values.size())
                + ")",
            values.toArray())
        == 1;
  }

  private static List<@Nullable Object> changeable(AttendanceSession session) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(session.name());
    values.add(session.startsAt());
    values.add(session.endsAt());
    values.add(session.opensAt());
    values.add(session.closesAt().orElse(null));
    values.add(session.zone().getId());
    values.add(session.localDate());
    values.add(session.phase().name());
    values.add(session.closedAt());
    values.add(session.reopenedUntil());
    values.add(session.holidayId());
    values.addAll(values(session.rules()));
    return values;
  }

  static void update(Connection connection, AttendanceSession session) throws SQLException {
    List<@Nullable Object> values = changeable(session);
    values.add(session.id());
    Sql.update(
        connection,
        "UPDATE attendance_session SET name = ?, starts_at = ?, ends_at = ?, opens_at = ?,"
            + " closes_at = ?, time_zone = ?, local_date = ?, phase = ?, closed_at = ?,"
            + " reopened_until = ?, holiday_id = ?, opens_minutes = ?, grace_minutes = ?,"
            + " absent_minutes = ?, early_minutes = ?, half_day_minutes = ?, check_out_rule = ?,"
            + " auto_close_minutes = ?, version = version + 1 WHERE id = ?",
        values.toArray());
  }

  /**
   * Keeps sessions from check-ins until the commit. Whoever asks whether a session has records asks
   * after this: a check-in that is under way has its record by then, or finds the session gone.
   */
  static void lock(Connection connection, String condition, @Nullable Object... values)
      throws SQLException {
    Sql.query(
        connection,
        "SELECT id FROM attendance_session WHERE (" + condition + ") ORDER BY id FOR UPDATE",
        row -> true,
        values);
  }

  /** Deletes planned sessions without records for which the condition holds. */
  static int deleteUnopened(Connection connection, String condition, @Nullable Object... values)
      throws SQLException {
    lock(connection, "(" + condition + ") AND phase = 'PLANNED'", values);
    return Sql.update(
        connection,
        "DELETE FROM attendance_session WHERE ("
            + condition
            + ") AND phase = 'PLANNED' AND NOT EXISTS (SELECT 1 FROM attendance_record r"
            + " WHERE r.session_ref = attendance_session.id)",
        values);
  }
}
