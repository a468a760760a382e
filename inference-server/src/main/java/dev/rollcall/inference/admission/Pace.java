package dev.rollcall.inference.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongSupplier;

/**
 * How fast the server gets through its calls, and whether one more would be answered in time.
 *
 * <p>By Little's law a call that finds n under way is done after n + 1 times what a call keeps the
 * busy server; that is measured while it is busy. By how much this was too little of late, the
 * slack, is added: a call's own batch, an unlucky picture. The slack is the largest such error,
 * which fades with time, so that what a cold start took does not keep callers out. So a call that
 * could only be late is refused at once instead of being worked on for nothing, and what was
 * admitted is not late, as long as the machine keeps its pace. Thread-safe.
 */
final class Pace {
  /** Weight of what came before; some two hundred calls are remembered. */
  private static final double MEMORY = 1 - 1.0 / 200;

  /** The slack halves in so many; a refused call tells nothing that could correct it sooner. */
  private static final double SLACK_HALVES_NANOS = 5e9;

  private final LongSupplier tickerNanos;

  @GuardedBy("this")
  private int open;

  @GuardedBy("this")
  private long busySinceNanos;

  @GuardedBy("this")
  private double busyNanos;

  @GuardedBy("this")
  private double calls;

  @GuardedBy("this")
  private double slackNanos;

  @GuardedBy("this")
  private long slackSinceNanos;

  Pace(LongSupplier tickerNanos) {
    this.tickerNanos = tickerNanos;
  }

  /** A call that was let in, until it is closed, exactly once. */
  final class Admitted implements AutoCloseable {
    private final long startedNanos;
    private final double predictedNanos;

    private Admitted(long startedNanos, double predictedNanos) {
      this.startedNanos = startedNanos;
      this.predictedNanos = predictedNanos;
    }

    @Override
    public void close() {
      left(this);
    }
  }

  /** One more than what is under way, at the pace of late; 0 while nothing is known. */
  @GuardedBy("this")
  private double queueNanos() {
    return calls == 0 ? 0 : (open + 1) * busyNanos / calls;
  }

  @GuardedBy("this")
  private double slackNanos(long now) {
    return slackNanos * Math.exp(-Math.log(2) * (now - slackSinceNanos) / SLACK_HALVES_NANOS);
  }

  /** Whether a call with so much time left would be late. An idle server takes any. */
  synchronized boolean wouldBeLate(long remainingNanos) {
    return open > 0 && queueNanos() + slackNanos(tickerNanos.getAsLong()) > remainingNanos;
  }

  /** A call's work begins. */
  synchronized Admitted enter() {
    long now = tickerNanos.getAsLong();
    if (open == 0) {
      busySinceNanos = now;
    }
    Admitted call = new Admitted(now, queueNanos());
    open++;
    return call;
  }

  private synchronized void left(Admitted call) {
    if (open == 0) {
      throw new IllegalStateException("a call has left twice");
    }
    long now = tickerNanos.getAsLong();
    busyNanos = busyNanos * MEMORY + (now - busySinceNanos);
    calls = calls * MEMORY + 1;
    busySinceNanos = now;
    open--;
    if (call.predictedNanos > 0) {
      slackNanos = Math.max(slackNanos(now), now - call.startedNanos - call.predictedNanos);
      slackSinceNanos = now;
    }
  }
}
