package dev.rollcall.inference.bench;

import dev.rollcall.inference.catalog.BatchCosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claim 4: Poisson arrivals at half of saturation, against an ideal batcher that is simulated on
 * the same arrivals: it starts a batch the moment the device is free and something waits, takes all
 * that waits, answers in no time, and each of its batches takes as long as a real one of that size
 * took in the same minute.
 */
final class HalfLoad {
  private final Device device;

  HalfLoad(Device device) {
    this.device = device;
  }

  void measure(Results results, double saturation, int rounds, long roundMillis)
      throws InterruptedException {
    Samples ours = new Samples();
    Samples ideal = new Samples();
    OpenLoop load = new OpenLoop(device);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      device.network.drain();
      List<OpenLoop.Arrival> arrivals = load.send(saturation / 2, roundMillis, 40 + round);
      Samples oursNow = new Samples();
      Samples idealNow = new Samples();
      arrivals.forEach(arrival -> oursNow.add(arrival.tookMillis()));
      simulate(arrivals, device.network.drain()).forEach(idealNow::add);
      ratios.add(oursNow.percentile(99) / idealNow.percentile(99));
      ours.addAll(oursNow);
      ideal.addAll(idealNow);
    }
    results.raw("4", "half_load_ms", ours);
    results.raw("4", "half_load_ideal_ms", ideal);
    results.add(
        Claim.atMost(
            "4",
            "half of saturation, Poisson: p99 against an ideal batcher",
            Samples.median(ratios),
            1.2,
            "ratio",
            "median of %d rounds of %d ms at %.1f faces/s; all rounds: n = %d, p99 %.1f against %.1f ms, p50 %.1f against %.1f"
                .formatted(
                    rounds,
                    roundMillis,
                    saturation / 2,
                    ours.count(),
                    ours.percentile(99),
                    ideal.percentile(99),
                    ours.median(),
                    ideal.median())));
  }

  private List<Double> simulate(List<OpenLoop.Arrival> arrivals, List<RecordingNetwork.Run> runs) {
    Costs costs = new Costs(device.model.costs(), runs);
    List<Double> took = new ArrayList<>();
    long[] freeAt = new long[device.engine.permits()];
    int next = 0;
    while (next < arrivals.size()) {
      int permit = 0;
      for (int i = 1; i < freeAt.length; i++) {
        permit = freeAt[i] < freeAt[permit] ? i : permit;
      }
      long start = Math.max(freeAt[permit], arrivals.get(next).atNanos());
      int until = next;
      while (until < arrivals.size()
          && until - next < device.full
          && arrivals.get(until).atNanos() <= start) {
        until++;
      }
      long end = start + costs.next(until - next);
      for (int i = next; i < until; i++) {
        took.add((end - arrivals.get(i).atNanos()) / 1e6);
      }
      freeAt[permit] = end;
      next = until;
    }
    return took;
  }

  /** What batches of a size took, in the order in which they ran, again and again. */
  private static final class Costs {
    private final BatchCosts warm;
    private final Map<Integer, List<Long>> measured = new HashMap<>();
    private final Map<Integer, Integer> used = new HashMap<>();

    Costs(BatchCosts warm, List<RecordingNetwork.Run> runs) {
      this.warm = warm;
      runs.forEach(
          run ->
              measured
                  .computeIfAbsent(run.bucket(), any -> new ArrayList<>())
                  .add(run.tookNanos()));
    }

    long next(int rows) {
      int bucket = warm.bucketFor(rows);
      List<Long> costs = measured.getOrDefault(bucket, List.of());
      if (costs.isEmpty()) {
        return warm.nanosOf(bucket);
      }
      return costs.get((used.merge(bucket, 1, Integer::sum) - 1) % costs.size());
    }
  }
}
