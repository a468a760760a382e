package dev.rollcall.inference.request;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One call on its way through the house: who it is, how old, until when it matters. Thread-safe.
 *
 * <p>Time is read from a ticker, so that a test can make a call late without waiting.
 */
public final class RequestScope {
  private static final AtomicLong NEXT = new AtomicLong();

  private final long order = NEXT.incrementAndGet();
  private final String id;
  private final LongSupplier tickerNanos;
  private final long deadlineNanos;
  private final BooleanSupplier cancelled;
  private volatile boolean abandoned;

  /**
   * A call.
   *
   * @param id the caller's own, for the log; need not be unique
   * @param deadlineNanos on the ticker's clock; {@link Long#MAX_VALUE} for none
   * @param cancelled whether the caller has gone away
   */
  public RequestScope(
      String id, LongSupplier tickerNanos, long deadlineNanos, BooleanSupplier cancelled) {
    this.id = id;
    this.tickerNanos = tickerNanos;
    this.deadlineNanos = deadlineNanos;
    this.cancelled = cancelled;
  }

  /** A call without deadline that nobody cancels: offline use. */
  public static RequestScope unbounded() {
    return new RequestScope("offline", System::nanoTime, Long.MAX_VALUE, () -> false);
  }

  public String id() {
    return id;
  }

  /** Grows with arrival: the smaller is the older. Unique in this process. */
  public long order() {
    return order;
  }

  private boolean isLate() {
    return deadlineNanos != Long.MAX_VALUE && tickerNanos.getAsLong() - deadlineNanos >= 0;
  }

  /** Whatever is left of the call's work is not wanted any more: a part of it has failed. */
  public void abandon() {
    abandoned = true;
  }

  /**
   * Returns where the call still matters.
   *
   * @throws InferenceException CANCELLED or DEADLINE_EXCEEDED where it does not
   */
  public void ensureWanted() {
    if (isLate()) {
      throw new InferenceException(
          Problem.DEADLINE_EXCEEDED, "the deadline has passed: allow more time, or send less");
    }
    if (abandoned || cancelled.getAsBoolean()) {
      throw new InferenceException(
          Problem.CANCELLED, "the caller has gone away, or another part of the call has failed");
    }
  }
}
