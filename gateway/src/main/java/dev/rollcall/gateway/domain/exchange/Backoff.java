package dev.rollcall.gateway.domain.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When to try again what failed: soon, then ever later, then no more. */
public final class Backoff {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(24));

  private Backoff() {}

  /** The pause after so many failed attempts; empty where it is given up. */
  public static Optional<Duration> after(int attempts) {
    return attempts <= PAUSES.size() ? Optional.of(PAUSES.get(attempts - 1)) : Optional.empty();
  }
}
