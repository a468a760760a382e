package dev.rollcall.gateway.domain.register;

import dev.rollcall.gateway.domain.attendance.Direction;
import java.time.Instant;
import java.util.Comparator;

/** A valid record, as far as a session's register looks at it. */
public record Sighting(String recordId, Direction direction, Instant time) {
  static final Comparator<Sighting> IN_ORDER =
      Comparator.comparing(Sighting::time).thenComparing(Sighting::recordId);
}
