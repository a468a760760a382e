package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Presence;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.ReportStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums over the registers. Of everybody and of whole groups the sums of each session are added up;
 * of one person, and where a reach mixes groups and people, the lines, from indexes that hold all
 * that is summed.
 */
public final class MysqlReports implements ReportStore {
  private final Database database;

  public MysqlReports(Database database) {
    this.database = database;
  }

  private static Where lines(String organisationId, Reach reach, Filter filter) {
    Where where = new Where();
    if (filter.groupId() != null) {
      where.and("o.group_id = ?", filter.groupId());
    }
    return where
        .and("o.organisation_id = ?", organisationId)
        .and("o.settled = 1")
        .and("o.local_date BETWEEN ? AND ?", filter.from(), filter.until())
        .andIf("o.person_id = ?", filter.personId())
        .within(reach, "o.group_id", reach.personId() == null ? null : "o.person_id");
  }

  private static boolean ofWholeGroups(Reach reach, Filter filter) {
    return filter.personId() == null && (reach.everything() || reach.personId() == null);
  }

  private static Where sessions(String organisationId, Reach reach, Filter filter) {
    return new Where()
        .and("s.organisation_id = ?", organisationId)
        .and("s.local_date BETWEEN ? AND ?", filter.from(), filter.until())
        .andIf("s.group_id = ?", filter.groupId())
        .within(reach, "s.group_id", null);
  }

  private record Person(String id, String name) {}

  private record Part(String key, Figures figures) {}

