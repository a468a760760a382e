package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.register.Outcome;
import dev.rollcall.gateway.domain.register.Presence;
import dev.rollcall.gateway.domain.register.Register;
import dev.rollcall.gateway.domain.register.Sighting;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Leave;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of the registers what {@link Register} says of the records.
 *
 * <p>INVARIANT: of a person's valid records of a session at most one has the slot IN and at most
 * one OUT: those that count. A unique key holds it, whatever the gateways do.
 *
 * <p>Locks: whoever settles one person holds that person's row and shares the session's; whoever
 * settles all of a session has the session's row alone.
 */
final class MysqlRegister {
  private static final int ROWS_A_STATEMENT = 500;

  /** Everybody whom {@code s} expects: on its group's roster that day. */
  static final String ROSTER =
      "group_member m ON m.group_id = s.group_id AND m.joined_on <= s.local_date"
          + " AND (m.left_on IS NULL OR m.left_on > s.local_date)";

  private MysqlRegister() {}

  /** Works one person's line out anew. */
  static void settle(
      Connection connection, String organisationId, AttendanceSession session, String personId)
      throws SQLException {
    settle(connection, organisationId, session, Set.of(personId));
    SessionSums.keep(connection, organisationId, session);
  }

  /** Works every line out anew. */
  static void settleAll(Connection connection, String organisationId, AttendanceSession session)
      throws SQLException {
    Set<String> people = roster(connection, session.id());
    people.addAll(
        Sql.query(
            connection,
            "SELECT DISTINCT person_id FROM attendance_record WHERE session_ref = ?"
                + " AND person_id IS NOT NULL",
            row -> row.getString(1),
            session.id()));
    Sql.update(connection, "DELETE FROM session_outcome WHERE session_id = ?", session.id());
    settle(connection, organisationId, session, people);
    SessionSums.forget(connection, session);
    SessionSums.keep(connection, organisationId, session);
  }

  /** Works a person's closed sessions out anew on the days of a leave. */
  static void settleDays(Connection connection, String organisationId, Leave leave)
      throws SQLException {
    List<AttendanceSession> sessions =
        Sql.query(
            connection,
            "SELECT "
                + SessionRows.COLUMNS
                + " FROM attendance_session s WHERE s.id IN (SELECT o.session_id"
                + " FROM session_outcome o WHERE o.person_id = ? AND o.settled"
                + " AND o.local_date BETWEEN ? AND ?) ORDER BY s.id LOCK IN SHARE MODE",
            SessionRows::session,
            leave.personId(),
            leave.from(),
            leave.until());
    for (AttendanceSession session : sessions) {
      settle(connection, organisationId, session, leave.personId());
    }
  }

  static Set<String> roster(Connection connection, String sessionId) throws SQLException {
    return new LinkedHashSet<>(
        Sql.query(
            connection,
            "SELECT DISTINCT m.person_id FROM attendance_session s JOIN "
                + ROSTER
                + " WHERE s.id = ? ORDER BY m.person_id",
            row -> row.getString(1),
            sessionId));
  }

  private record Row(String personId, @Nullable String slot, Sighting sighting) {}

  private static void settle(
      Connection connection,
      String organisationId,
      AttendanceSession session,
      Collection<String> people)
      throws SQLException {
    List<String> all = new ArrayList<>(people);
    for (int from = 0; from < all.size(); from += ROWS_A_STATEMENT) {
      settleSome(
          connection,
          organisationId,
          session,
          all.subList(from, Math.min(all.size(), from + ROWS_A_STATEMENT)));
    }
  }

  private static void settleSome(
      Connection connection, String organisationId, AttendanceSession session, List<String> people)
      throws SQLException {
    Map<String, List<Row>> rows = rows(connection, session, people);
    Set<String> excused = excused(connection, session, people);
    Set<String> expected = expected(connection, session, people);
    boolean closed = session.phase() == AttendanceSession.Phase.CLOSED;
    boolean cancelled = session.phase() == AttendanceSession.Phase.CANCELLED;
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    List<String> without = new ArrayList<>();
    List<SlotChange> changes = new ArrayList<>();
    for (String personId : people) {
      List<Row> mine = rows.getOrDefault(personId, List.of());
      Register.Judged judged =
          Register.judge(
              session,
              closed,
              excused.contains(personId),
              mine.stream().map(Row::sighting).toList());
      for (Row row : mine) {
        String id = row.sighting().recordId();
        String slot =
            id.equals(judged.checkInRecord())
                ? "IN"
                : id.equals(judged.checkOutRecord()) ? "OUT" : null;
        if (!Objects.equals(slot, row.slot())) {
          changes.add(new SlotChange(id, slot));
        }
      }
      boolean counts = !mine.isEmpty() || (closed && expected.contains(personId));
      if (counts && !cancelled) {
        outcomes.put(personId, judged.outcome());
      } else {
        without.add(personId);
      }
    }
    apply(connection, changes);
    if (!without.isEmpty()) {
      List<Object> values = new ArrayList<>();
      values.add(session.id());
      values.addAll(without);
      Sql.update(
          connection,
          "DELETE FROM session_outcome WHERE session_id = ? AND person_id IN ("
              + Sql.marks(without.size())
              + ")",
          values.toArray());
    }
    store(connection, organisationId, session, closed, outcomes);
  }

