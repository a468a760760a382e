package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Attendance records.
 *
 * <p>Only one transaction at a time looks for duplicates of a person: each locks the person's row
 * first, in the order of ids, so that group pictures cannot block each other for good. Under READ
 * COMMITTED the look behind the lock sees every record that was stored before it.
 */
public final class MysqlRecords implements RecordStore {
  private static final String COLUMNS =
      "SELECT r.id, r.status, r.reason, r.occurred_at, r.person_id, p.name, r.distance,"
          + " r.match_threshold, r.emotion, r.age, r.gender, r.liveness_state, r.liveness_score,"
          + " r.direction, r.session_id FROM attendance_record r"
          + " LEFT JOIN person p ON p.id = r.person_id ";

  private final Database database;

  public MysqlRecords(Database database) {
    this.database = database;
  }

  @Override
  public List<Recorded> add(
      String organisationId, List<AttendanceRecord> drafts, Duration duplicateWindow) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Optional<Recorded> known = knownDuplicate(organisationId, drafts, duplicateWindow);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    return database.transact(
        connection -> {
          Map<String, String> names = lockPeople(connection, organisationId, drafts);
          List<Recorded> result = new ArrayList<>();
          for (AttendanceRecord draft : drafts) {
            result.add(add(connection, organisationId, draft, names, duplicateWindow));
          }
          return result;
        });
  }

  /**
   * Someone who stands before the camera sends many pictures and only the first makes a record: the
   * others find it without waiting for the person's lock.
   */
  private Optional<Recorded> knownDuplicate(
      String organisationId, List<AttendanceRecord> drafts, Duration window) {
    AttendanceRecord draft = drafts.get(0);
    if (drafts.size() > 1 || draft.status() != Status.VALID || draft.personId() == null) {
      return Optional.empty();
    }
    return database
        .read(connection -> duplicateOf(connection, organisationId, draft, window))
        .filter(record -> record.personName() != null)
        .map(record -> new Recorded(record, Outcome.DUPLICATE));
  }

  private static Map<String, String> lockPeople(
      Connection connection, String organisationId, List<AttendanceRecord> drafts)
      throws SQLException {
    TreeSet<String> ids = new TreeSet<>();
    for (AttendanceRecord draft : drafts) {
      if (draft.personId() != null) {
        ids.add(draft.personId());
      }
    }
    Map<String, String> names = new HashMap<>();
    for (String id : ids) {
      Sql.first(
              connection,
              "SELECT name FROM person WHERE id = ? AND organisation_id = ? FOR UPDATE",
              row -> row.getString(1),
              id,
              organisationId)
          .ifPresent(name -> names.put(id, name));
    }
    return names;
  }

  private static Recorded add(
      Connection connection,
      String organisationId,
      AttendanceRecord draft,
      Map<String, String> names,
      Duration duplicateWindow)
      throws SQLException {
    String name = draft.personId() == null ? null : names.get(draft.personId());
    if (draft.personId() != null && name == null) {
      AttendanceRecord stranger = draft.withPersonGone();
      insert(connection, organisationId, stranger);
      return new Recorded(stranger, Outcome.PERSON_GONE);
    }
    if (draft.status() == Status.VALID) {
      Optional<AttendanceRecord> earlier =
          duplicateOf(connection, organisationId, draft, duplicateWindow);
      if (earlier.isPresent()) {
        return new Recorded(earlier.get(), Outcome.DUPLICATE);
      }
    }
    insert(connection, organisationId, draft);
    return new Recorded(draft.withPersonName(name), Outcome.STORED);
  }

  private static Optional<AttendanceRecord> duplicateOf(
      Connection connection, String organisationId, AttendanceRecord draft, Duration window)
      throws SQLException {
    return Sql.first(
        connection,
        COLUMNS
            + "WHERE r.organisation_id = ? AND r.person_id = ? AND r.status = 'VALID' AND r.occurred_at > ?"
            + " AND r.occurred_at < ? AND COALESCE(r.direction, 'IN') = ?"
            + " AND COALESCE(r.session_id, '') = ? ORDER BY r.occurred_at DESC, r.id DESC LIMIT 1",
        MysqlRecords::record,
        organisationId,
        draft.personId(),
        draft.time().minus(window),
        draft.time().plus(window),
        draft.direction() == null ? "IN" : draft.direction().name(),
        Objects.requireNonNullElse(draft.sessionId(), ""));
  }

  private static void insert(Connection connection, String organisationId, AttendanceRecord record)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO attendance_record (id, organisation_id, status, reason, occurred_at, person_id, distance,"
            + " match_threshold, emotion, age, gender, liveness_state, liveness_score, direction,"
            + " session_id) VALUES ("
            + Sql.marks(15)
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
        record.sessionId());
  }

  private static @Nullable String nameOf(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  @Override
  public Page<AttendanceRecord> list(
      String organisationId,
      Reach reach,
      Instant from,
      Instant until,
      int limit,
      Optional<String> cursor) {
    RecordCursor start = cursor.map(RecordCursor::parse).orElse(RecordCursor.NEWEST);
    List<AttendanceRecord> records =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    COLUMNS
                        + "WHERE r.organisation_id = ? AND (? OR r.person_id = ?) AND r.occurred_at >= ? AND r.occurred_at < ? AND (r.occurred_at < ?"
                        + " OR r.occurred_at = ? AND r.id < ?)"
                        + " ORDER BY r.occurred_at DESC, r.id DESC LIMIT ?",
                    MysqlRecords::record,
                    organisationId,
                    reach.everything(),
                    reach.personId(),
                    from,
                    until,
                    LocalDateTime.parse(start.time()),
                    LocalDateTime.parse(start.time()),
                    start.id(),
                    limit + 1));
    if (records.size() <= limit) {
      return new Page<>(records, Optional.empty());
    }
    List<AttendanceRecord> shown = records.subList(0, limit);
    AttendanceRecord last = shown.get(limit - 1);
    return new Page<>(
        shown, Optional.of(new RecordCursor(Sql.utc(last.time()).toString(), last.id()).format()));
  }

  private static AttendanceRecord record(ResultSet row) throws SQLException {
    Double age = Sql.number(row, "age");
    Double livenessScore = Sql.number(row, "liveness_score");
    String reason = row.getString("reason");
    String direction = row.getString("direction");
    return new AttendanceRecord(
        row.getString("id"),
        Status.valueOf(row.getString("status")),
        reason == null ? null : Reason.valueOf(reason),
        Sql.instant(row, "occurred_at"),
        row.getString("person_id"),
        row.getString("name"),
        Sql.number(row, "distance"),
        Sql.number(row, "match_threshold"),
        row.getString("emotion"),
        age == null ? null : age.floatValue(),
        row.getString("gender"),
        new Liveness(
            Liveness.State.valueOf(row.getString("liveness_state")),
            livenessScore == null ? null : livenessScore.floatValue()),
        direction == null ? null : Direction.valueOf(direction),
        row.getString("session_id"));
  }

  @Override
  public long count(String organisationId) {
    return database.read(
        connection ->
            Sql.query(
                    connection,
                    "SELECT COUNT(*) FROM attendance_record WHERE organisation_id = ?",
                    row -> row.getLong(1),
                    organisationId)
                .get(0));
  }
}
