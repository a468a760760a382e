package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages of records, newest first.
 *
 * <p>The ids of a page are found first, from keys that hold time and id; names, sessions and
 * outcomes are then read for the page alone.
 *
 * <p>No key has the records of a group in the order of time: they are those of its sessions, and
 * for a manager also those of its people. So they are looked for in the newest days, then in more
 * of them, until the page is full: a page costs the same after ten years as after one.
 */
final class RecordSearch {
  private static final List<Duration> NEWEST =
      List.of(Duration.ofDays(2), Duration.ofDays(16), Duration.ofDays(128));

  /** A record lies within three days of the start of its session, which is a day off in UTC. */
  private static final int DAYS_AROUND = 4;

  private final Database database;

  RecordSearch(Database database) {
    this.database = database;
  }

  Page<AttendanceRecord> list(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor) {
    RecordCursor start = cursor.map(RecordCursor::parse).orElse(RecordCursor.NEWEST);
    List<AttendanceRecord> found =
        database.read(
            connection -> {
              Search search =
                  new Search(connection, organisationId, reach, filter, start, limit + 1);
              return search.isByGroups() ? search.newestFirst() : search.anywhere();
            });
    return Where.page(
        found,
        limit,
        last -> new RecordCursor(Sql.utc(last.time()).toString(), last.id()).format());
  }

  /** One page, with one record more than is shown. */
  private record Search(
      Connection connection,
      String organisationId,
      Reach reach,
      Filter filter,
      RecordCursor start,
      int limit) {

    boolean isByGroups() {
      return filter.personId() == null
          && filter.sessionId() == null
          && (filter.groupId() != null || (!reach.everything() && !reach.groupIds().isEmpty()));
    }

    /** From whichever key the database finds best. */
    List<AttendanceRecord> anywhere() throws SQLException {
      String session = filter.sessionId();
      Where where =
          within(new Where().and("r.organisation_id = ?", organisationId), filter.from())
              .andIf("r.person_id = ?", filter.personId())
              .andIf("s.group_id = ?", filter.groupId())
              .within(reach, "s.group_id", "r.person_id");
      if (session != null) {
        where.and(Ulid.looksLike(session) ? "r.session_ref = ?" : "r.session_id = ?", session);
      }
      boolean groups = filter.groupId() != null || !reach.groupIds().isEmpty();
      return read(
          List.of(
              new Part(
                  groups
                      ? "attendance_record r LEFT JOIN attendance_session s ON s.id = r.session_ref "
                      : "attendance_record r ",
                  where)));
    }

    List<AttendanceRecord> newestFirst() throws SQLException {
      Set<String> people = filter.groupId() == null ? peopleInReach() : Set.of();
      Instant newest = newest();
      for (Duration days : NEWEST) {
        Instant from = newest.minus(days);
        if (!from.isAfter(filter.from())) {
          break;
        }
        List<AttendanceRecord> found = read(parts(people, from));
        if (found.size() == limit) {
          return found;
        }
      }
      return read(parts(people, filter.from()));
    }

    /** The newest time that a record of the page can have. */
    private Instant newest() throws SQLException {
      LocalDateTime started = LocalDateTime.parse(start.time());
      LocalDateTime end = Sql.utc(filter.until());
      LocalDateTime before = started.isBefore(end) ? started : end;
      return Sql.query(
              connection,
              "SELECT MAX(occurred_at) AS newest FROM attendance_record"
                  + " WHERE organisation_id = ? AND occurred_at <= ?",
              row -> Optional.ofNullable(Sql.instantOrNull(row, "newest")),
              organisationId,
              before)
          .get(0)
          .orElse(filter.from());
    }

    private Set<String> peopleInReach() throws SQLException {
      Set<String> people =
          new LinkedHashSet<>(
              Sql.query(
                  connection,
                  "SELECT DISTINCT person_id FROM group_member WHERE left_on IS NULL"
                      + " AND group_id IN ("
                      + Sql.marks(reach.groupIds().size())
                      + ")",
                  row -> row.getString(1),
                  reach.groupIds().toArray()));
      if (reach.personId() != null) {
        people.add(reach.personId());
      }
      return people;
    }

    private List<Part> parts(Set<String> people, Instant from) {
      String group = filter.groupId();
      Collection<String> groups = group == null ? reach.groupIds() : List.of(group);
      Where sessions =
          within(new Where(), from)
              .andIn("s.group_id", groups)
              .and("s.organisation_id = ?", organisationId)
              .and(
                  "s.local_date BETWEEN ? AND ?",
                  day(from).minusDays(DAYS_AROUND),
                  day(filter.until()).plusDays(DAYS_AROUND));
      if (group != null && !reach.holdsGroup(group)) {
        sessions.within(reach, "s.group_id", "r.person_id");
      }
      List<Part> parts = new ArrayList<>();
      parts.add(
          new Part(
              "attendance_session s JOIN attendance_record r ON r.session_ref = s.id ", sessions));
      if (!people.isEmpty()) {
        parts.add(
            new Part(
                "attendance_record r ", within(new Where(), from).andIn("r.person_id", people)));
      }
      return parts;
    }

    private static LocalDate day(Instant time) {
      return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** What holds for every record of the page. */
    private Where within(Where where, Instant from) {
      LocalDateTime started = LocalDateTime.parse(start.time());
      where
          .and("r.occurred_at >= ?", from)
          .and("r.occurred_at < ?", filter.until())
          .and("r.occurred_at <= ?", started)
          .and("r.occurred_at < ? OR r.id < ?", started, start.id())
          .andIf("r.status = ?", RecordRows.nameOf(filter.status()))
          .andIf("r.reason = ?", RecordRows.nameOf(filter.reason()));
      return filter.flag() == null
          ? where
          : where.andIn("r.flags", RecordRows.flagsWith(filter.flag()));
    }

    private List<AttendanceRecord> read(List<Part> parts) throws SQLException {
      StringBuilder ids = new StringBuilder();
      List<@Nullable Object> values = new ArrayList<>();
      for (Part part : parts) {
        ids.append(ids.isEmpty() ? "" : ") UNION (")
            .append("SELECT r.id, r.occurred_at FROM ")
            .append(part.tables())
            .append(part.where().text())
            .append(" ORDER BY r.occurred_at DESC, r.id DESC LIMIT ?");
        values.addAll(part.where().values());
        values.add(limit);
      }
      if (parts.size() > 1) {
        ids.insert(0, '(').append(") ORDER BY occurred_at DESC, id DESC LIMIT ?");
        values.add(limit);
      }
      values.add(organisationId);
      return Sql.query(
          connection,
          "SELECT "
              + RecordRows.COLUMNS
              + "FROM ("
              + ids
              + ") found JOIN attendance_record r ON r.id = found.id "
              + RecordRows.JOINS
              + "WHERE r.organisation_id = ? ORDER BY r.occurred_at DESC, r.id DESC",
          RecordRows::record,
          values.toArray());
    }
  }

  /** Where to look for records {@code r}. */
  private record Part(String tables, Where where) {}
}
