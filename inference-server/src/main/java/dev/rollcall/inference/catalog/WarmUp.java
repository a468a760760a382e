package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The first, slow runs of a network, of every batch size that it will ever run, and their costs.
 */
final class WarmUp {
  /** The quickest of so many runs after the first counts, unless they take too long. */
  private static final int TIMED_RUNS = 3;

  /** What a larger batch must save a row at the least. */
  private static final double WORTH = 0.97;

  private static final int VAIN_TRIES = 2;

  private static final long LONG_RUN_NANOS = 100_000_000;

  private WarmUp() {}

  /**
   * Runs every bucket.
   *
   * @param mostPixels of all rows of the largest one
   * @throws EngineException where the network does not run, or not as many rows come out as go in;
   *     it is closed then
   * @throws IOException where no turn comes any more; it is closed then
   */
  static BatchCosts of(Network network, ModelManifest.Input input, long mostPixels, Turns turns)
      throws IOException {
    long pixels = (long) input.height() * input.width();
    Raster black = new Raster(input.height(), input.width(), new byte[Math.toIntExact(pixels * 3)]);
    List<Integer> buckets = BatchCosts.bucketsFor(pixels, mostPixels);
    List<Long> nanos = new ArrayList<>();
    boolean warm = false;
    try {
      double cheapest = Double.MAX_VALUE;
      int vain = 0;
      for (int i = 0; i < buckets.size() && vain < VAIN_TRIES; i++) {
        long cost = cost(network, Collections.nCopies(buckets.get(i), black), turns);
        nanos.add(cost);
        double perRow = (double) cost / buckets.get(i);
        vain = perRow < cheapest * WORTH ? 0 : vain + 1;
        cheapest = Math.min(cheapest, perRow);
      }
      warm = true;
      return new BatchCosts(buckets.subList(0, nanos.size()), nanos);
    } finally {
      if (!warm) {
        network.close();
      }
    }
  }

  private static long cost(Network network, List<Raster> rows, Turns turns) throws IOException {
    long best = run(network, rows, turns);
    long last = best;
    for (int i = 0; i < TIMED_RUNS && (i == 0 || last < LONG_RUN_NANOS); i++) {
      last = run(network, rows, turns);
      best = Math.min(best, last);
    }
    return Math.max(1, best);
  }

  private static long run(Network network, List<Raster> rows, Turns turns) throws IOException {
    long[] tookNanos = new long[1];
    turns.take(
        () -> {
          long startedNanos = System.nanoTime();
          int answered = network.run(rows).rows();
          tookNanos[0] = System.nanoTime() - startedNanos;
          if (answered != rows.size()) {
            throw new EngineException("%d rows in, %d rows out".formatted(rows.size(), answered));
          }
        });
    return tookNanos[0];
  }
}
