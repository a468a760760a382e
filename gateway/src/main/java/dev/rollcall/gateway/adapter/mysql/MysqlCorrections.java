package dev.rollcall.gateway.adapter.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.RecordStore.Change;
import dev.rollcall.gateway.port.RecordStore.Correction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Corrections of records, and what stood there before. */
final class MysqlCorrections {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  MysqlCorrections(Database database) {
    this.database = database;
  }

  Optional<AttendanceRecord> correct(
      String organisationId, String recordId, @Nullable Long version, Correction correction) {
    return database.transact(
        connection -> {
          Optional<AttendanceRecord> looked = RecordRows.find(connection, organisationId, recordId);
          if (looked.isEmpty()) {
            return Optional.empty();
          }
          RecordFacts after = correction.facts();
          lockPeople(connection, organisationId, looked.get().personId(), after.personId());
          Map<String, AttendanceSession> sessions =
              lockSessions(connection, organisationId, looked.get().sessionId(), after.sessionId());
          AttendanceRecord before = relook(connection, organisationId, recordId, looked.get());
          Versions.require(version, before.details().version());
          AttendanceSession session = sessions.get(String.valueOf(after.sessionId()));
          update(connection, recordId, after, session);
          keep(
              connection,
              recordId,
              new Change(
                  correction.at(), correction.actor(), correction.reason(), before.facts(), after));
          settle(connection, organisationId, sessions, before.sessionId(), before.personId());
          settle(connection, organisationId, sessions, after.sessionId(), after.personId());
          MysqlAudit.append(
              connection, organisationId, deed(recordId, before.facts(), after, correction));
          return RecordRows.find(connection, organisationId, recordId);
        });
  }

  private static void lockPeople(
      Connection connection, String organisationId, @Nullable String before, @Nullable String after)
      throws SQLException {
    TreeSet<String> ids = new TreeSet<>();
    if (before != null) {
      ids.add(before);
    }
    if (after != null) {
      ids.add(after);
    }
    Map<String, String> there = MysqlRecords.lockPeople(connection, organisationId, ids);
    if (after != null && !after.equals(before) && !there.containsKey(after)) {
      throw ProblemException.ofField(
          ProblemCode.PERSON_NOT_FOUND,
          "person_id",
          "Nobody is enrolled under this id. Look at the list of people.");
    }
  }

  private static Map<String, AttendanceSession> lockSessions(
      Connection connection, String organisationId, @Nullable String before, @Nullable String after)
      throws SQLException {
    Map<String, AttendanceSession> sessions = new TreeMap<>();
    TreeSet<String> ids = new TreeSet<>();
    for (@Nullable String id : new @Nullable String[] {before, after}) {
      if (id != null && Ulid.looksLike(id)) {
        ids.add(id);
      }
    }
    for (String id : ids) {
      SessionRows.find(connection, organisationId, id, SessionRows.Lock.SHARED)
          .ifPresent(session -> sessions.put(id, session));
    }
    if (after != null
        && !after.equals(before)
        && Ulid.looksLike(after)
        && !sessions.containsKey(after)) {
      throw ProblemException.ofField(
          ProblemCode.SESSION_NOT_FOUND,
          "session_id",
          "There is no session of this id. Look at the list of sessions.");
    }
    return sessions;
  }

  /** Somebody may have corrected it between the look and the locks. */
  private static AttendanceRecord relook(
      Connection connection, String organisationId, String recordId, AttendanceRecord looked)
      throws SQLException {
    Sql.first(
        connection,
        "SELECT id FROM attendance_record WHERE id = ? FOR UPDATE",
        row -> row.getString(1),
        recordId);
    AttendanceRecord now =
        RecordRows.find(connection, organisationId, recordId)
            .orElseThrow(() -> new SQLException("a row that is locked is gone"));
    if (!Objects.equals(now.personId(), looked.personId())
        || !Objects.equals(now.sessionId(), looked.sessionId())) {
      throw new ProblemException(
          ProblemCode.CHANGED_MEANWHILE,
          "Somebody corrected it this moment. Read it again, then correct it.");
    }
    return now;
  }

