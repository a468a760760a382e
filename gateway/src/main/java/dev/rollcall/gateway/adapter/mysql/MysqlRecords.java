package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.register.Register;
import dev.rollcall.gateway.domain.register.Sighting;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Attendance records; {@link RecordSearch} finds pages of them.
 *
 * <p>Only one transaction at a time looks for what a person's record repeats: each locks the
 * person's row first, in the order of ids, so that group pictures cannot block each other for good;
 * then it shares the session's row, which whoever closes the session has alone. Under READ
 * COMMITTED the look behind the lock sees every record that was stored before it. Beneath that a
 * unique key on session, person and slot holds whatever a gateway does.
 */
public final class MysqlRecords implements RecordStore {
  private final Database database;
  private final MysqlCorrections corrections;
  private final RecordSearch search;

  public MysqlRecords(Database database) {
    this.database = database;
    this.corrections = new MysqlCorrections(database);
    this.search = new RecordSearch(database);
  }

  @Override
  public List<Recorded> add(
      String organisationId,
      List<AttendanceRecord> drafts,
      Duration duplicateWindow,
      String actor) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Optional<Recorded> known = knownDuplicate(organisationId, drafts, duplicateWindow);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    return database.transact(
        connection -> {
          Adding adding = new Adding(connection, organisationId, duplicateWindow, drafts);
          List<Recorded> result = new ArrayList<>();
          for (AttendanceRecord draft : drafts) {
            result.add(adding.add(draft));
          }
          int stored = 0;
          for (Recorded recorded : result) {
            if (recorded.outcome() != Outcome.DUPLICATE) {
              MysqlAudit.append(connection, organisationId, added(recorded.record(), actor));
              stored++;
            }
          }
          KeptCounts.records(connection, organisationId, stored);
          return result;
        });
  }

  private static Deed added(AttendanceRecord record, String actor) {
    Deed deed =
        Deed.of(actor, "record.added", record.details().receivedAt(), record.id())
            .with("status", record.status())
            .with("reason", record.reason())
            .with("time", record.time())
            .with("manual", record.details().manual() ? "true" : null);
    if (record.personId() != null) {
      deed = deed.about(record.personId()).with("person", record.personId());
    }
    String session = record.sessionId();
    return session != null && Ulid.looksLike(session)
        ? deed.about(session).with("session", session)
        : deed;
  }

  @Override
  public Recorded addByHand(
      String organisationId,
      AttendanceRecord draft,
      Duration duplicateWindow,
      String actor,
      String reason) {
    return database.transact(
        connection -> {
          Recorded recorded =
              new Adding(connection, organisationId, duplicateWindow, List.of(draft)).add(draft);
          if (recorded.outcome() == Outcome.STORED) {
            RecordFacts facts = recorded.record().facts();
            Instant at = draft.details().receivedAt();
            MysqlCorrections.keep(
                connection, draft.id(), new Change(at, actor, reason, facts, facts));
            MysqlAudit.append(
                connection,
                organisationId,
                MysqlCorrections.reasoned(added(recorded.record(), actor), reason));
            KeptCounts.records(connection, organisationId, 1);
          }
          return recorded;
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
        .read(
            connection -> {
              boolean inSession =
                  draft.sessionId() != null
                      && Ulid.looksLike(draft.sessionId())
                      && Sql.first(
                              connection,
                              "SELECT 1 FROM attendance_session WHERE id = ?",
                              row -> row.getInt(1),
                              draft.sessionId())
                          .isPresent();
              return repeated(connection, organisationId, draft, window, inSession);
            })
        .filter(record -> record.personName() != null)
        .map(record -> new Recorded(record, Outcome.DUPLICATE));
  }

  /** The record that a draft repeats. */
  private static Optional<AttendanceRecord> repeated(
      Connection connection,
      String organisationId,
      AttendanceRecord draft,
      Duration window,
      boolean inSession)
      throws SQLException {
    if (!inSession) {
      return Sql.first(
          connection,
          RecordRows.SELECT
              + "WHERE r.organisation_id = ? AND r.person_id = ? AND r.status = 'VALID'"
              + " AND r.occurred_at > ? AND r.occurred_at < ? AND COALESCE(r.direction, 'IN') = ?"
              + " AND COALESCE(r.session_id, '') = ? ORDER BY r.occurred_at DESC, r.id DESC LIMIT 1",
          RecordRows::record,
          organisationId,
          draft.personId(),
          draft.time().minus(window),
          draft.time().plus(window),
          draft.effectiveDirection().name(),
          Objects.requireNonNullElse(draft.sessionId(), ""));
    }
    Map<String, AttendanceRecord> known = new HashMap<>();
    for (AttendanceRecord record :
        Sql.query(
            connection,
            RecordRows.SELECT
                + "WHERE r.session_ref = ? AND r.person_id = ? AND r.status = 'VALID'",
            RecordRows::record,
            draft.sessionId(),
            draft.personId())) {
      known.put(record.id(), record);
    }
    return Register.repeated(
            sighting(draft), known.values().stream().map(MysqlRecords::sighting).toList(), window)
        .map(Sighting::recordId)
        .map(known::get);
  }

  private static Sighting sighting(AttendanceRecord record) {
    return new Sighting(record.id(), record.effectiveDirection(), record.time());
  }

  /** The records of one picture, within one transaction. */
  private static final class Adding {
    private final Connection connection;
    private final String organisationId;
    private final Duration window;
    private final Map<String, String> names;
    private final Map<String, AttendanceSession> sessions = new TreeMap<>();

    Adding(
        Connection connection,
        String organisationId,
        Duration window,
        List<AttendanceRecord> drafts)
        throws SQLException {
      this.connection = connection;
      this.organisationId = organisationId;
      this.window = window;
      TreeSet<String> people = new TreeSet<>();
      TreeSet<String> sessionIds = new TreeSet<>();
      for (AttendanceRecord draft : drafts) {
        if (draft.personId() != null) {
          people.add(draft.personId());
        }
        if (draft.sessionId() != null && Ulid.looksLike(draft.sessionId())) {
          sessionIds.add(draft.sessionId());
        }
      }
      names = lockPeople(connection, organisationId, people);
      for (String id : sessionIds) {
        SessionRows.find(connection, organisationId, id, SessionRows.Lock.SHARED)
            .ifPresent(session -> sessions.put(id, session));
      }
    }

    Recorded add(AttendanceRecord draft) throws SQLException {
      AttendanceSession session =
          draft.sessionId() == null ? null : sessions.get(draft.sessionId());
      String name = draft.personId() == null ? null : names.get(draft.personId());
      if (draft.personId() != null && name == null) {
        return stored(draft.withPersonGone(), session, Outcome.PERSON_GONE);
      }
      if (draft.status() != Status.VALID) {
        return stored(draft, session, Outcome.STORED);
      }
      Optional<AttendanceRecord> earlier =
          repeated(connection, organisationId, draft, window, session != null);
      if (earlier.isPresent()) {
        return new Recorded(earlier.get(), Outcome.DUPLICATE);
      }
      boolean over = session != null && !session.accepts(draft.time()) && !draft.details().manual();
      return over
          ? stored(draft.withSessionOver(), session, Outcome.SESSION_OVER)
          : stored(draft, session, Outcome.STORED);
    }

    private Recorded stored(
        AttendanceRecord record, @Nullable AttendanceSession session, Outcome outcome)
        throws SQLException {
      RecordRows.insert(connection, organisationId, record, session);
      String personId = record.personId();
      if (session != null && personId != null && record.status() == Status.VALID) {
        MysqlRegister.settle(connection, organisationId, session, personId);
      }
      return new Recorded(
          RecordRows.find(connection, organisationId, record.id())
              .orElseThrow(() -> new SQLException("a row that was just stored is gone")),
          outcome);
    }
  }

  /** The names of those who are there, whose rows are ours until the commit. */
  static Map<String, String> lockPeople(
      Connection connection, String organisationId, Collection<String> ids) throws SQLException {
    Map<String, String> names = new HashMap<>();
    for (String id : new TreeSet<>(ids)) {
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

  @Override
  public Optional<AttendanceRecord> find(String organisationId, String recordId) {
    return database.read(connection -> RecordRows.find(connection, organisationId, recordId));
  }

  @Override
  public Page<AttendanceRecord> list(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor) {
    return search.list(organisationId, reach, filter, limit, cursor);
  }

  @Override
  public Optional<AttendanceRecord> correct(
      String organisationId, String recordId, @Nullable Long version, Correction correction) {
    return corrections.correct(organisationId, recordId, version, correction);
  }

  @Override
  public List<Change> history(String organisationId, String recordId) {
    return corrections.history(organisationId, recordId);
  }

  @Override
  public long count(String organisationId) {
    return database.read(
        connection ->
            Sql.first(
                    connection,
                    "SELECT records FROM record_count WHERE organisation_id = ?",
                    row -> row.getLong(1),
                    organisationId)
                .orElse(0L));
  }
}
