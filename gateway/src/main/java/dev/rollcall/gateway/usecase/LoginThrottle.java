package dev.rollcall.gateway.usecase;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.access.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A delay that doubles with each failed login of one user from one address, up to {@link #LONGEST}.
 * It slows guessing down and locks nobody out. Forgotten after a quiet time or a success; at most
 * {@link #MOST_ENTRIES} are remembered, the oldest forgotten first.
 */
public final class LoginThrottle {
  static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(15);
  private static final int MOST_ENTRIES = 10_000;

  private final InstantSource clock;

  @GuardedBy("this")
  private final Map<Caller, Failures> failures = new LinkedHashMap<>();

  public LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Duration delay(String username, String address) {
    Failures known = failures.get(Caller.of(username, address));
    if (known == null || known.last().plus(FORGET_AFTER).isBefore(clock.instant())) {
      return Duration.ZERO;
    }
    Duration delay = FIRST.multipliedBy(1L << Math.min(known.count() - 1, 10));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  synchronized void failed(String username, String address) {
    Caller caller = Caller.of(username, address);
    Failures before = failures.remove(caller);
    boolean counts = before != null && !before.last().plus(FORGET_AFTER).isBefore(clock.instant());
    failures.put(
        caller, new Failures(before != null && counts ? before.count() + 1 : 1, clock.instant()));
    if (failures.size() > MOST_ENTRIES) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  synchronized void succeeded(String username, String address) {
    failures.remove(Caller.of(username, address));
  }

  /**
   * Who tries.
   *
   * @param usernameHash of one length: strangers choose the names, and long ones would fill memory
   */
  private record Caller(String usernameHash, String address) {
    static Caller of(String username, String address) {
      return new Caller(Secret.hash(username), address);
    }
  }

  private record Failures(int count, Instant last) {}
}
