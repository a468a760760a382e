package dev.rollcall.models.evaluation;

/** Euclidean distances of unit vectors, 0 to 2. */
final class Distances {
  /** Stands for the embedding of a face that was not found. */
  static final float[] NO_FACE = {};

  private Distances() {}

  /**
   * Of vectors of one length; by the dot product, whose four sums a processor adds side by side.
   */
  static double between(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return Math.sqrt(Math.max(0, 2 - 2 * ((double) a + b + c + d)));
  }

  /** Infinite where either face was not found. */
  static double ofFound(float[] one, float[] other) {
    return one.length == 0 || other.length == 0 ? Double.POSITIVE_INFINITY : between(one, other);
  }
}
