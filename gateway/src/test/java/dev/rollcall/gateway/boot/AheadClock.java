package dev.rollcall.gateway.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Goes as the machine's does, and can be put forward. */
final class AheadClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  void putForward(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
  }
}
