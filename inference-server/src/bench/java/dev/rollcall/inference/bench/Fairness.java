package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claim 6: a caller with one face at random times, alone and beside callers who send sixty faces
 * each as soon as the last sixty are answered.
 */
final class Fairness {
  private static final int FLOODS = 3;
  private static final int FACES = 60;

  private final Device device;

  Fairness(Device device) {
    this.device = device;
  }

  void measure(Results results, int rounds, int victims) throws InterruptedException {
    Samples alone = new Samples();
    Samples beside = new Samples();
    Samples fullBatch = new Samples();
    Random random = new Random(6);
    AtomicInteger floodFaces = new AtomicInteger();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Samples aloneNow = new Samples();
      Samples besideNow = new Samples();
      Samples fullNow = new Samples();
      victim(random, victims, aloneNow);
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> floods = new ArrayList<>();
      for (int i = 0; i < FLOODS; i++) {
        Random own = new Random(100L * round + i);
        Thread flood = new Thread(() -> flood(own, stop, floodFaces));
        floods.add(flood);
        flood.start();
      }
      Thread.sleep(500);
      device.network.drain();
      victim(random, victims, besideNow);
      device.network.drain().stream()
          .filter(run -> run.bucket() == device.full)
          .forEach(run -> fullNow.add(run.tookNanos() / 1e6));
      stop.set(true);
      for (Thread flood : floods) {
        flood.join();
      }
      ratios.add(besideNow.percentile(99) / (aloneNow.percentile(99) + fullNow.median()));
      alone.addAll(aloneNow);
      beside.addAll(besideNow);
      fullBatch.addAll(fullNow);
    }
    results.raw("6", "fairness_alone_ms", alone);
    results.raw("6", "fairness_beside_floods_ms", beside);
    results.add(
        Claim.atMost(
            "6",
            "one face beside 60-face floods: p99 against (p99 alone + one full batch)",
            Samples.median(ratios),
            1.5,
            "ratio",
            "%d floods of %d faces, n = %d victims, median of %d rounds; all rounds: p50 %.1f and p99 %.1f ms beside, p99 %.1f alone, full batch of %d %.1f ms"
                .formatted(
                    FLOODS,
                    FACES,
                    beside.count(),
                    rounds,
                    beside.median(),
                    beside.percentile(99),
                    alone.percentile(99),
                    device.full,
                    fullBatch.median())));
  }

  private void flood(Random random, AtomicBoolean stop, AtomicInteger faces) {
    while (!stop.get()) {
      List<Raster> rows = device.some(FACES, random);
      faces.addAndGet(device.scheduler.run(device.model, Device.request("everybody"), rows).size());
    }
  }

  private void victim(Random random, int calls, Samples millis) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      Thread.sleep((long) (-Math.log(1 - random.nextDouble()) * 20));
      long startedNanos = System.nanoTime();
      CompletableFuture<?> answer =
          device
              .scheduler
              .submit(device.model, Device.request("everybody"), List.of(device.one(random)))
              .get(0);
      answer.join();
      millis.add((System.nanoTime() - startedNanos) / 1e6);
    }
  }
}
