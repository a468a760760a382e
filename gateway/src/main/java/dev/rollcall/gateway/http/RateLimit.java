package dev.rollcall.gateway.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many requests a second for each caller, and some more in a burst: a bucket of tokens each,
 * that fills up by itself. One rate for who is signed in, by account or key, and a slower one for
 * strangers, by address.
 *
 * <p>Memory: at most {@link #MOST_CALLERS} buckets; the one unused longest goes first. Safe on any
 * thread.
 */
public final class RateLimit {
  private static final int MOST_CALLERS = 20_000;
  private static final int BURST_SECONDS = 5;

  private final double perSecond;
  private final double burst;
  private final InstantSource clock;

  @GuardedBy("this")
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double tokens, Instant at) {}

  /**
   * A limit.
   *
   * @param perSecond on average; 0: none
   */
  public RateLimit(double perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.burst = Math.max(1, perSecond * BURST_SECONDS);
    this.clock = clock;
  }

  /** Takes a token; throws TOO_MANY_REQUESTS where there is none. */
  void take(String caller) {
    if (perSecond <= 0) {
      return;
    }
    Duration wait = tryTake(caller);
    if (!wait.isZero()) {
      throw ProblemException.unavailable(
          ProblemCode.TOO_MANY_REQUESTS,
          "You ask too often. Wait as long as Retry-After says, then go on more slowly.",
          wait,
          null);
    }
  }

  private synchronized Duration tryTake(String caller) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(caller, new Bucket(burst, now));
    double gained = Math.max(0, Duration.between(before.at(), now).toNanos() / 1e9) * perSecond;
    double tokens = Math.min(burst, before.tokens() + gained);
    if (tokens < 1) {
      buckets.put(caller, new Bucket(tokens, now));
      return Duration.ofMillis((long) Math.ceil((1 - tokens) / perSecond * 1000));
    }
    buckets.put(caller, new Bucket(tokens - 1, now));
    if (buckets.size() > MOST_CALLERS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return Duration.ZERO;
  }
}
