package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.Author;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes two people one. */
final class PeopleMerge {
  private PeopleMerge() {}

  /** False where one of the two is not there. */
  static boolean run(
      Connection connection,
      String organisationId,
      String from,
      String into,
      String reason,
      Author author)
      throws SQLException {
    if (MysqlRecords.lockPeople(connection, organisationId, Set.of(from, into)).size() != 2) {
      return false;
    }
    List<AttendanceSession> sessions =
        Sql.query(
            connection,
            "SELECT "
                + SessionRows.COLUMNS
                + " FROM attendance_session s WHERE s.id IN (SELECT r.session_ref"
                + " FROM attendance_record r WHERE r.person_id = ? UNION SELECT o.session_id"
                + " FROM session_outcome o WHERE o.person_id = ?) ORDER BY s.id"
                + " LOCK IN SHARE MODE",
            SessionRows::session,
            from,
            from);
    Sql.update(
        connection,
        "UPDATE attendance_record SET slot = NULL WHERE person_id = ? AND slot IS NOT NULL",
        from);
    Sql.update(
        connection, "UPDATE attendance_record SET person_id = ? WHERE person_id = ?", into, from);
    Sql.update(
        connection, "UPDATE enrolled_face SET person_id = ? WHERE person_id = ?", into, from);
    Sql.update(
        connection, "UPDATE excused_leave SET person_id = ? WHERE person_id = ?", into, from);
    Sql.update(connection, "UPDATE account SET person_id = ? WHERE person_id = ?", into, from);
    // Days on which both belong to one group overlap and do no harm: a roster holds a person once.
    Sql.update(
        connection, "UPDATE IGNORE group_member SET person_id = ? WHERE person_id = ?", into, from);
    Sql.update(connection, "DELETE FROM session_outcome WHERE person_id = ?", from);
    Sql.update(connection, "DELETE FROM person WHERE id = ?", from);
    for (AttendanceSession session : sessions) {
      MysqlRegister.settle(connection, organisationId, session, into);
    }
    TreeSet<String> settled = new TreeSet<>(sessions.stream().map(AttendanceSession::id).toList());
    MysqlAudit.append(
        connection,
        organisationId,
        MysqlCorrections.reasoned(author.deed("person.merged", from, into), reason)
            .with("into", into)
            .with("sessions", settled.size()));
    KeptCounts.people(connection, organisationId, -1, 0);
    return true;
  }
}
