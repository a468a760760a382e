package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The sums of each closed session's register, which is what reports over everybody add up.
 *
 * <p>INVARIANT: a closed session with lines has one row, the sum of its lines; a session that is
 * not closed has none.
 *
 * <p>Locks: the row is locked before the lines are added up, so of two who change lines of one
 * session the second adds up what the first has written (under READ COMMITTED). Whoever comes here
 * shares the session's row or has it alone, so it stays closed or open meanwhile.
 */
final class SessionSums {
  /** Of lines {@code o}, to be grouped by presence; read by {@link FigureRows#of}. */
  static final String OF_LINES =
      "o.presence, COUNT(*) AS lines_there, SUM(o.minutes_late) AS late,"
          + " SUM(COALESCE(o.minutes_present, 0)) AS present FROM session_outcome o ";

  /** Of rows {@code s}; read by {@link #figures}. */
  static final String OF_SESSIONS =
      "SUM(s.present) AS present, SUM(s.late) AS late, SUM(s.half_day) AS half_day,"
          + " SUM(s.absent) AS absent, SUM(s.excused) AS excused, SUM(s.pending) AS pending,"
          + " SUM(s.minutes_late) AS minutes_late, SUM(s.minutes_present) AS minutes_present"
          + " FROM session_sum s ";

  private SessionSums() {}

  /** Adds a session's lines up anew, once they are written. */
  static void keep(Connection connection, String organisationId, AttendanceSession session)
      throws SQLException {
    if (session.phase() != AttendanceSession.Phase.CLOSED) {
      return;
    }
    Sql.update(
        connection,
        "INSERT INTO session_sum (organisation_id, local_date, session_id, group_id)"
            + " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE local_date = VALUES(local_date)",
        organisationId,
        session.localDate(),
        session.id(),
        session.groupId());
    Figures sum = Figures.NONE;
    for (Figures part :
        Sql.query(
            connection,
            "SELECT " + OF_LINES + "WHERE o.session_id = ? GROUP BY o.presence",
            FigureRows::of,
            session.id())) {
      sum = sum.plus(part);
    }
    Sql.update(
        connection,
        "UPDATE session_sum SET present = ?, late = ?, half_day = ?, absent = ?, excused = ?,"
            + " pending = ?, minutes_late = ?, minutes_present = ? WHERE session_id = ?",
        sum.present(),
        sum.late(),
        sum.halfDay(),
        sum.absent(),
        sum.excused(),
        sum.pending(),
        sum.minutesLate(),
        sum.minutesPresent(),
        session.id());
  }

  /** Of a session that was opened again or cancelled. */
  static void forget(Connection connection, AttendanceSession session) throws SQLException {
    Sql.update(connection, "DELETE FROM session_sum WHERE session_id = ?", session.id());
  }

  static Figures figures(ResultSet row) throws SQLException {
    return new Figures(
        row.getLong("present"),
        row.getLong("late"),
        row.getLong("half_day"),
        row.getLong("absent"),
        row.getLong("excused"),
        row.getLong("pending"),
        row.getLong("minutes_late"),
        row.getLong("minutes_present"));
  }
}
