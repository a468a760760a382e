package dev.rollcall.gateway.domain.timetable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One time that a schedule takes place.
 *
 * @param date the local day on which it begins: a night shift belongs to that day
 */
public record Occurrence(LocalDate date, Instant startsAt, Instant endsAt) {
  public Occurrence {
    if (!endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException("ends at %s, before %s".formatted(endsAt, startsAt));
    }
  }
}
