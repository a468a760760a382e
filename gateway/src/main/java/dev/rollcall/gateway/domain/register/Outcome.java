package dev.rollcall.gateway.domain.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one session says of one person.
 *
 * @param leftEarly checked out earlier than the rules allow
 * @param checkIn the first; null where there is none
 * @param checkOut the last, where the person did not come back; null where there is none
 * @param autoClosed nobody checked out: {@code checkOut} is the session's end
 * @param minutesLate whole minutes, where they are more than the grace; else 0
 * @param minutesPresent whole minutes within the session; null while that is open
 */
public record Outcome(
    Presence presence,
    boolean leftEarly,
    @Nullable Instant checkIn,
    @Nullable Instant checkOut,
    boolean autoClosed,
    int minutesLate,
    @Nullable Integer minutesPresent) {
  static Outcome notSeen(Presence presence) {
    return new Outcome(
        presence, false, null, null, false, 0, presence == Presence.PENDING ? null : 0);
  }
}
