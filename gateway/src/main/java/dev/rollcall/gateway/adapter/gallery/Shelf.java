package dev.rollcall.gateway.adapter.gallery;

import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faces of one embedder: rows of floats in blocks, with the person of each row beside them.
 * Rows stand in no order; a removed row is filled with the last one. Not safe on several threads by
 * itself: the gallery locks.
 */
final class Shelf {
  static final int ROWS_A_BLOCK = 1024;

  private final int dimensions;
  private final List<float[]> blocks = new ArrayList<>();
  private final List<String> faceIds = new ArrayList<>();
  private final List<String> personIds = new ArrayList<>();

  Shelf(int dimensions) {
    this.dimensions = dimensions;
  }

  int size() {
    return personIds.size();
  }

  void add(String faceId, String personId, float[] values) {
    requireDimensions(values);
    int row = size();
    if (row == blocks.size() * ROWS_A_BLOCK) {
      blocks.add(new float[ROWS_A_BLOCK * dimensions]);
    }
    System.arraycopy(values, 0, block(row), offset(row), dimensions);
    faceIds.add(faceId);
    personIds.add(personId);
  }

  /** Gives the ids of the faces that went. */
  List<String> remove(String personId) {
    List<String> removed = new ArrayList<>();
    for (int row = size() - 1; row >= 0; row--) {
      if (personIds.get(row).equals(personId)) {
        removed.add(faceIds.get(row));
        fillWithLast(row);
      }
    }
    while (blocks.size() * ROWS_A_BLOCK >= size() + ROWS_A_BLOCK) {
      blocks.remove(blocks.size() - 1);
    }
    return removed;
  }

  private void fillWithLast(int row) {
    int last = size() - 1;
    if (row != last) {
      System.arraycopy(block(last), offset(last), block(row), offset(row), dimensions);
      faceIds.set(row, faceIds.get(last));
      personIds.set(row, personIds.get(last));
    }
    faceIds.remove(last);
    personIds.remove(last);
  }

  Nearest nearest(float[] probe) {
    requireDimensions(probe);
    double firstSquare = Double.MAX_VALUE;
    double secondSquare = Double.MAX_VALUE;
    String first = null;
    String second = null;
    for (int row = 0; row < size(); row++) {
      double square = squaredDistance(probe, block(row), offset(row));
      if (square >= secondSquare) {
        continue;
      }
      String person = personIds.get(row);
      if (square < firstSquare) {
        if (!person.equals(first)) {
          second = first;
          secondSquare = firstSquare;
        }
        first = person;
        firstSquare = square;
      } else if (!person.equals(first)) {
        second = person;
        secondSquare = square;
      }
    }
    return new Nearest(candidate(first, firstSquare), candidate(second, secondSquare));
  }

  private static @Nullable Candidate candidate(@Nullable String personId, double square) {
    return personId == null ? null : new Candidate(personId, Math.sqrt(square));
  }

  /** Eight sums side by side: the processor adds them without waiting for one another. */
  private static double squaredDistance(float[] probe, float[] block, int offset) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int whole = probe.length & ~7;
    for (int i = 0, j = offset; i < whole; i += 8, j += 8) {
      float d0 = probe[i] - block[j];
      float d1 = probe[i + 1] - block[j + 1];
      float d2 = probe[i + 2] - block[j + 2];
      float d3 = probe[i + 3] - block[j + 3];
      float d4 = probe[i + 4] - block[j + 4];
      float d5 = probe[i + 5] - block[j + 5];
      float d6 = probe[i + 6] - block[j + 6];
      float d7 = probe[i + 7] - block[j + 7];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
      s4 += d4 * d4;
      s5 += d5 * d5;
      s6 += d6 * d6;
      s7 += d7 * d7;
    }
    double sum = (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    for (int i = whole; i < probe.length; i++) {
      double difference = probe[i] - block[offset + i];
      sum += difference * difference;
    }
    return sum;
  }

  private float[] block(int row) {
    return blocks.get(row / ROWS_A_BLOCK);
  }

  private int offset(int row) {
    return row % ROWS_A_BLOCK * dimensions;
  }

  private void requireDimensions(float[] values) {
    if (values.length != dimensions) {
      throw new IllegalArgumentException(
          "an embedding of %d values among those of %d: the embedder changed but kept its version"
              .formatted(values.length, dimensions));
    }
  }
}
