package dev.rollcall.inference.request;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One call on its way through the house: who it is, for whom, how old, until when it matters, and
 * how many of its faces are still under way. Made once, at the edge. Thread-safe.
 *
 * <p>A call that is cancelled or given up stays so; whoever holds work of it is told at once
 * ({@link #watch}). That it grows late is noticed by whoever looks. Time is read from a ticker, so
 * that a test can make a call late without waiting.
 */
public final class RequestScope {
  /** The tenant of callers who name none: they share one turn. */
  public static final String NO_TENANT = "";

  private static final AtomicLong NEXT = new AtomicLong();

  private final long order = NEXT.incrementAndGet();
  private final String id;
  private final String tenant;
  private final LongSupplier tickerNanos;
  private final long deadlineNanos;
  private final BooleanSupplier gone;
  private final AtomicInteger facesRemaining = new AtomicInteger();
  private volatile boolean ended;

  @GuardedBy("this")
  private final List<Watcher> watchers = new ArrayList<>(1);

  /** Is told once when nobody wants the call's answer any more. */
  public interface Watcher {
    /** On the thread that cancelled; must not block. */
    void unwanted(RequestScope scope);
  }

  /**
   * A call.
   *
   * @param id the caller's own, for the log; need not be unique
   * @param tenant for whom: tenants take turns, however many calls each has
   * @param deadlineNanos on the ticker's clock; {@link Long#MAX_VALUE} for none
   * @param gone whether the caller has gone away, for callers that do not {@link #cancel}
   */
  public RequestScope(
      String id,
      String tenant,
      LongSupplier tickerNanos,
      long deadlineNanos,
      BooleanSupplier gone) {
    this.id = id;
    this.tenant = tenant;
    this.tickerNanos = tickerNanos;
    this.deadlineNanos = deadlineNanos;
    this.gone = gone;
  }

  /** A call of no tenant. */
  public RequestScope(
      String id, LongSupplier tickerNanos, long deadlineNanos, BooleanSupplier gone) {
    this(id, NO_TENANT, tickerNanos, deadlineNanos, gone);
  }

  /** A call without deadline that nobody cancels: offline use. */
  public static RequestScope unbounded() {
    return new RequestScope("offline", System::nanoTime, Long.MAX_VALUE, () -> false);
  }

  public String id() {
    return id;
  }

  public String tenant() {
    return tenant;
  }

  /** Grows with arrival: the smaller is the older. Unique in this process. */
  public long order() {
    return order;
  }

  /** Time that is left; {@link Long#MAX_VALUE} where the call is in no hurry. */
  public long remainingNanos() {
    return deadlineNanos == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : deadlineNanos - tickerNanos.getAsLong();
  }

  /** Rows of the call that wait for a network or are in one. */
  public int facesRemaining() {
    return facesRemaining.get();
  }

  /** So many rows more, or fewer, are under way. */
  public void facesUnderWay(int change) {
    facesRemaining.addAndGet(change);
  }

  /** The caller has gone away. */
  public void cancel() {
    end();
  }

  /** Whatever is left of the call's work is not wanted any more: a part of it has failed. */
  public void abandon() {
    end();
  }

  private void end() {
    List<Watcher> told;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      told = List.copyOf(watchers);
      watchers.clear();
    }
    told.forEach(watcher -> watcher.unwanted(this));
  }

  /** Tells the watcher when the call ends early: at once where it has. */
  public void watch(Watcher watcher) {
    synchronized (this) {
      if (!ended) {
        watchers.add(watcher);
        return;
      }
    }
    watcher.unwanted(this);
  }

  /** Undoes {@link #watch}: the watcher holds nothing of the call any more. */
  public synchronized void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Why the call matters no more: DEADLINE_EXCEEDED or CANCELLED; empty while it does. */
  public Optional<Problem> fate() {
    if (deadlineNanos != Long.MAX_VALUE && remainingNanos() <= 0) {
      return Optional.of(Problem.DEADLINE_EXCEEDED);
    }
    return ended || gone.getAsBoolean() ? Optional.of(Problem.CANCELLED) : Optional.empty();
  }

  /**
   * Returns where the call still matters.
   *
   * @throws InferenceException CANCELLED or DEADLINE_EXCEEDED where it does not
   */
  public void ensureWanted() {
    Optional<Problem> fate = fate();
    if (fate.isPresent()) {
      throw unwanted(fate.get());
    }
  }

  /** What is told to whoever still asks for an answer. */
  public static InferenceException unwanted(Problem fate) {
    return new InferenceException(
        fate,
        fate == Problem.DEADLINE_EXCEEDED
            ? "the deadline has passed: allow more time, or send less"
            : "the caller has gone away, or another part of the call has failed");
  }
}
