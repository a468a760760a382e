package dev.rollcall.gateway.domain.timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * From hours on a wall clock to instants.
 *
 * <p>Where the clocks go forward, an hour that is left out begins when they have: a start and an
 * end then never change places. A span that is left out whole takes place after the change, as long
 * as planned; on a day that a zone left out whole (it crossed the date line) it does not. Where the
 * clocks go back, an hour that comes twice is meant the first time.
 */
final class LocalHours {
  private static final Duration DAY = Duration.ofHours(24);

  private LocalHours() {}

  static Optional<Occurrence> on(LocalDate date, LocalTime start, LocalTime end, ZoneId zone) {
    LocalDateTime localStart = date.atTime(start);
    LocalDateTime localEnd = (end.isAfter(start) ? date : date.plusDays(1)).atTime(end);
    ZoneOffsetTransition gap = zone.getRules().getTransition(localStart);
    if (gap != null && gap.isGap() && gap.getDuration().compareTo(DAY) >= 0) {
      return Optional.empty();
    }
    Instant startsAt = instant(localStart, zone);
    Instant endsAt = instant(localEnd, zone);
    if (!endsAt.isAfter(startsAt)) {
      endsAt = startsAt.plus(Duration.between(localStart, localEnd));
    }
    return Optional.of(new Occurrence(date, startsAt, endsAt));
  }

  private static Instant instant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
