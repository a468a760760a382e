package dev.rollcall.client.supervisor;

import java.time.Duration;

/**
 * How long to wait before the next start: doubles from death to death, and starts over once a
 * process has lived long enough to count as healthy. Not thread-safe.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofSeconds(60);

  private Duration next = FIRST;

  /** The wait after a process that lived this long. */
  Duration afterDeath(Duration uptime) {
    if (uptime.compareTo(HEALTHY) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return wait;
  }
}
