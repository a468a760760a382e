package dev.rollcall.gateway.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A point in time after which an answer is of no use. */
public final class Deadline {
  private final InstantSource clock;
  private final Instant end;

  private Deadline(InstantSource clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  public static Deadline after(Duration duration, InstantSource clock) {
    return new Deadline(clock, clock.instant().plus(duration));
  }

  /** What is left; never below one millisecond, so that a call with it fails at once by itself. */
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), end);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  public boolean isOver() {
    return !clock.instant().isBefore(end);
  }
}
