package dev.rollcall.inference.bench;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.ByteBudget;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claim 8: half of the calls are cancelled at random moments. A batch is wasted on a call where it
 * ends after the call's cancel and holds a row of it.
 */
final class Cancels {
  private static final int THREADS = 16;

  private final Device device;

  Cancels(Device device) {
    this.device = device;
  }

  private static final class Call {
    final RequestScope scope = RequestScope.unbounded();
    final AtomicInteger wasted = new AtomicInteger();
  }

  void measure(Results results, long millis) throws InterruptedException {
    Map<Raster, Call> calls = Collections.synchronizedMap(new IdentityHashMap<>());
    device.network.listener(
        (rows, ended) -> {
          if (ended) {
            Set<Call> inBatch = new HashSet<>();
            rows.forEach(row -> inBatch.add(calls.getOrDefault(row, new Call())));
            inBatch.stream()
                .filter(call -> call.scope.fate().isPresent())
                .forEach(call -> call.wasted.incrementAndGet());
          }
        });
    ByteBudget budget = new ByteBudget(1L << 30);
    Admission admission = new Admission(new Admission.Limits(1 << 28, 1 << 28), budget);
    ScheduledExecutorService cancels = Executors.newScheduledThreadPool(1);
    Samples wasted = new Samples();
    AtomicInteger cancelled = new AtomicInteger();
    long until = System.nanoTime() + millis * 1_000_000;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < until) {
                  call(calls, admission, cancels, random, wasted, cancelled);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    cancels.shutdownNow();
    device.network.listener((rows, ended) -> {});
    results.raw("8a", "cancelled_wasted_batches", wasted);
    String protocol =
        "n = %d calls of 1 to 8 faces, %d cancelled before their answer, %d threads; most on one call %.0f, as %d batches run at once"
            .formatted(
                wasted.count(),
                cancelled.get(),
                THREADS,
                wasted.percentile(100),
                device.engine.permits());
    results.add(
        Claim.atMost(
            "8a",
            "half of the calls cancelled: batches wasted a cancelled request",
            cancelled.get() == 0 ? Double.NaN : wasted.sum() / cancelled.get(),
            1,
            "batches",
            protocol));
    results.add(
        Claim.atMost(
            "8b",
            "half of the calls cancelled: bytes left in the budget",
            (double) budget.reservedBytes(),
            0,
            "bytes",
            budget.owners().isEmpty() ? "no account is open" : "open: " + budget.owners()));
  }

  private void call(
      Map<Raster, Call> calls,
      Admission admission,
      ScheduledExecutorService cancels,
      Random random,
      Samples wasted,
      AtomicInteger cancelled) {
    Call call = new Call();
    List<Raster> rows = new ArrayList<>();
    for (Raster row : device.some(1 + random.nextInt(8), random)) {
      // An object of its own, by which the batch knows whose it is.
      Raster own = new Raster(row.height(), row.width(), row.rgb());
      calls.put(own, call);
      rows.add(own);
    }
    if (random.nextBoolean()) {
      double meanMillis = 1000.0 * 4 * THREADS / 100;
      var unused =
          cancels.schedule(
              call.scope::cancel,
              (long) (random.nextDouble() * meanMillis * 1000),
              TimeUnit.MICROSECONDS);
    }
    try {
      admission.holding(
          call.scope,
          1000L * rows.size(),
          () -> device.scheduler.run(device.model, call.scope, rows));
    } catch (InferenceException e) {
      cancelled.incrementAndGet();
    }
    rows.forEach(calls::remove);
    wasted.add(call.wasted.get());
  }
}
