package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.BatchCosts;

/**
 * How many rows go next, given how many wait: pad up to a larger bucket, or run a smaller one and
 * leave the rest for the next, whichever ends sooner by the measured costs.
 *
 * <p>For every number of waiting rows the cheapest sequence of buckets that runs them all is found
 * once, by dynamic programming; the plan remembers its first bucket. Immutable.
 */
final class BatchPlan {
  /** A larger batch is preferred where the smaller ones are not cheaper by more than noise. */
  private static final double NOISE = 0.02;

  /**
   * What a batch that finishes somebody's request may cost a row more than the cheapest, so that it
   * is not kept long by rows of another that would not be finished anyway.
   */
  private static final double COURTESY = 1.15;

  private final BatchCosts costs;
  private final int[] first;
  private final int knee;

  BatchPlan(BatchCosts costs) {
    this.costs = costs;
    this.first = firstBuckets(costs);
    this.knee = knee(costs, first[first.length - 1]);
  }

  private static int[] firstBuckets(BatchCosts costs) {
    int most = costs.largest();
    double[] total = new double[most + 1];
    int[] first = new int[most + 1];
    for (int waiting = 1; waiting <= most; waiting++) {
      total[waiting] = Double.MAX_VALUE;
      for (int i = costs.buckets().size() - 1; i >= 0; i--) {
        int bucket = costs.buckets().get(i);
        double cost = costs.nanos().get(i) + total[Math.max(0, waiting - bucket)];
        boolean tooLarge = i > 0 && costs.buckets().get(i - 1) >= waiting;
        if (!tooLarge && cost < total[waiting] * (1 - NOISE)) {
          total[waiting] = cost;
          first[waiting] = bucket;
        }
      }
    }
    return first;
  }

  private static int knee(BatchCosts costs, int best) {
    double cheapest = (double) costs.nanosOf(best) / best;
    for (int bucket : costs.buckets()) {
      if ((double) costs.nanosOf(bucket) / bucket <= COURTESY * cheapest) {
        return bucket;
      }
    }
    return best;
  }

  BatchCosts costs() {
    return costs;
  }

  /** The bucket that an endless queue is best served with. */
  int full() {
    return first[first.length - 1];
  }

  /** The smallest bucket that is nearly as cheap a row as {@link #full}. */
  int knee() {
    return knee;
  }

  /** The bucket to run next where so many rows wait, at least one. */
  int next(int waiting) {
    return first[Math.min(waiting, first.length - 1)];
  }

  BatchPlan atMost(int rows) {
    return new BatchPlan(costs.atMost(rows));
  }
}
