package dev.rollcall.gateway.adapter.mysql;

import com.google.common.collect.Sets;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordDetails;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of records, with the names of person and session and what the register says. */
final class RecordRows {
  /** What {@link #record} reads of a record {@code r}, a person, a session and an outcome. */
  static final String COLUMNS =
      "r.id, r.status, r.reason, r.occurred_at, r.person_id, p.name, r.distance,"
          + " r.match_threshold, r.emotion, r.age, r.gender, r.liveness_state, r.liveness_score,"
          + " r.direction, r.session_id, r.session_ref, r.slot, r.received_at, r.device_time,"
          + " r.flags, r.manual, r.version, s.name AS session_name, o.minutes_late ";

  /** Brings these to a record {@code r}. */
  static final String JOINS =
      "LEFT JOIN person p ON p.id = r.person_id LEFT JOIN attendance_session s ON s.id = r.session_ref"
          + " LEFT JOIN session_outcome o ON r.slot = 'IN' AND o.session_id = r.session_ref"
          + " AND o.person_id = r.person_id ";

  static final String SELECT = "SELECT " + COLUMNS + "FROM attendance_record r " + JOINS;

  private RecordRows() {}

  static Optional<AttendanceRecord> find(
      Connection connection, String organisationId, String recordId) throws SQLException {
    return Sql.first(
        connection,
        SELECT + "WHERE r.id = ? AND r.organisation_id = ?",
        RecordRows::record,
        recordId,
        organisationId);
  }

  static void insert(
      Connection connection,
      String organisationId,
      AttendanceRecord record,
      @Nullable AttendanceSession session)
      throws SQLException {
    RecordDetails details = record.details();
    Sql.update(
        connection,
        "INSERT INTO attendance_record (id, organisation_id, status, reason, occurred_at, person_id,"
            + " distance, match_threshold, emotion, age, gender, liveness_state, liveness_score,"
            + " direction, session_id, session_ref, received_at, device_time, flags, manual) VALUES ("
            + Sql.marks(20)
            + ")",
        record.id(),
        organisationId,
        record.status().name(),
        nameOf(record.reason()),
        record.time(),
        record.personId(),
        record.distance(),
        record.matchThreshold(),
        record.emotion(),
        record.age(),
        record.gender(),
        record.liveness().state().name(),
        record.liveness().score(),
        nameOf(record.direction()),
        record.sessionId(),
        session == null ? null : session.id(),
        details.receivedAt(),
        details.deviceTime(),
        words(details.flags()),
        details.manual());
  }

  /** Flags as they are stored: in the order of their names, with blanks between. */
  private static String words(Collection<Flag> flags) {
    return String.join(" ", flags.stream().map(Enum::name).sorted().toList());
  }

  /** Every stored text that holds a flag. There are few flags, and a key finds a text. */
  static List<String> flagsWith(Flag wanted) {
    List<String> texts = new ArrayList<>();
    for (Set<Flag> some : Sets.powerSet(EnumSet.allOf(Flag.class))) {
      if (some.contains(wanted)) {
        texts.add(words(some));
      }
    }
    return texts;
  }

  /** Flags as {@link #words} wrote them. */
  static Set<Flag> flags(@Nullable String words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (String word : Objects.requireNonNullElse(words, "").split(" ", -1)) {
      if (!word.isEmpty()) {
        flags.add(Flag.valueOf(word));
      }
    }
    return flags;
  }

  static @Nullable String nameOf(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  static AttendanceRecord record(ResultSet row) throws SQLException {
    Double age = Sql.number(row, "age");
    Double livenessScore = Sql.number(row, "liveness_score");
    String reason = row.getString("reason");
    String direction = row.getString("direction");
    Instant time = Sql.instant(row, "occurred_at");
    Status status = Status.valueOf(row.getString("status"));
    boolean inSession = row.getString("session_ref") != null;
    String slot = row.getString("slot");
    RecordDetails details =
        new RecordDetails(
            Objects.requireNonNullElse(Sql.instantOrNull(row, "received_at"), time),
            Sql.instantOrNull(row, "device_time"),
            flags(row.getString("flags")),
            row.getBoolean("manual"),
            status == Status.VALID && (!inSession || slot != null),
            row.getString("session_name"),
            "IN".equals(slot) ? Sql.integer(row, "minutes_late") : null,
            row.getLong("version"));
    return new AttendanceRecord(
        row.getString("id"),
        status,
        reason == null ? null : Reason.valueOf(reason),
        time,
        row.getString("person_id"),
        row.getString("name"),
        Sql.number(row, "distance"),
        Sql.number(row, "match_threshold"),
        row.getString("emotion"),
        age == null ? null : age.floatValue(),
        row.getString("r.gender"),
        new Liveness(
            Liveness.State.valueOf(row.getString("liveness_state")),
            livenessScore == null ? null : livenessScore.floatValue()),
        direction == null ? null : Direction.valueOf(direction),
        row.getString("session_id"),
        details);
  }
}
