package dev.rollcall.inference.bench;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.util.List;
import java.util.Random;

/**
 * Claim 3: a request that is alone, through the batcher and straight to the network, alternating.
 */
final class Lone {
  private Lone() {}

  /**
   * Makes so many lone calls on an identity engine, so that what is timed later is compiled code.
   */
  static void warmUp(int calls) {
    Model model = TestModel.of("identity", Task.RECOGNITION, 8, IdentityEngine.network());
    try (BatchScheduler scheduler = new BatchScheduler(1, Figures.unseen())) {
      for (int i = 0; i < calls; i++) {
        Outputs.Row row =
            scheduler
                .run(model, RequestScope.unbounded(), List.of(IdentityEngine.row(i, 8)))
                .get(0);
        if (IdentityEngine.number(row) != i) {
          throw new IllegalStateException("row %d is answered with another".formatted(i));
        }
      }
    } finally {
      model.release();
    }
  }

  static void measure(Device device, Results results, int calls) {
    Samples straight = new Samples();
    Samples batched = new Samples();
    Random random = new Random(3);
    int warmUp = calls / 10;
    for (int i = -warmUp; i < calls; i++) {
      boolean straightFirst = random.nextBoolean();
      for (boolean isStraight : new boolean[] {straightFirst, !straightFirst}) {
        List<Raster> row = List.of(device.one(random));
        long startedNanos = System.nanoTime();
        List<Outputs.Row> answer =
            isStraight
                ? List.of(device.model.run(row).row(0))
                : device.scheduler.run(device.model, RequestScope.unbounded(), row);
        double tookMillis = (System.nanoTime() - startedNanos) / 1e6;
        if (i >= 0 && answer.size() == 1) {
          (isStraight ? straight : batched).add(tookMillis);
        }
      }
    }
    results.raw("3", "lone_straight_ms", straight);
    results.raw("3", "lone_batched_ms", batched);
    results.add(
        Claim.atMost(
            "3",
            "a lone request: p50 against the unbatched path",
            batched.median() / straight.median(),
            1.05,
            "ratio",
            "%d calls each, alternating at random; %.3f against %.3f ms"
                .formatted(calls, batched.median(), straight.median())));
  }
}
