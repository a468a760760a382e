package dev.rollcall.gateway.domain.attendance;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a sighting.
 *
 * @param receivedAt server time at which it came
 * @param deviceTime when a device that held it back says it was; null where none did
 * @param manual written by hand
 * @param counted false where it is INVALID, or where another of the session counts
 * @param sessionName null where it is in no session
 * @param latenessMinutes of the check-in that counts in a session: whole minutes beyond the grace,
 *     0 where in time; null for any other record
 * @param version counts the corrections
 */
public record RecordDetails(
    Instant receivedAt,
    @Nullable Instant deviceTime,
    Set<Flag> flags,
    boolean manual,
    boolean counted,
    @Nullable String sessionName,
    @Nullable Integer latenessMinutes,
    long version) {
  public RecordDetails {
    flags = Set.copyOf(flags);
  }

  /** Of a sighting that came as it happened, and is in no session. */
  public static RecordDetails plain(Instant time, Status status) {
    return new RecordDetails(time, null, Set.of(), false, status == Status.VALID, null, null, 0);
  }

  RecordDetails uncounted() {
    return new RecordDetails(
        receivedAt, deviceTime, flags, manual, false, sessionName, latenessMinutes, version);
  }
}
