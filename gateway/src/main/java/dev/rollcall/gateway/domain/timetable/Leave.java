package dev.rollcall.gateway.domain.timetable;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a person is excused.
 *
 * @param until last day
 * @param approvedBy the account that said so
 */
public record Leave(
    String id,
    String personId,
    LocalDate from,
    LocalDate until,
    Kind kind,
    @Nullable String note,
    String approvedBy,
    Instant createdAt) {
  /** Why, roughly. */
  public enum Kind {
    SICK,
    HOLIDAY,
    OFFICIAL,
    OTHER
  }

  public Leave {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("a leave that ends before it begins");
    }
  }

  public boolean covers(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(until);
  }
}
