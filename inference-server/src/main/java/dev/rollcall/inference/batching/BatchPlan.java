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
  /**
   * What a row may cost more in a smaller batch than in the cheapest, and the smaller one is still
   * taken: less is noise, and larger batches make others wait.
   */
  private static final double NOISE = 1.03;

  /**
   * What a batch that finishes somebody's request may cost a row more than the cheapest, so that it
   * is not kept long by rows of another that would not be finished anyway.
   */
  private static final double COURTESY = 1.25;

  /** Two batches at once get into each other's way a little. */
  private static final double WORTH_SHARING = 0.85;

  private final BatchCosts costs;
  private final int[] first;
  private final int knee;

  BatchPlan(BatchCosts all) {
    this.costs = all.atMost(smallestWithin(NOISE, all));
    this.first = firstBuckets(costs);
    this.knee = smallestWithin(COURTESY, all);
  }

  /** The smallest bucket in which a row costs at most so many times what it costs at best. */
  private static int smallestWithin(double factor, BatchCosts costs) {
    double cheapest = Double.MAX_VALUE;
    for (int bucket : costs.buckets()) {
      cheapest = Math.min(cheapest, (double) costs.nanosOf(bucket) / bucket);
    }
    for (int bucket : costs.buckets()) {
      if ((double) costs.nanosOf(bucket) / bucket <= factor * cheapest) {
        return bucket;
      }
    }
    return costs.largest();
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
        if (!tooLarge && cost < total[waiting]) {
          total[waiting] = cost;
          first[waiting] = bucket;
        }
      }
    }
    return first;
  }

  /** Of the buckets that are used: none is larger than {@link #full}. */
  BatchCosts costs() {
    return costs;
  }

  /** The bucket that an endless queue is served with. */
  int full() {
    return costs.largest();
  }

  /** The smallest bucket that is nearly as cheap a row as {@link #full}. */
  int knee() {
    return knee;
  }

  /** The bucket to run next where so many rows wait, at least one. */
  int next(int waiting) {
    return first[Math.min(waiting, first.length - 1)];
  }

  /**
   * The most rows that one of several batches takes, where so many permits are free and nothing
   * else waits: each its part, where the parts together end clearly sooner than one batch of all.
   */
  int share(int waiting, int permits) {
    int part = costs.bucketFor((waiting + permits - 1) / permits);
    int whole = costs.bucketFor(Math.min(waiting, next(waiting)));
    return costs.nanosOf(part) < WORTH_SHARING * costs.nanosOf(whole) ? part : whole;
  }

  BatchPlan atMost(int rows) {
    return new BatchPlan(costs.atMost(rows));
  }
}
