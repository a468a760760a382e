package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.register.Outcome;
import dev.rollcall.gateway.domain.register.Presence;
import dev.rollcall.gateway.port.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the register of a session says of each person. */
final class RegisterLines {
  private final Database database;

  RegisterLines(Database database) {
    this.database = database;
  }

  List<SessionStore.Named> missing(String organisationId, String sessionId) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT DISTINCT m.person_id, p.name FROM attendance_session s JOIN "
                    + MysqlRegister.ROSTER
                    + " JOIN person p ON p.id = m.person_id LEFT JOIN session_outcome o"
                    + " ON o.session_id = s.id AND o.person_id = m.person_id"
                    + " WHERE s.id = ? AND s.organisation_id = ?"
                    + " AND (o.person_id IS NULL OR o.check_in IS NULL AND o.check_out IS NULL)"
                    + " ORDER BY p.name, m.person_id",
                row -> new SessionStore.Named(row.getString(1), row.getString(2)),
                sessionId,
                organisationId));
  }

  private record Line(SessionStore.Named person, Outcome outcome) {}

  private record Seen(String personId, String recordId, Set<Flag> flags) {}

  List<SessionStore.Entry> register(String organisationId, String sessionId) {
    return database.read(
        connection -> {
          List<Line> lines =
              Sql.query(
                  connection,
                  "SELECT x.person_id, p.name, x.excused, o.presence, o.left_early, o.check_in,"
                      + " o.check_out, o.auto_closed, o.minutes_late, o.minutes_present FROM ("
                      + "SELECT m.person_id, EXISTS (SELECT 1 FROM excused_leave l"
                      + " WHERE l.person_id = m.person_id AND l.from_day <= s.local_date"
                      + " AND l.until_day >= s.local_date) AS excused FROM attendance_session s JOIN "
                      + MysqlRegister.ROSTER
                      + " WHERE s.id = ? AND s.phase = 'PLANNED' UNION SELECT person_id, 0"
                      + " FROM session_outcome WHERE session_id = ? AND person_id NOT IN ("
                      + "SELECT m.person_id FROM attendance_session s JOIN "
                      + MysqlRegister.ROSTER
                      + " WHERE s.id = ? AND s.phase = 'PLANNED')) x"
                      + " LEFT JOIN person p ON p.id = x.person_id LEFT JOIN session_outcome o"
                      + " ON o.session_id = ? AND o.person_id = x.person_id"
                      + " ORDER BY p.name IS NULL, p.name, x.person_id",
                  RegisterLines::line,
                  sessionId,
                  sessionId,
                  sessionId,
                  sessionId);
          Map<String, List<Seen>> seen = new HashMap<>();
          for (Seen one :
              Sql.query(
                  connection,
                  "SELECT person_id, id, flags FROM attendance_record WHERE session_ref = ?"
                      + " AND person_id IS NOT NULL ORDER BY occurred_at, id",
                  row ->
                      new Seen(
                          row.getString(1), row.getString(2), RecordRows.flags(row.getString(3))),
                  sessionId)) {
            seen.computeIfAbsent(one.personId(), id -> new ArrayList<>()).add(one);
          }
          return lines.stream()
              .map(line -> entry(line, seen.getOrDefault(line.person().personId(), List.of())))
              .toList();
        });
  }

  private static SessionStore.Entry entry(Line line, List<Seen> seen) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    seen.forEach(one -> flags.addAll(one.flags()));
    return new SessionStore.Entry(
        line.person(), line.outcome(), seen.stream().map(Seen::recordId).toList(), flags);
  }

  private static Line line(ResultSet row) throws SQLException {
    SessionStore.Named person =
        new SessionStore.Named(row.getString("x.person_id"), row.getString("p.name"));
    if (row.getString("o.presence") != null) {
      return new Line(person, MysqlRegister.outcome(row));
    }
    Presence presence = row.getBoolean("x.excused") ? Presence.EXCUSED : Presence.PENDING;
    return new Line(person, new Outcome(presence, false, null, null, false, 0, null));
  }
}
