package dev.rollcall.gateway.domain.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person belongs to a group, from a day on and up to another.
 *
 * @param joinedOn first day that counts
 * @param leftOn first day that does not count any more; null where they still belong
 */
public record Membership(
    String groupId, String personId, LocalDate joinedOn, @Nullable LocalDate leftOn) {
  /** True where a session of that day expects the person. */
  public boolean holdsOn(LocalDate date) {
    return !date.isBefore(joinedOn) && (leftOn == null || date.isBefore(leftOn));
  }
}
