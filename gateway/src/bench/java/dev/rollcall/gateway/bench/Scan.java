package dev.rollcall.gateway.bench;

import java.util.SplittableRandom;

/**
 * The raw limit of an exact search: one thread over one array, with no people, no lock and no
 * second place. Also the judge of whom the gallery should find.
 */
final class Scan {
  private final int dimensions;
  private final float[] rows;

  /**
   * Random directions.
   *
   * @param people how many rows of that many values
   */
  Scan(int people, int dimensions, SplittableRandom random) {
    this.dimensions = dimensions;
    this.rows = new float[people * dimensions];
    for (int person = 0; person < people; person++) {
      System.arraycopy(direction(dimensions, random), 0, rows, person * dimensions, dimensions);
    }
  }

  static float[] direction(int dimensions, SplittableRandom random) {
    float[] values = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      values[i] = (float) random.nextGaussian();
      squares += values[i] * values[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < dimensions; i++) {
      values[i] /= (float) length;
    }
    return values;
  }

  float[] row(int person) {
    float[] values = new float[dimensions];
    System.arraycopy(rows, person * dimensions, values, 0, dimensions);
    return values;
  }

  /** A picture of that person that differs as two pictures of one person do. */
  float[] near(int person, double angle, SplittableRandom random) {
    float[] other = direction(dimensions, random);
    float[] values = row(person);
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      values[i] = (float) (Math.cos(angle) * values[i] + Math.sin(angle) * other[i]);
      squares += values[i] * values[i];
    }
    for (int i = 0; i < dimensions; i++) {
      values[i] /= (float) Math.sqrt(squares);
    }
    return values;
  }

  /** The row nearest to the probe. */
  int nearest(float[] probe) {
    int best = -1;
    float least = Float.MAX_VALUE;
    for (int row = 0; row * dimensions < rows.length; row++) {
      float square = square(probe, row * dimensions);
      if (square < least) {
        least = square;
        best = row;
      }
    }
    return best;
  }

  /** Eight sums side by side, as the gallery has them: the compiler must not reorder floats. */
  private float square(float[] probe, int offset) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int i = 0, j = offset; i < dimensions; i += 8, j += 8) {
      float d0 = probe[i] - rows[j];
      float d1 = probe[i + 1] - rows[j + 1];
      float d2 = probe[i + 2] - rows[j + 2];
      float d3 = probe[i + 3] - rows[j + 3];
      float d4 = probe[i + 4] - rows[j + 4];
      float d5 = probe[i + 5] - rows[j + 5];
      float d6 = probe[i + 6] - rows[j + 6];
      float d7 = probe[i + 7] - rows[j + 7];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
      s4 += d4 * d4;
      s5 += d5 * d5;
      s6 += d6 * d6;
      s7 += d7 * d7;
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }
}