  private record SlotChange(String recordId, @Nullable String slot) {}

  /** Gives slots up before it gives them to others, for the unique key. */
  private static void apply(Connection connection, List<SlotChange> changes) throws SQLException {
    for (SlotChange change : changes) {
      Sql.update(
          connection, "UPDATE attendance_record SET slot = NULL WHERE id = ?", change.recordId());
    }
    for (SlotChange change : changes) {
      if (change.slot() != null) {
        Sql.update(
            connection,
            "UPDATE attendance_record SET slot = ? WHERE id = ?",
            change.slot(),
            change.recordId());
      }
    }
  }

  private static Map<String, List<Row>> rows(
      Connection connection, AttendanceSession session, List<String> people) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(session.id());
    values.addAll(people);
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (Row row :
        Sql.query(
            connection,
            "SELECT id, person_id, COALESCE(direction, 'IN') AS direction, occurred_at, slot"
                + " FROM attendance_record WHERE session_ref = ? AND status = 'VALID'"
                + " AND person_id IN ("
                + Sql.marks(people.size())
                + ")",
            MysqlRegister::row,
            values.toArray())) {
      rows.computeIfAbsent(row.personId(), id -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("person_id"),
        row.getString("slot"),
        new Sighting(
            row.getString("id"),
            Direction.valueOf(row.getString("direction")),
            Sql.instant(row, "occurred_at")));
  }

  private static Set<String> excused(
      Connection connection, AttendanceSession session, List<String> people) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(session.localDate());
    values.add(session.localDate());
    values.addAll(people);
    return new HashSet<>(
        Sql.query(
            connection,
            "SELECT DISTINCT person_id FROM excused_leave WHERE from_day <= ? AND until_day >= ?"
                + " AND person_id IN ("
                + Sql.marks(people.size())
                + ")",
            row -> row.getString(1),
            values.toArray()));
  }

  private static Set<String> expected(
      Connection connection, AttendanceSession session, List<String> people) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(session.id());
    values.addAll(people);
    return new HashSet<>(
        Sql.query(
            connection,
            "SELECT DISTINCT m.person_id FROM attendance_session s JOIN "
                + ROSTER
                + " WHERE s.id = ? AND m.person_id IN ("
                + Sql.marks(people.size())
                + ")",
            row -> row.getString(1),
            values.toArray()));
  }

  private static void store(
      Connection connection,
      String organisationId,
      AttendanceSession session,
      boolean closed,
      Map<String, Outcome> outcomes)
      throws SQLException {
    if (outcomes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO session_outcome (session_id, person_id, organisation_id, group_id,"
                + " local_date, presence, left_early, check_in, check_out, auto_closed, minutes_late,"
                + " minutes_present, settled) VALUES ("
                + Sql.marks(13)
                + ") ON DUPLICATE KEY UPDATE local_date = VALUES(local_date),"
                + " presence = VALUES(presence), left_early = VALUES(left_early),"
                + " check_in = VALUES(check_in), check_out = VALUES(check_out),"
                + " auto_closed = VALUES(auto_closed), minutes_late = VALUES(minutes_late),"
                + " minutes_present = VALUES(minutes_present), settled = VALUES(settled)")) {
      for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
        Outcome outcome = entry.getValue();
        Sql.bind(
            statement,
            session.id(),
            entry.getKey(),
            organisationId,
            session.groupId(),
            session.localDate(),
            outcome.presence().name(),
            outcome.leftEarly(),
            outcome.checkIn(),
            outcome.checkOut(),
            outcome.autoClosed(),
            outcome.minutesLate(),
            outcome.minutesPresent(),
            closed);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        Presence.valueOf(row.getString("o.presence")),
        row.getBoolean("o.left_early"),
        Sql.instantOrNull(row, "o.check_in"),
        Sql.instantOrNull(row, "o.check_out"),
        row.getBoolean("o.auto_closed"),
        row.getInt("o.minutes_late"),
        Sql.integer(row, "o.minutes_present"));
  }
}
