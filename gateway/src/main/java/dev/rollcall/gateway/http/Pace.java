package dev.rollcall.gateway.http;

import java.time.Duration;

/**
 * Whether a body still comes at a pace worth waiting for. What has come of it is memory in use
 * until the rest is there, so callers who send a byte now and then would keep others out. Not
 * thread-safe.
 */
final class Pace {
  /** How often to look. */
  static final Duration PERIOD = Duration.ofSeconds(15);

  /** A tenth of the slowest mobile network's (GPRS) rate. */
  static final long LEAST_BYTES_A_PERIOD = 8L << 10;

  private long bytesBefore;

  /** True where too few bytes came since the last look; the first look counts from none. */
  boolean isTooSlow(long bytesSoFar) {
    boolean tooSlow = bytesSoFar - bytesBefore < LEAST_BYTES_A_PERIOD;
    bytesBefore = bytesSoFar;
    return tooSlow;
  }
}
