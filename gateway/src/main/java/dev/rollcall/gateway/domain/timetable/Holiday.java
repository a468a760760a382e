package dev.rollcall.gateway.domain.timetable;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which no schedule takes place.
 *
 * @param groupId whose; null: everybody's
 */
public record Holiday(
    String id, LocalDate date, String name, @Nullable String groupId, Instant createdAt) {
  public boolean holdsFor(String group, LocalDate day) {
    return date.equals(day) && (groupId == null || groupId.equals(group));
  }
}
