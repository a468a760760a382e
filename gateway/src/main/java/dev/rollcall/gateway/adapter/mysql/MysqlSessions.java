package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.SessionStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sessions; what their registers say is {@link RegisterLines}'s. */
public final class MysqlSessions implements SessionStore {
  private static final String NAMED =
      "SELECT "
          + SessionRows.COLUMNS
          + ", g.name FROM attendance_session s JOIN attendance_group g ON g.id = s.group_id ";

  private final Database database;
  private final RegisterLines lines;

  public MysqlSessions(Database database) {
    this.database = database;
    this.lines = new RegisterLines(database);
  }

  @Override
  public void add(String organisationId, AttendanceSession session, Deed deed) {
    database.transact(
        connection -> {
          SessionRows.insert(connection, organisationId, session);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  private record Grouped(AttendanceSession session, String groupName) {}

  private static Grouped named(ResultSet row) throws SQLException {
    return new Grouped(SessionRows.session(row), row.getString("g.name"));
  }

  @Override
  public Optional<Listed> find(String organisationId, String sessionId) {
    return database.read(
        connection ->
            counted(
                    connection,
                    Sql.query(
                        connection,
                        NAMED + "WHERE s.id = ? AND s.organisation_id = ?",
                        MysqlSessions::named,
                        sessionId,
                        organisationId))
                .stream()
                .findFirst());
  }

  @Override
  public Page<Listed> list(
      String organisationId,
      Reach reach,
      Filter filter,
      Instant now,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("s.organisation_id = ?", organisationId)
            .andIf("s.local_date >= ?", filter.from())
            .andIf("s.local_date <= ?", filter.until())
            .andIf("s.group_id = ?", filter.groupId())
            .within(reach, "s.group_id", null);
    if (filter.personId() != null) {
      where.and(
          "EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = s.group_id AND m.person_id = ?"
              + " AND m.joined_on <= s.local_date"
              + " AND (m.left_on IS NULL OR m.left_on > s.local_date))",
          filter.personId());
    }
    AttendanceSession.State state = filter.state();
    if (state != null) {
      switch (state) {
        case SCHEDULED -> where.and("s.phase = 'PLANNED' AND s.opens_at > ?", now);
        case OPEN -> where.and("s.phase = 'PLANNED' AND s.opens_at <= ?", now);
        case CLOSED -> where.and("s.phase = 'CLOSED'");
        case CANCELLED -> where.and("s.phase = 'CANCELLED'");
      }
    }
    NameCursor start = NameCursor.parse(cursor);
    if (start != null) {
      LocalDateTime time = time(start.text());
      where.and("s.starts_at > ? OR s.starts_at = ? AND s.id > ?", time, time, start.id());
    }
    List<Grouped> found =
        where.query(
            database,
            NAMED,
            " ORDER BY s.starts_at, s.id LIMIT ?",
            MysqlSessions::named,
            limit + 1);
    List<Listed> counted = database.read(connection -> counted(connection, found));
    return Where.page(
        counted,
        limit,
        listed ->
            new NameCursor(Sql.utc(listed.session().startsAt()).toString(), listed.session().id())
                .format());
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (java.time.DateTimeException e) {
      throw NameCursor.invalid();
    }
  }

  private record Sum(String sessionId, Figures figures) {}

  private static List<Listed> counted(Connection connection, List<Grouped> sessions)
      throws SQLException {
    if (sessions.isEmpty()) {
      return List.of();
    }
    List<String> ids = sessions.stream().map(named -> named.session().id()).toList();
    Map<String, Figures> figures = new HashMap<>();
    List<Sum> sums =
        new ArrayList<>(
            Sql.query(
                connection,
                "SELECT o.session_id, o.presence, COUNT(*) AS lines_there,"
                    + " SUM(o.minutes_late) AS late, SUM(COALESCE(o.minutes_present, 0)) AS present"
                    + " FROM session_outcome o WHERE o.session_id IN ("
                    + Sql.marks(ids.size())
                    + ") GROUP BY o.session_id, o.presence",
                row -> new Sum(row.getString(1), FigureRows.of(row)),
                ids.toArray()));
    sums.addAll(
        Sql.query(
            connection,
            "SELECT x.id, COUNT(*) AS unseen, SUM(x.excused) AS excused FROM ("
                + "SELECT DISTINCT s.id, m.person_id, EXISTS (SELECT 1 FROM excused_leave l"
                + " WHERE l.person_id = m.person_id AND l.from_day <= s.local_date"
                + " AND l.until_day >= s.local_date) AS excused FROM attendance_session s JOIN "
                + MysqlRegister.ROSTER
                + " LEFT JOIN session_outcome o ON o.session_id = s.id"
                + " AND o.person_id = m.person_id WHERE s.phase = 'PLANNED'"
                + " AND o.person_id IS NULL AND s.id IN ("
                + Sql.marks(ids.size())
                + ")) x GROUP BY x.id",
            row -> {
              long excused = row.getLong("excused");
              return new Sum(
                  row.getString(1),
                  new Figures(0, 0, 0, 0, excused, row.getLong("unseen") - excused, 0, 0));
            },
            ids.toArray()));
    for (Sum sum : sums) {
      figures.merge(sum.sessionId(), sum.figures(), Figures::plus);
    }
    return sessions.stream()
        .map(
            named ->
                new Listed(
                    named.session(),
                    named.groupName(),
                    figures.getOrDefault(named.session().id(), Figures.NONE)))
        .toList();
  }

  @Override
  public Optional<AttendanceSession> change(
      String organisationId,
      String sessionId,
      @Nullable Long version,
      UnaryOperator<AttendanceSession> change,
      Deed deed) {
    return database.transact(
        connection -> {
          Optional<AttendanceSession> before =
              SessionRows.find(connection, organisationId, sessionId, SessionRows.Lock.EXCLUSIVE);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Versions.require(version, before.get().version());
          AttendanceSession after = change.apply(before.get());
          SessionRows.update(connection, after);
          MysqlRegister.settleAll(connection, organisationId, after);
          MysqlAudit.append(connection, organisationId, deed);
          return SessionRows.find(
              connection, organisationId, sessionId, SessionRows.Lock.EXCLUSIVE);
        });
  }

  @Override
  public boolean delete(
      String organisationId, String sessionId, @Nullable Long version, Deed deed) {
    return database.transact(
        connection -> {
          Optional<AttendanceSession> found =
              SessionRows.find(connection, organisationId, sessionId, SessionRows.Lock.EXCLUSIVE);
          if (found.isEmpty()) {
            return false;
          }
          Versions.require(version, found.get().version());
          boolean used =
              found.get().phase() == AttendanceSession.Phase.CLOSED
                  || Sql.first(
                          connection,
                          "SELECT 1 FROM attendance_record WHERE session_ref = ? LIMIT 1",
                          row -> row.getInt(1),
                          sessionId)
                      .isPresent();
          if (used) {
            throw new ProblemException(
                ProblemCode.SESSION_IN_USE,
                "The session has records or was closed. Cancel it: its records stay.");
          }
          Sql.update(connection, "DELETE FROM attendance_session WHERE id = ?", sessionId);
          MysqlAudit.append(connection, organisationId, deed);
          return true;
        });
  }

  @Override
  public List<Due> due(Instant now, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT organisation_id, id FROM attendance_session WHERE phase = 'PLANNED'"
                    + " AND closes_at <= ? ORDER BY closes_at LIMIT ?",
                row -> new Due(row.getString(1), row.getString(2)),
                now,
                limit));
  }

  private record Expected(AttendanceSession session, String personId) {}

  @Override
  public Map<AttendanceSession, Set<String>> openFor(
      String organisationId, Collection<String> personIds, Instant time) {
    if (personIds.isEmpty()) {
      return Map.of();
    }
    Where where =
        new Where()
            .andIn("m.person_id", personIds)
            .and("s.organisation_id = ?", organisationId)
            .and("s.phase IN ('PLANNED', 'CLOSED')")
            .and("s.opens_at <= ?", time)
            .and("s.closes_at IS NULL OR s.closes_at > ?", time)
            .and("s.closed_at IS NULL OR s.closed_at > ?", time);
    Map<AttendanceSession, Set<String>> open = new LinkedHashMap<>();
    for (Expected one :
        where.query(
            database,
            "SELECT "
                + SessionRows.COLUMNS
                + ", m.person_id FROM attendance_session s JOIN "
                + MysqlRegister.ROSTER
                + " ",
            " ORDER BY s.starts_at, s.id",
            row -> new Expected(SessionRows.session(row), row.getString("m.person_id")))) {
      open.computeIfAbsent(one.session(), session -> new LinkedHashSet<>()).add(one.personId());
    }
    return open;
  }

  @Override
  public Set<String> roster(String organisationId, String sessionId) {
    return database.read(connection -> MysqlRegister.roster(connection, sessionId));
  }

  @Override
  public List<Named> missing(String organisationId, String sessionId) {
    return lines.missing(organisationId, sessionId);
  }

  @Override
  public List<Entry> register(String organisationId, String sessionId) {
    return lines.register(organisationId, sessionId);
  }
}
