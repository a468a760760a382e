package dev.rollcall.inference.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch of a network costs by its size, measured while it warmed up. Only the proportions
 * matter to whoever chooses a size.
 *
 * @param buckets the sizes that a batch is padded to, growing, the first 1
 * @param nanos the quickest run of each
 */
public record BatchCosts(List<Integer> buckets, List<Long> nanos) {
  /** Every size that the server ever runs. */
  public static final List<Integer> ALL_BUCKETS = List.of(1, 2, 4, 8, 16, 32, 64);

  public BatchCosts {
    buckets = List.copyOf(buckets);
    nanos = List.copyOf(nanos);
    if (buckets.isEmpty() || buckets.get(0) != 1 || buckets.size() != nanos.size()) {
      throw new IllegalArgumentException(
          "each bucket needs a cost, and the first is 1: %s, %s".formatted(buckets, nanos));
    }
    for (int i = 0; i < buckets.size(); i++) {
      if (nanos.get(i) <= 0 || (i > 0 && buckets.get(i) <= buckets.get(i - 1))) {
        throw new IllegalArgumentException(
            "buckets grow and cost something: %s, %s".formatted(buckets, nanos));
      }
    }
  }

  /** Buckets of rows of so many pixels that stay within what one batch may hold. */
  public static List<Integer> bucketsFor(long pixelsARow, long mostPixels) {
    List<Integer> buckets = new ArrayList<>();
    for (int bucket : ALL_BUCKETS) {
      if (bucket == 1 || bucket * pixelsARow <= mostPixels) {
        buckets.add(bucket);
      }
    }
    return buckets;
  }

  public int largest() {
    return buckets.get(buckets.size() - 1);
  }

  /** The same without buckets above a size; 1 always stays. */
  public BatchCosts atMost(int rows) {
    int kept = 1;
    while (kept < buckets.size() && buckets.get(kept) <= rows) {
      kept++;
    }
    return new BatchCosts(buckets.subList(0, kept), nanos.subList(0, kept));
  }

  /** The smallest bucket that holds so many rows, else the largest. */
  public int bucketFor(int rows) {
    for (int bucket : buckets) {
      if (bucket >= rows) {
        return bucket;
      }
    }
    return largest();
  }

  /**
   * The cost of a bucket.
   *
   * @throws IllegalArgumentException where it is none of the buckets
   */
  public long nanosOf(int bucket) {
    int index = buckets.indexOf(bucket);
    if (index < 0) {
      throw new IllegalArgumentException("%d is none of %s".formatted(bucket, buckets));
    }
    return nanos.get(index);
  }
}
