package dev.rollcall.inference.batching;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which callers' threads may run batches themselves: the first that come, and as many as there are
 * permits.
 *
 * <p>TensorFlow's CPU kernels keep what they have prepared for a shape a thread, and do not give
 * all of it back when the thread ends. If any thread of a large pool ran networks, memory would
 * grow with the threads (with the standard pack about 35 MB each, and 1 MB for good when one ends).
 * Thread-safe.
 */
final class Runners {
  private final int most;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean allowed = true;

  Runners(int most) {
    this.most = most;
  }

  /** Whether the calling thread may run batches, from now on. */
  boolean mayRun() {
    Thread caller = Thread.currentThread();
    if (!allowed) {
      return false;
    }
    if (threads.contains(caller)) {
      return true;
    }
    if (threads.size() < most) {
      return join(caller);
    }
    return threads.removeIf(thread -> !thread.isAlive()) && join(caller);
  }

  private synchronized boolean join(Thread caller) {
    return threads.size() < most && threads.add(caller);
  }

  /** None may any more. */
  void forbid() {
    allowed = false;
  }
}
