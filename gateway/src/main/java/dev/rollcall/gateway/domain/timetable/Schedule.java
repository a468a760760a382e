package dev.rollcall.gateway.domain.timetable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class or a shift that repeats.
 *
 * @param endsAt of the next day where it is not after {@code startsAt}
 * @param validUntil last day; null where there is none
 * @param everyWeeks 1: each week; 2: each other one, counted from the week of {@code validFrom}
 * @param version counts the changes
 */
public record Schedule(
    String id,
    String groupId,
    String name,
    Kind kind,
    Set<DayOfWeek> days,
    LocalTime startsAt,
    LocalTime endsAt,
    ZoneId zone,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    int everyWeeks,
    SessionRules rules,
    Instant createdAt,
    long version) {
  /** What people call it. */
  public enum Kind {
    CLASS,
    SHIFT
  }

  public Schedule {
    days = Set.copyOf(days);
    if (days.isEmpty() || everyWeeks < 1) {
      throw new IllegalArgumentException("a schedule that never takes place");
    }
  }

  /** Whether the rule names this day; {@link #on} also asks whether the day has such hours. */
  public boolean namesDay(LocalDate date) {
    if (date.isBefore(validFrom) || (validUntil != null && date.isAfter(validUntil))) {
      return false;
    }
    long weeks = ChronoUnit.WEEKS.between(monday(validFrom), monday(date));
    return weeks % everyWeeks == 0 && days.contains(date.getDayOfWeek());
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The one that begins on this local day. */
  public Optional<Occurrence> on(LocalDate date) {
    return namesDay(date) ? LocalHours.on(date, startsAt, endsAt, zone) : Optional.empty();
  }

  /** Those that begin on these local days, both counted, in order. */
  public List<Occurrence> between(LocalDate first, LocalDate last) {
    List<Occurrence> found = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      on(date).ifPresent(found::add);
    }
    return found;
  }
}
