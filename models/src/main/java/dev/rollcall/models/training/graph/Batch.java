package dev.rollcall.models.training.graph;

import java.util.Map;

/**
 * Rows that go through the network together.
 *
 * @param blocks by the name of the feed
 */
public record Batch(int rows, Map<String, Block> blocks) {
  public Batch {
    blocks = Map.copyOf(blocks);
    for (Map.Entry<String, Block> entry : blocks.entrySet()) {
      if (entry.getValue().shape()[0] != rows) {
        throw new IllegalArgumentException(entry.getKey() + " does not hold " + rows + " rows");
      }
    }
  }

  /** A float32 tensor in row-major order; owned by the batch. */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that nobody compares and nobody copies.
  public record Block(float[] values, long... shape) {
    public Block {
      long size = 1;
      for (long side : shape) {
        size *= side;
      }
      if (size != values.length) {
        throw new IllegalArgumentException(
            values.length + " numbers do not fill " + java.util.Arrays.toString(shape));
      }
    }
  }
}