  private static void update(
      Connection connection,
      String recordId,
      RecordFacts after,
      @Nullable AttendanceSession session)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE attendance_record SET received_at = COALESCE(received_at, occurred_at), status = ?,"
            + " reason = ?, occurred_at = ?, person_id = ?,"
            + " direction = ?, session_id = ?, session_ref = ?, slot = NULL,"
            + " version = version + 1 WHERE id = ?",
        after.status().name(),
        RecordRows.nameOf(after.reason()),
        after.time(),
        after.personId(),
        RecordRows.nameOf(after.direction()),
        after.sessionId(),
        session == null ? null : session.id(),
        recordId);
  }

  private static void settle(
      Connection connection,
      String organisationId,
      Map<String, AttendanceSession> sessions,
      @Nullable String sessionId,
      @Nullable String personId)
      throws SQLException {
    AttendanceSession session = sessionId == null ? null : sessions.get(sessionId);
    if (session != null && personId != null) {
      MysqlRegister.settle(connection, organisationId, session, personId);
    }
  }

  private static Deed deed(
      String recordId, RecordFacts before, RecordFacts after, Correction correction) {
    Deed deed =
        Deed.of(correction.actor(), "record.corrected", correction.at(), recordId)
            .with("before", write(before))
            .with("after", write(after));
    for (@Nullable String person : new @Nullable String[] {before.personId(), after.personId()}) {
      if (person != null && !deed.subjects().contains(person)) {
        deed = deed.about(person);
      }
    }
    return reasoned(deed, correction.reason());
  }

  /** A reason may hold names: the log has its hash, so that it cannot be changed unseen. */
  static Deed reasoned(Deed deed, String reason) {
    return deed.with("reason_sha256", Secret.hash(reason));
  }

  static void keep(Connection connection, String recordId, Change change) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO record_change (record_id, changed_at, changed_by, reason, before_it, after_it)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        recordId,
        change.at(),
        change.actor(),
        change.reason(),
        write(change.before()),
        write(change.after()));
  }

  List<Change> history(String organisationId, String recordId) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT c.changed_at, c.changed_by, c.reason, c.before_it, c.after_it"
                    + " FROM record_change c JOIN attendance_record r ON r.id = c.record_id"
                    + " WHERE c.record_id = ? AND r.organisation_id = ? ORDER BY c.number DESC",
                MysqlCorrections::change,
                recordId,
                organisationId));
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        Sql.instant(row, "changed_at"),
        row.getString("changed_by"),
        row.getString("reason"),
        read(row.getString("before_it")),
        read(row.getString("after_it")));
  }

  private static String write(RecordFacts facts) {
    ObjectNode json = JSON.createObjectNode();
    json.put("status", facts.status().name());
    json.put("reason", RecordRows.nameOf(facts.reason()));
    json.put("time", facts.time().toString());
    json.put("person_id", facts.personId());
    json.put("direction", RecordRows.nameOf(facts.direction()));
    json.put("session_id", facts.sessionId());
    return json.toString();
  }

  private static RecordFacts read(String text) throws SQLException {
    try {
      JsonNode json = JSON.readTree(text);
      String reason = json.path("reason").textValue();
      String direction = json.path("direction").textValue();
      return new RecordFacts(
          Status.valueOf(json.path("status").asText()),
          reason == null ? null : Reason.valueOf(reason),
          Instant.parse(json.path("time").asText()),
          json.path("person_id").textValue(),
          direction == null ? null : Direction.valueOf(direction),
          json.path("session_id").textValue());
    } catch (JsonProcessingException e) {
      throw new SQLException("record_change holds what is no JSON", e);
    }
  }
}
