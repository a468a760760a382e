package dev.rollcall.gateway.domain.attendance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of a record can be corrected. */
public record RecordFacts(
    Status status,
    @Nullable Reason reason,
    Instant time,
    @Nullable String personId,
    @Nullable Direction direction,
    @Nullable String sessionId) {
  public RecordFacts {
    if (status == Status.VALID && personId == null) {
      throw new IllegalArgumentException("a valid record is of a person");
    }
    if (status == Status.INVALID && reason == null) {
      throw new IllegalArgumentException("an invalid record needs a reason");
    }
  }
}
