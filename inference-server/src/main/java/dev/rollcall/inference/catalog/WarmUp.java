package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Raster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first, slow runs of a network, of every batch size that it will ever run, and their costs.
 *
 * <p>A machine is never quite idle, and what disturbs a run makes it longer, so the quickest run of
 * a size counts; and the sizes are timed in turns, so that a disturbance meets all of them and the
 * proportions stay right.
 */
final class WarmUp {
  /** Timed runs of a size before the next one is looked at. */
  private static final int FIRST_LOOKS = 2;

  /** Rounds over all sizes after that, as long as they have the time. */
  private static final int ROUNDS = 6;

  private static final long ROUNDS_NANOS = 1_500_000_000;

  /** What a larger batch must save a row at the least. */
  private static final double WORTH = 0.97;

  private static final int VAIN_TRIES = 2;

  /**
   * A new version that costs less than so many times as much as the one before is like it: on a
   * machine that serves meanwhile, a run takes twice its time easily.
   */
  private static final double LIKE = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Network network;
  private final Raster black;

  private WarmUp(Network network, ModelManifest.Input input) {
    this.network = network;
    this.black =
        new Raster(
            input.height(),
            input.width(),
            new byte[Math.multiplyExact(input.height() * input.width(), 3)]);
  }

  /**
   * Runs every bucket.
   *
   * @param mostPixels of all rows of the largest one
   * @param before the costs of the version that this network is to replace while others are served,
   *     who would disturb the timing and be disturbed by it. Where its smallest batch costs about
   *     the same, those costs stand and each bucket is run once; else the sizes are looked at but
   *     not timed in rounds
   * @throws EngineException where the network does not run, or not as many rows come out as go in;
   *     it is closed then
   */
  static BatchCosts of(
      Network network, ModelManifest.Input input, long mostPixels, Optional<BatchCosts> before) {
    boolean warm = false;
    try {
      WarmUp warmUp = new WarmUp(network, input);
      long pixels = (long) input.height() * input.width();
      List<Integer> buckets = BatchCosts.bucketsFor(pixels, mostPixels);
      BatchCosts costs =
          before.isPresent() && warmUp.isLike(before.get())
              ? warmUp.inherited(before.get())
              : warmUp.measured(buckets, before.isPresent() ? 0 : ROUNDS);
      warm = true;
      return costs;
    } finally {
      if (!warm) {
        network.close();
      }
    }
  }

  /** By what the thread itself computed: beside others who are served it mostly waits. */
  private boolean isLike(BatchCosts before) {
    run(1);
    long startedNanos = THREADS.getCurrentThreadCpuTime();
    run(1);
    long nanos = THREADS.getCurrentThreadCpuTime() - startedNanos;
    long known = before.nanosOf(1);
    return nanos < LIKE * known && known < LIKE * nanos;
  }

  private BatchCosts inherited(BatchCosts before) {
    for (int bucket : before.buckets().subList(1, before.buckets().size())) {
      run(bucket);
    }
    return before;
  }

  private BatchCosts measured(List<Integer> buckets, int rounds) {
    List<Long> nanos = new ArrayList<>();
    double cheapest = Double.MAX_VALUE;
    int vain = 0;
    for (int i = 0; i < buckets.size() && vain < VAIN_TRIES; i++) {
      run(buckets.get(i));
      long best = Long.MAX_VALUE;
      for (int look = 0; look < FIRST_LOOKS; look++) {
        best = Math.min(best, run(buckets.get(i)));
      }
      nanos.add(best);
      double perRow = (double) best / buckets.get(i);
      vain = perRow < cheapest * WORTH ? 0 : vain + 1;
      cheapest = Math.min(cheapest, perRow);
    }
    int worthwhile = nanos.size() - vain;
    nanos.subList(worthwhile, nanos.size()).clear();
    long spentNanos = 0;
    for (int round = 0; round < rounds && spentNanos < ROUNDS_NANOS; round++) {
      for (int i = 0; i < nanos.size(); i++) {
        long took = run(buckets.get(i));
        spentNanos += took;
        nanos.set(i, Math.min(nanos.get(i), took));
      }
    }
    return new BatchCosts(buckets.subList(0, nanos.size()), nanos);
  }

  /** At least 1 nanosecond. */
  private long run(int bucket) {
    List<Raster> rows = Collections.nCopies(bucket, black);
    long startedNanos = System.nanoTime();
    int answered = network.run(rows).rows();
    long tookNanos = System.nanoTime() - startedNanos;
    if (answered != bucket) {
      throw new EngineException("%d rows in, %d rows out".formatted(bucket, answered));
    }
    return Math.max(1, tookNanos);
  }
}
