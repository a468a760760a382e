package dev.rollcall.inference.bench;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.FaultyNetwork;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Claims 12a, 12b and 13: what a face is answered does not depend on who is beside it. */
final class Sameness {
  private static final int SIDE = 8;

  private Sameness() {}

  /** Every bucket, each row among other mates, against the row alone. */
  static void cosine(Device device, Results results, int faces) {
    Random random = new Random(12);
    double lowest = 1;
    int compared = 0;
    for (int i = 0; i < faces; i++) {
      Raster row = device.rows.get(i % device.rows.size());
      Outputs.Row alone = device.model.run(List.of(row)).row(0);
      for (int bucket : device.model.costs().buckets()) {
        List<Raster> batch = device.some(bucket, random);
        int place = random.nextInt(bucket);
        batch.set(place, row);
        lowest = Math.min(lowest, cosine(alone, device.model.run(batch).row(place)));
        compared++;
      }
    }
    results.add(
        Claim.atLeast(
            "12a",
            "batch-mates change nothing: lowest cosine, alone against in a batch",
            lowest,
            0.9999,
            "cosine",
            "n = %d comparisons, buckets %s".formatted(compared, device.model.costs().buckets())));
  }

  private static double cosine(Outputs.Row one, Outputs.Row other) {
    double lowest = 1;
    for (Map.Entry<String, float[]> values : one.values().entrySet()) {
      float[] a = values.getValue();
      float[] b = other.get(values.getKey(), a.length);
      double dot = 0;
      double aa = 0;
      double bb = 0;
      for (int i = 0; i < a.length; i++) {
        dot += (double) a[i] * b[i];
        aa += (double) a[i] * a[i];
        bb += (double) b[i] * b[i];
      }
      lowest = Math.min(lowest, aa == 0 && bb == 0 ? 1 : dot / Math.sqrt(aa * bb));
    }
    return lowest;
  }

  /** Numbered rows of many callers through an engine that answers the number. */
  static void ownRows(Results results, int callsOfEach) throws InterruptedException {
    Model model = TestModel.of("identity", Task.RECOGNITION, SIDE, IdentityEngine.network());
    AtomicInteger strays = new AtomicInteger();
    AtomicInteger rows = new AtomicInteger();
    try (BatchScheduler scheduler = new BatchScheduler(2, Figures.unseen())) {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int caller = i;
        Thread thread =
            new Thread(
                () -> {
                  Random random = new Random(caller);
                  for (int call = 0; call < callsOfEach; call++) {
                    int from = (caller * callsOfEach + call) * 16;
                    List<Raster> own = new ArrayList<>();
                    for (int k = 0; k <= random.nextInt(16); k++) {
                      own.add(IdentityEngine.row(from + k, SIDE));
                    }
                    List<CompletableFuture<Outputs.Row>> answers =
                        scheduler.submit(model, RequestScope.unbounded(), own);
                    for (int k = 0; k < answers.size(); k++) {
                      rows.incrementAndGet();
                      if (IdentityEngine.number(answers.get(k).join()) != from + k) {
                        strays.incrementAndGet();
                      }
                    }
                  }
                });
        callers.add(thread);
        thread.start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
    } finally {
      model.release();
    }
    results.add(
        Claim.atMost(
            "12b",
            "rows that reached another caller",
            strays.get(),
            0,
            "rows",
            "n = %d rows of 16 callers at once".formatted(rows.get())));
  }

  /** The real network fails on one face of 64. */
  static void poison(Device device, Results results) {
    Raster poison = IdentityEngine.row(666, device.model.manifest().input().width());
    FaultyNetwork network = new FaultyNetwork(device.network);
    network.each(
        rows ->
            rows.contains(poison)
                ? (sound, all) -> {
                  throw new EngineException("poisoned");
                }
                : FaultyNetwork.Fault.none());
    Model model =
        TestModel.of(
            "poisoned", Task.RECOGNITION, device.model.manifest().input().width(), network);
    List<Raster> rows = device.some(63, new Random(13));
    rows.add(31, poison);
    int good = 0;
    boolean poisonFailed;
    try (BatchScheduler scheduler = new BatchScheduler(1, Figures.unseen())) {
      List<CompletableFuture<Outputs.Row>> answers =
          scheduler.submit(model, RequestScope.unbounded(), rows);
      for (CompletableFuture<Outputs.Row> answer : answers) {
        good += answer.handle((row, failure) -> failure == null ? 1 : 0).join();
      }
      poisonFailed = answers.get(31).isCompletedExceptionally();
    }
    results.add(
        Claim.atLeast(
            "13",
            "one poison face among 63 good ones: good ones answered",
            good,
            63,
            "faces",
            "the poison face %s".formatted(poisonFailed ? "alone failed" : "was answered")));
  }
}
