package dev.rollcall.models.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * In which order an epoch goes through the faces: another for each, the same for a seed.
 * Thread-safe.
 */
final class EpochOrder {
  private final List<Integer> indices;
  private final long seed;
  private final AtomicReference<Order> latest = new AtomicReference<>(new Order(-1, new int[0]));

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Order(int epoch, int[] indices) {}

  EpochOrder(List<Integer> indices, long seed) {
    this.indices = List.copyOf(indices);
    this.seed = seed;
  }

  int size() {
    return indices.size();
  }

  /** The shuffled indices; not to be changed. */
  int[] of(int epoch) {
    Order known = latest.get();
    if (known.epoch() != epoch) {
      known = new Order(epoch, shuffled(seed + epoch));
      latest.set(known);
    }
    return known.indices();
  }

  /** Fisher and Yates. */
  private int[] shuffled(long by) {
    int[] shuffled = indices.stream().mapToInt(Integer::intValue).toArray();
    SplittableRandom random = new SplittableRandom(by);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = moved;
    }
    return shuffled;
  }
}
