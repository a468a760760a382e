package dev.rollcall.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Any number of distances in constant memory: a count for every millionth between 0 and 2. For one
 * thread; {@link #add(DistanceCounts)} joins those of several.
 */
final class DistanceCounts {
  private static final int BINS_A_UNIT = 1_000_000;
  private static final int BINS = 2 * BINS_A_UNIT + 1;

  private final long[] counts = new long[BINS];
  private long never;
  private long total;

  /** One distance; anything beyond 2 is a pair that is accepted at no threshold. */
  void add(double distance) {
    total++;
    if (distance > 2.000001) {
      never++;
    } else {
      counts[(int) Math.min(BINS - 1, distance * BINS_A_UNIT)]++;
    }
  }

  void add(DistanceCounts other) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += other.counts[i];
    }
    never += other.never;
    total += other.total;
  }

  long total() {
    return total;
  }

  /** How many can be accepted at no threshold. */
  long never() {
    return never;
  }

  /** The greatest threshold, to a millionth, up to which at most that share of distances lies. */
  double threshold(double share) {
    long allowed = (long) Math.floor(share * total + 1e-9);
    long sum = 0;
    for (int i = 0; i < BINS; i++) {
      sum += counts[i];
      if (sum > allowed) {
        return (double) i / BINS_A_UNIT;
      }
    }
    return 2;
  }

  /** The share of distances below the threshold, which is a whole number of millionths. */
  double share(double threshold) {
    long sum = 0;
    long end = Math.min(BINS, Math.round(threshold * BINS_A_UNIT));
    for (int i = 0; i < end; i++) {
      sum += counts[i];
    }
    return total == 0 ? 0 : (double) sum / total;
  }

  /** The share of distances in each of so many equal parts of 0 to 2. */
  List<Double> shares(int parts) {
    List<Double> shares = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      long sum = 0;
      int end = part == parts - 1 ? BINS : (int) ((long) BINS * (part + 1) / parts);
      for (int i = (int) ((long) BINS * part / parts); i < end; i++) {
        sum += counts[i];
      }
      shares.add(total == 0 ? 0.0 : (double) sum / total);
    }
    return shares;
  }
}
