package dev.rollcall.gateway.adapter.gallery;

import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The people of one embedder: a row of floats each, in blocks. Rows stand in no order; a removed
 * row is filled with the last one. Not safe on several threads by itself: the gallery locks.
 */
final class Shelf {
  static final int ROWS_A_BLOCK = 1024;

  /** So that a person whose only shots are bad ones still has a template. */
  private static final double LEAST_WEIGHT = 0.05;

  private static final double NO_DIRECTION = 1e-6;

  private final int dimensions;
  private final List<float[]> blocks = new ArrayList<>();
  private final List<String> personIds = new ArrayList<>();
  private final Map<String, Shots> shots = new HashMap<>();
  private int faces;

  /** What a person's faces add up to, and where the person's row is. */
  private static final class Shots {
    private final double[] sum;
    private int row;
    private int faces;

    Shots(int dimensions, int row) {
      this.sum = new double[dimensions];
      this.row = row;
    }
  }

  Shelf(int dimensions) {
    this.dimensions = dimensions;
  }

  /** How many faces are in it; their people are fewer. */
  int faces() {
    return faces;
  }

  /** Adds a face to its person's template. */
  void add(String personId, float[] values, double quality) {
    requireDimensions(values);
    Shots person = shots.get(personId);
    if (person == null) {
      person = new Shots(dimensions, personIds.size());
      shots.put(personId, person);
      if (person.row == blocks.size() * ROWS_A_BLOCK) {
        blocks.add(new float[ROWS_A_BLOCK * dimensions]);
      }
      personIds.add(personId);
    }
    double weight = Math.max(LEAST_WEIGHT, quality);
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      person.sum[i] += weight * values[i];
      squares += person.sum[i] * person.sum[i];
    }
    double length = Math.sqrt(squares);
    float[] block = block(person.row);
    int offset = offset(person.row);
    for (int i = 0; i < dimensions; i++) {
      block[offset + i] = length < NO_DIRECTION ? values[i] : (float) (person.sum[i] / length);
    }
    person.faces++;
    faces++;
  }

  void remove(String personId) {
    Shots gone = shots.remove(personId);
    if (gone == null) {
      return;
    }
    faces -= gone.faces;
    int last = personIds.size() - 1;
    if (gone.row != last) {
      System.arraycopy(block(last), offset(last), block(gone.row), offset(gone.row), dimensions);
      String moved = personIds.get(last);
      personIds.set(gone.row, moved);
      Shots other = shots.get(moved);
      if (other != null) {
        other.row = gone.row;
      }
    }
    personIds.remove(last);
    while (blocks.size() * ROWS_A_BLOCK >= personIds.size() + ROWS_A_BLOCK) {
      blocks.remove(blocks.size() - 1);
    }
  }

  Nearest nearest(float[] probe, Predicate<String> wanted) {
    requireDimensions(probe);
    double firstSquare = Double.MAX_VALUE;
    double secondSquare = Double.MAX_VALUE;
    String first = null;
    String second = null;
    for (int row = 0; row < personIds.size(); row++) {
      double square = squaredDistance(probe, block(row), offset(row));
      if (square >= secondSquare || !wanted.test(personIds.get(row))) {
        continue;
      }
      if (square < firstSquare) {
        second = first;
        secondSquare = firstSquare;
        first = personIds.get(row);
        firstSquare = square;
      } else {
        second = personIds.get(row);
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
