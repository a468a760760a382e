package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.Schedule;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of schedules. */
final class ScheduleRows {
  private static final SecureRandom RANDOM = new SecureRandom();
  static final String COLUMNS =
      "t.id, t.group_id, t.name, t.kind, t.days, t.starts_at, t.ends_at, t.time_zone, t.valid_from,"
          + " t.valid_until, t.every_weeks, t.created_at, t.version, t.made_until, t.organisation_id,"
          + " t.opens_minutes, t.grace_minutes, t.absent_minutes, t.early_minutes,"
          + " t.half_day_minutes, t.check_out_rule, t.auto_close_minutes";

  private ScheduleRows() {}

  static void insert(Connection connection, String organisationId, Schedule schedule)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(schedule.id());
    values.add(organisationId);
    values.add(schedule.groupId());
    values.addAll(changeable(schedule));
    values.add(schedule.createdAt());
    Sql.update(
        connection,
        "INSERT INTO schedule (id, organisation_id, group_id, name, kind, days, starts_at, ends_at,"
            + " time_zone, valid_from, valid_until, every_weeks, "
            + SessionRows.RULES
            + ", created_at) VALUES ("
            + Sql.marks(values.size())
            + ")",
        values.toArray());
  }

  static List<@Nullable Object> changeable(Schedule schedule) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(schedule.name());
    values.add(schedule.kind().name());
    values.add(days(schedule.days()));
    values.add(schedule.startsAt().toString());
    values.add(schedule.endsAt().toString());
    values.add(schedule.zone().getId());
    values.add(schedule.validFrom());
    values.add(schedule.validUntil());
    values.add(schedule.everyWeeks());
    values.addAll(SessionRows.values(schedule.rules()));
    return values;
  }

  private static String days(Collection<DayOfWeek> days) {
    return String.join(" ", EnumSet.copyOf(days).stream().map(ScheduleRows::word).toList());
  }

  /** Three letters, as in MON. */
  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3);
  }

  static Schedule schedule(ResultSet row) throws SQLException {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    String words = row.getString("t.days");
    for (DayOfWeek day : DayOfWeek.values()) {
      if (words.contains(word(day))) {
        days.add(day);
      }
    }
    return new Schedule(
        row.getString("t.id"),
        row.getString("t.group_id"),
        row.getString("t.name"),
        Schedule.Kind.valueOf(row.getString("t.kind")),
        days,
        LocalTime.parse(row.getString("t.starts_at")),
        LocalTime.parse(row.getString("t.ends_at")),
        ZoneId.of(row.getString("t.time_zone")),
        Sql.date(row, "t.valid_from"),
        Sql.dateOrNull(row, "t.valid_until"),
        row.getInt("t.every_weeks"),
        SessionRows.rules(row),
        Sql.instant(row, "t.created_at"),
        row.getLong("t.version"));
  }

  /** The version of a schedule that is ours until the commit. */
  static Optional<Long> lock(Connection connection, String organisationId, String scheduleId)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT version FROM schedule WHERE id = ? AND organisation_id = ? FOR UPDATE",
        row -> row.getLong(1),
        scheduleId,
        organisationId);
  }

  /** Gives the next term's group the schedules that hold on the old one's last day. */
  static void copy(Connection connection, String organisationId, Group old, Group next)
      throws SQLException {
    LocalDate starts = Objects.requireNonNull(next.startsOn());
    List<Schedule> held =
        Sql.query(
            connection,
            "SELECT "
                + COLUMNS
                + " FROM schedule t WHERE t.group_id = ? AND (t.valid_until IS NULL"
                + " OR t.valid_until >= COALESCE(?, t.valid_until))",
            ScheduleRows::schedule,
            old.id(),
            old.endsOn());
    for (Schedule one : held) {
      insert(
          connection,
          organisationId,
          new Schedule(
              Ulid.at(next.createdAt(), RANDOM),
              next.id(),
              one.name(),
              one.kind(),
              one.days(),
              one.startsAt(),
              one.endsAt(),
              one.zone(),
              starts,
              next.endsOn(),
              one.everyWeeks(),
              one.rules(),
              next.createdAt(),
              0));
    }
  }
}
