package dev.rollcall.inference.batching;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A permit in use: by whom, for which rows, and until when it is normal that the network has not
 * come back. Ends once: by whoever runs it, or by the watch that gives it up.
 */
final class Run {
  private final Thread thread = Thread.currentThread();
  private final String model;
  private final List<PendingRow> rows;
  private final boolean isWorker;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long overdueNanos = Long.MAX_VALUE;

  /** Of the calling thread. */
  Run(String model, List<PendingRow> rows, boolean isWorker) {
    this.model = model;
    this.rows = rows;
    this.isWorker = isWorker;
  }

  Thread thread() {
    return thread;
  }

  String model() {
    return model;
  }

  List<PendingRow> rows() {
    return rows;
  }

  boolean isWorker() {
    return isWorker;
  }

  /** The network has just been asked; beyond this time it hangs. */
  void expectBy(long nanos) {
    overdueNanos = nanos;
  }

  boolean isOverdue(long nowNanos) {
    return overdueNanos != Long.MAX_VALUE && nowNanos - overdueNanos > 0;
  }

  /** True for the first who asks: the permit is theirs to give back. */
  boolean end() {
    return ended.compareAndSet(false, true);
  }
}
