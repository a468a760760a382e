package dev.rollcall.inference.bench;

import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.pipeline.TensorPipeline;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Claim 9: one-face requests by a Poisson process at half of saturation while new versions of their
 * network appear by rename, are verified, warmed up beside the batches and swapped in; beside the
 * same load without, turn and turn about.
 */
final class Reloads {
  private static final int RELOADS = 20;
  private static final int ROUNDS = 4;
  private static final int CALLERS = 32;

  /** A little more than the server's own two seconds between looks into its store. */
  private static final long PERIOD_MILLIS = 2500;

  /** The calm lasts so many times less: it has calls enough. */
  private static final int CALM_SHARE = 2;

  private Reloads() {}

  static void measure(
      Results results, Path pack, String network, DeviceChoice device, Path scratch, int times)
      throws IOException, InterruptedException {
    Path copy = scratch.resolve("copy");
    Stores.copy(pack, copy, Stores.withDetector(pack, network));
    try (FacePipeline pipeline =
        FacePipeline.open(
            TensorFlowEngine.open(device),
            scratch,
            "copy",
            new OpenCvVision(),
            100,
            Figures.unseen())) {
      TensorPipeline tensors = pipeline.tensors();
      var input =
          pipeline.manifests().stream()
              .filter(model -> model.id().equals(network))
              .findFirst()
              .orElseThrow()
              .input();
      Raster row =
          new Raster(input.height(), input.width(), new byte[input.height() * input.width() * 3]);
      peak(tensors, network, row, 1000);
      double perSecond = peak(tensors, network, row, 3000) / 2;
      Samples without = new Samples();
      Samples with = new Samples();
      Samples reloadMillis = new Samples();
      AtomicInteger failures = new AtomicInteger();
      int reloads = 0;
      for (int round = 0; round < ROUNDS * times; round++) {
        AtomicBoolean stop = new AtomicBoolean();
        Thread load = load(tensors, network, row, perSecond, round, stop, with, failures);
        long startedNanos = System.nanoTime();
        for (int i = 0; i < RELOADS / ROUNDS; i++) {
          Stores.nextVersion(copy.resolve(network), "9." + reloads);
          long reloadNanos = System.nanoTime();
          Catalog.Changes changes = pipeline.refresh();
          if (changes.swapped().size() != 1) {
            throw new IOException("a reload did not swap: " + changes);
          }
          double tookMillis = (System.nanoTime() - reloadNanos) / 1e6;
          reloadMillis.add(tookMillis);
          reloads++;
          Thread.sleep((long) Math.max(0, PERIOD_MILLIS - tookMillis));
        }
        long tookNanos = System.nanoTime() - startedNanos;
        stop.set(true);
        load.join();
        stop.set(false);
        Thread calm = load(tensors, network, row, perSecond, round, stop, without, failures);
        Thread.sleep(tookNanos / CALM_SHARE / 1_000_000);
        stop.set(true);
        calm.join();
      }
      results.raw("9b", "reload_with_ms", with);
      results.raw("9b", "reload_without_ms", without);
      results.raw("9b", "reload_ms", reloadMillis);
      String protocol =
          "%d reloads, n = %d calls with and %d without at %.1f/s in %d alternating rounds; a reload takes %.0f ms, one in %d ms at the most"
              .formatted(
                  reloads,
                  with.count(),
                  without.count(),
                  perSecond,
                  ROUNDS * times,
                  reloadMillis.median(),
                  PERIOD_MILLIS);
      results.add(
          Claim.atMost(
              "9a", "model reloads under load: failures", failures.get(), 0, "calls", protocol));
      results.add(
          Claim.atMost(
              "9b",
              "model reloads under load: p99 against p99 without",
              with.percentile(99) / without.percentile(99),
              1.2,
              "ratio",
              "p99 %.1f against %.1f ms, p50 %.1f against %.1f"
                  .formatted(
                      with.percentile(99),
                      without.percentile(99),
                      with.median(),
                      without.median())));
    }
  }

  /** Calls answered a second where everybody calls again at once. */
  private static double peak(TensorPipeline tensors, String network, Raster row, long millis)
      throws InterruptedException {
    LongAdder answered = new LongAdder();
    List<Thread> callers = new ArrayList<>();
    long startedNanos = System.nanoTime();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller =
          new Thread(
              () -> {
                while (System.nanoTime() - startedNanos < millis * 1_000_000) {
                  answered.add(
                      tensors
                          .infer(network, "", List.of(row), RequestScope.unbounded())
                          .rows()
                          .size());
                }
              });
      callers.add(caller);
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return answered.sum() * 1e9 / (System.nanoTime() - startedNanos);
  }

  private static Thread load(
      TensorPipeline tensors,
      String network,
      Raster row,
      double perSecond,
      long seed,
      AtomicBoolean stop,
      Samples millis,
      AtomicInteger failures) {
    Thread sender =
        new Thread(
            () -> {
              Random random = new Random(seed);
              ExecutorService callers = Executors.newCachedThreadPool();
              List<CountDownLatch> open = new ArrayList<>();
              double at = System.nanoTime();
              while (!stop.get()) {
                at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
                OpenLoop.waitUntil((long) at);
                CountDownLatch ended = new CountDownLatch(1);
                open.add(ended);
                long sentNanos = System.nanoTime();
                callers.execute(
                    () -> {
                      try {
                        tensors.infer(network, "", List.of(row), RequestScope.unbounded());
                        millis.add((System.nanoTime() - sentNanos) / 1e6);
                      } catch (RuntimeException e) {
                        failures.incrementAndGet();
                      } finally {
                        ended.countDown();
                      }
                    });
              }
              for (CountDownLatch ended : open) {
                try {
                  ended.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
              callers.shutdownNow();
            });
    sender.start();
    return sender;
  }
}