  @Override
  public Page<Row> people(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor) {
    List<Person> found = found(organisationId, reach, filter, limit + 1, cursor);
    if (found.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    Where where =
        lines(organisationId, reach, filter)
            .andIn("o.person_id", found.stream().map(Person::id).toList());
    Map<String, Figures> figures = new HashMap<>();
    for (Part part :
        where.query(
            database,
            "SELECT o.person_id, " + SessionSums.OF_LINES,
            " GROUP BY o.person_id, o.presence",
            row -> new Part(row.getString(1), FigureRows.of(row)))) {
      figures.merge(part.key(), part.figures(), Figures::plus);
    }
    return Where.page(
        found.stream()
            .map(
                person ->
                    new Row(
                        person.id(),
                        person.name(),
                        figures.getOrDefault(person.id(), Figures.NONE)))
            .toList(),
        limit,
        row -> new NameCursor(row.name(), row.personId()).format());
  }

  /**
   * Those with a line that counts. Of a group there are few: they are found first. Of all there are
   * many: they are gone through by name until the page is full.
   */
  private List<Person> found(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor) {
    Where where = new Where().and("p.organisation_id = ?", organisationId);
    where.andIf("p.id = ?", filter.personId());
    List<Object> bound = new ArrayList<>();
    String condition;
    if (filter.groupId() != null) {
      condition =
          "p.id IN (SELECT o.person_id FROM session_outcome o WHERE o.group_id = ?"
              + " AND o.settled = 1 AND o.local_date BETWEEN ? AND ?)";
      bound.add(filter.groupId());
    } else if (!reach.everything() && !reach.groupIds().isEmpty()) {
      condition =
          "p.id IN (SELECT o.person_id FROM session_outcome o WHERE o.group_id IN ("
              + Sql.marks(reach.groupIds().size())
              + ") AND o.settled = 1 AND o.local_date BETWEEN ? AND ?)";
      bound.addAll(reach.groupIds());
    } else {
      condition =
          "EXISTS (SELECT 1 FROM session_outcome o WHERE o.person_id = p.id"
              + " AND o.settled = 1 AND o.local_date BETWEEN ? AND ?)";
    }
    bound.add(filter.from());
    bound.add(filter.until());
    where.and(condition, bound.toArray());
    if (!reach.everything() && reach.groupIds().isEmpty()) {
      where.and("p.id = ?", reach.personId());
    }
    NameCursor.behind(where, NameCursor.parse(cursor), "p.name", "p.id");
    return where.query(
        database,
        "SELECT p.id, p.name FROM person p ",
        " ORDER BY p.name, p.id LIMIT ?",
        row -> new Person(row.getString(1), row.getString(2)),
        limit);
  }

  @Override
  public Figures totals(String organisationId, Reach reach, Filter filter) {
    if (ofWholeGroups(reach, filter)) {
      return sessions(organisationId, reach, filter)
          .query(database, "SELECT " + SessionSums.OF_SESSIONS, "", SessionSums::figures)
          .get(0);
    }
    Figures totals = Figures.NONE;
    for (Figures part :
        lines(organisationId, reach, filter)
            .query(
                database,
                "SELECT " + SessionSums.OF_LINES,
                " GROUP BY o.presence",
                FigureRows::of)) {
      totals = totals.plus(part);
    }
    return totals;
  }

  @Override
  public List<Day> days(String organisationId, Reach reach, Filter filter) {
    if (ofWholeGroups(reach, filter)) {
      return sessions(organisationId, reach, filter)
          .query(
              database,
              "SELECT s.local_date, " + SessionSums.OF_SESSIONS,
              " GROUP BY s.local_date ORDER BY s.local_date",
              row -> new Day(Sql.date(row, "local_date"), SessionSums.figures(row)))
          .stream()
          .filter(day -> !day.figures().equals(Figures.NONE))
          .toList();
    }
    Map<LocalDate, Figures> days = new LinkedHashMap<>();
    for (Part part :
        lines(organisationId, reach, filter)
            .query(
                database,
                "SELECT o.local_date, " + SessionSums.OF_LINES,
                " GROUP BY o.local_date, o.presence ORDER BY o.local_date",
                row -> new Part(Sql.date(row, "local_date").toString(), FigureRows.of(row)))) {
      days.merge(LocalDate.parse(part.key()), part.figures(), Figures::plus);
    }
    return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
  }

  private record Line(
      String sessionId, String sessionName, String groupName, LocalDate date, Missing missing) {}

  @Override
  public List<Absentees> absentees(
      String organisationId,
      Reach reach,
      @Nullable String sessionId,
      LocalDate date,
      @Nullable String groupId,
      Instant now) {
    Where where =
        new Where()
            .and("s.organisation_id = ?", organisationId)
            .and("s.phase <> 'CANCELLED'")
            .andIf("s.group_id = ?", groupId)
            .within(reach, "s.group_id", null);
    if (sessionId != null) {
      where.and("s.id = ?", sessionId);
    } else {
      where.and("s.local_date = ?", date).and("s.starts_at <= ?", now);
    }
    Map<String, List<Line>> sessions = new LinkedHashMap<>();
    for (Line line :
        where.query(
            database,
            "SELECT s.id, s.name, s.local_date, g.name AS group_name, x.person_id, p.name AS"
                + " person_name, o.presence, EXISTS (SELECT 1 FROM excused_leave l"
                + " WHERE l.person_id = x.person_id AND l.from_day <= s.local_date"
                + " AND l.until_day >= s.local_date) AS excused FROM attendance_session s"
                + " JOIN attendance_group g ON g.id = s.group_id JOIN group_member x"
                + " ON x.group_id = s.group_id AND x.joined_on <= s.local_date"
                + " AND (x.left_on IS NULL OR x.left_on > s.local_date)"
                + " LEFT JOIN person p ON p.id = x.person_id LEFT JOIN session_outcome o"
                + " ON o.session_id = s.id AND o.person_id = x.person_id ",
            " AND (o.presence IS NULL OR o.presence IN ('ABSENT', 'EXCUSED'))"
                + " ORDER BY s.starts_at, s.id, p.name, x.person_id",
            MysqlReports::line)) {
      sessions.computeIfAbsent(line.sessionId(), id -> new ArrayList<>()).add(line);
    }
    return sessions.values().stream().map(MysqlReports::absentees).toList();
  }

  private static Absentees absentees(List<Line> lines) {
    Line first = lines.get(0);
    return new Absentees(
        first.sessionId(),
        first.sessionName(),
        first.groupName(),
        first.date(),
        lines.stream().map(Line::missing).toList());
  }

  private static Line line(ResultSet row) throws SQLException {
    String stored = row.getString("presence");
    Presence presence =
        stored != null
            ? Presence.valueOf(stored)
            : row.getBoolean("excused") ? Presence.EXCUSED : Presence.PENDING;
    return new Line(
        row.getString("id"),
        row.getString("name"),
        row.getString("group_name"),
        Sql.date(row, "local_date"),
        new Missing(row.getString("person_id"), row.getString("person_name"), presence));
  }
}
