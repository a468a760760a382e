package dev.rollcall.inference.bench;

import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One-face requests that arrive by a Poisson process, whether or not earlier ones are answered. */
final class OpenLoop {
  private final Device device;

  OpenLoop(Device device) {
    this.device = device;
  }

  /** When a face came and how long its answer took. */
  record Arrival(long atNanos, double tookMillis) {}

  /**
   * Sends for so long and waits for every answer.
   *
   * @throws IllegalStateException where an answer is a failure
   */
  List<Arrival> send(double perSecond, long millis, long seed) throws InterruptedException {
    Random random = new Random(seed);
    Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    AtomicInteger failures = new AtomicInteger();
    List<Long> times = new ArrayList<>();
    double at = 0;
    while (at < millis * 1e6) {
      at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
      times.add((long) at);
    }
    CountDownLatch answered = new CountDownLatch(times.size());
    long startedNanos = System.nanoTime();
    for (long time : times) {
      waitUntil(startedNanos + time);
      long sentNanos = System.nanoTime();
      var unused =
          device
              .scheduler
              .submit(device.model, RequestScope.unbounded(), List.of(device.one(random)))
              .get(0)
              .whenComplete(
                  (row, failure) -> {
                    arrivals.add(new Arrival(sentNanos, (System.nanoTime() - sentNanos) / 1e6));
                    if (failure != null) {
                      failures.incrementAndGet();
                    }
                    answered.countDown();
                  });
    }
    answered.await();
    if (failures.get() > 0) {
      throw new IllegalStateException(failures.get() + " requests failed");
    }
    List<Arrival> inOrder = new ArrayList<>(arrivals);
    inOrder.sort((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
    return inOrder;
  }

  static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
