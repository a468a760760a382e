package dev.rollcall.models.training;

import java.util.List;
import java.util.SplittableRandom;

/** Fisher-Yates over indices. */
final class Shuffle {
  private Shuffle() {}

  static int[] of(List<Integer> indices, long seed) {
    int[] shuffled = indices.stream().mapToInt(Integer::intValue).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = moved;
    }
    return shuffled;
  }
}
