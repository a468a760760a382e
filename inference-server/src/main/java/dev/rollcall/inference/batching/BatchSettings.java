package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.BatchCosts;
import java.time.Duration;

/**
 * How a device is used.
 *
 * @param permits how many batches run at once
 * @param mostPixels of all rows of one batch
 * @param patience how long a run may take before it counts as hanging
 * @param deviceDied told once, when too many runs hang
 */
public record BatchSettings(int permits, long mostPixels, Duration patience, Runnable deviceDied) {
  /** Beyond so many pixels a batch gains nothing on a CPU and its activations fill the memory. */
  public static final long CPU_PIXELS = 1L << 20;

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

  /** With the usual patience. */
  public BatchSettings(int permits, long mostPixels, Runnable deviceDied) {
    this(permits, mostPixels, USUAL_PATIENCE, deviceDied);
  }

  /** Rows of later stages beyond which the first stages pause. */
  int highWater() {
    return 4 * BatchCosts.ALL_BUCKETS.get(BatchCosts.ALL_BUCKETS.size() - 1) * permits;
  }
}
