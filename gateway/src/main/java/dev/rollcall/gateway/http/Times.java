package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Days, hours, zones and instants as callers write them. */
final class Times {
  /** Databases know days from the year 1000 to 9999, in every zone. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 9000;
  private static final int HOUR_CHARACTERS = 5;

  private Times() {}

  static LocalDate date(String field, String text) {
    try {
      return checked(field, LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      throw invalid(field, "a day such as 2026-11-25");
    }
  }

  private static LocalDate checked(String field, LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw invalid(field, "in the years %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
    }
    return date;
  }

  static LocalTime hour(String field, String text) {
    try {
      if (text.length() == HOUR_CHARACTERS) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      // Told below like any other text that is no hour.
    }
    throw invalid(field, "a time of day such as 08:30");
  }

  static Instant instant(String field, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip());
      checked(field, time.toLocalDate());
      return time.toInstant();
    } catch (DateTimeException e) {
      throw invalid(field, "a time with its zone, such as 2026-11-25T08:30:00Z");
    }
  }

  static ZoneId zone(String field, String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw invalid(field, "an IANA time zone such as Asia/Riyadh");
    }
  }

  private static ProblemException invalid(String field, String wanted) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be %s.".formatted(field, wanted));
  }
}
