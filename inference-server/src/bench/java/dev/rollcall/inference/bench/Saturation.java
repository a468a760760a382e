package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Claims 2, 5a, 5b: one-face requests, twice as many in flight as fit into the batches that run at
 * once, beside bare loops of {@code Session.run} on full batches in the same process; turn and turn
 * about.
 */
final class Saturation {
  private final Device device;
  private final Results results;

  /** Faces a second that the batcher reached, the median round. */
  private double facesPerSecond;

  Saturation(Device device, Results results) {
    this.device = device;
    this.results = results;
  }

  double measure(int rounds, long roundMillis) throws InterruptedException {
    List<Double> ratios = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> raws = new ArrayList<>();
    Samples queueDelay = new Samples();
    raw(roundMillis / 2);
    batched(roundMillis / 2, new Samples());
    Counters before = Counters.read(device);
    Samples rawRun = new Samples();
    Samples ourRun = new Samples();
    device.network.drain();
    for (int round = 0; round < rounds; round++) {
      boolean rawFirst = round % 2 == 0;
      double first = rawFirst ? raw(roundMillis) : batched(roundMillis, queueDelay);
      noteRuns(rawFirst ? rawRun : ourRun);
      double second = rawFirst ? batched(roundMillis, queueDelay) : raw(roundMillis);
      noteRuns(rawFirst ? ourRun : rawRun);
      double raw = rawFirst ? first : second;
      double our = rawFirst ? second : first;
      raws.add(raw);
      ours.add(our);
      ratios.add(our / raw);
    }
    Counters spent = Counters.read(device).minus(before);
    facesPerSecond = Samples.median(ours);
    String protocol =
        "%s, full batch %d, permits %d, %d alternating rounds of %d ms, median of ratios; raw %.1f, ours %.1f faces/s"
            .formatted(
                device.model.manifest().id(),
                device.full,
                device.engine.permits(),
                rounds,
                roundMillis,
                Samples.median(raws),
                facesPerSecond);
    results.add(
        Claim.atLeast(
            "2",
            "saturation: throughput against a raw batched Session.run loop",
            Samples.median(ratios),
            0.95,
            "ratio",
            protocol));
    String counted = "n = %.0f batches, %.0f faces".formatted(spent.batches, spent.rows);
    results.add(
        Claim.atLeast(
            "5a",
            "saturation: fill",
            spent.rows / (spent.rows + spent.padding),
            0.90,
            "share",
            counted + "; rows used / bucket"));
    results.add(
        Claim.atMost(
            "5b",
            "saturation: padding",
            spent.padding / (spent.rows + spent.padding),
            0.10,
            "share",
            counted));
    results.fact(
        "rows a batch at saturation",
        "%.1f of a full batch of %d".formatted(spent.rows / spent.batches, device.full));
    Timer around = device.meters.find("rollcall.inference.batch.overhead").timer();
    results.fact(
        "a full batch at saturation, ms in the network",
        "%.2f in the raw loop, %.2f in ours; %.3f ms around it in ours"
            .formatted(
                rawRun.mean(),
                ourRun.mean(),
                around == null ? Double.NaN : around.mean(TimeUnit.MILLISECONDS)));
    Samples rates = new Samples();
    ours.forEach(rates::add);
    results.raw("2", "saturation_faces_per_second", rates);
    results.raw("2", "saturation_latency_ms", queueDelay);
    return facesPerSecond;
  }

  /** How long the full batches took that were run since the last time. */
  private void noteRuns(Samples millis) {
    device.network.drain().stream()
        .filter(run -> run.bucket() == device.full)
        .forEach(run -> millis.add(run.tookNanos() / 1e6));
  }

  /** What the meters of the server say. */
  private record Counters(double batches, double rows, double padding) {
    static Counters read(Device device) {
      var size = device.meters.find("rollcall.inference.batch.size").summary();
      var padding = device.meters.find("rollcall.inference.batch.padding").counter();
      return new Counters(
          size == null ? 0 : size.count(),
          size == null ? 0 : size.totalAmount(),
          padding == null ? 0 : padding.count());
    }

    Counters minus(Counters before) {
      return new Counters(batches - before.batches, rows - before.rows, padding - before.padding);
    }
  }

  /** Faces a second of as many bare loops as there are permits. */
  private double raw(long millis) throws InterruptedException {
    LongAdder done = new LongAdder();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> loops = new ArrayList<>();
    long startedNanos = System.nanoTime();
    for (int i = 0; i < device.engine.permits(); i++) {
      Random random = new Random(i);
      Thread loop =
          new Thread(
              () -> {
                while (!stop.get()) {
                  List<Raster> rows = device.some(device.full, random);
                  if (device.model.run(rows).rows() == rows.size()) {
                    done.add(rows.size());
                  }
                }
              });
      loops.add(loop);
      loop.start();
    }
    Thread.sleep(millis);
    stop.set(true);
    for (Thread loop : loops) {
      loop.join();
    }
    return done.sum() * 1e9 / (System.nanoTime() - startedNanos);
  }

  /** Faces a second through the batcher. */
  private double batched(long millis, Samples latencyMillis) throws InterruptedException {
    int inFlight = 2 * device.full * device.engine.permits();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger open = new AtomicInteger(inFlight);
    LongAdder done = new LongAdder();
    CountDownLatch ended = new CountDownLatch(1);
    Random random = new Random(7);
    long startedNanos = System.nanoTime();
    // Half of them at once, so that no permit begins with a batch of one.
    List<Raster> atOnce = device.some(inFlight / 2, random);
    for (CompletableFuture<Outputs.Row> answer :
        device.scheduler.submit(device.model, RequestScope.unbounded(), atOnce)) {
      follow(answer, startedNanos, random, stop, open, done, ended, latencyMillis);
    }
    for (int i = inFlight / 2; i < inFlight; i++) {
      send(random, stop, open, done, ended, latencyMillis);
    }
    Thread.sleep(millis);
    stop.set(true);
    ended.await();
    return done.sum() * 1e9 / (System.nanoTime() - startedNanos);
  }

  private void send(
      Random random,
      AtomicBoolean stop,
      AtomicInteger open,
      LongAdder done,
      CountDownLatch ended,
      Samples latencyMillis) {
    long sentNanos = System.nanoTime();
    Raster row;
    synchronized (random) {
      row = device.one(random);
    }
    CompletableFuture<Outputs.Row> answer =
        device.scheduler.submit(device.model, RequestScope.unbounded(), List.of(row)).get(0);
    follow(answer, sentNanos, random, stop, open, done, ended, latencyMillis);
  }

  /** One request more as soon as this one is answered, until it is enough. */
  private void follow(
      CompletableFuture<Outputs.Row> answer,
      long sentNanos,
      Random random,
      AtomicBoolean stop,
      AtomicInteger open,
      LongAdder done,
      CountDownLatch ended,
      Samples latencyMillis) {
    var unused =
        answer.whenComplete(
            (row, failure) -> {
              if (failure == null) {
                done.increment();
                latencyMillis.add((System.nanoTime() - sentNanos) / 1e6);
              }
              if (stop.get()) {
                if (open.decrementAndGet() == 0) {
                  ended.countDown();
                }
              } else {
                send(random, stop, open, done, ended, latencyMillis);
              }
            });
  }
}
