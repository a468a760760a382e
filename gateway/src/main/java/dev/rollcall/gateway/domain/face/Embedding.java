package dev.rollcall.gateway.domain.face;

/** An L2-normalised vector; immutable. */
public final class Embedding {
  private static final double LENGTH_TOLERANCE = 0.01;

  private final float[] values;
  private final Embedder embedder;

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException where they are none, not finite, or not of length 1: an
   *     all-zero vector of a network fed wrongly would match everybody alike
   */
  public Embedding(float[] values, Embedder embedder) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    if (values.length == 0 || !(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE)) {
      throw new IllegalArgumentException(
          "an embedding of %s has %d values and length %.4f, where length 1 is due"
              .formatted(embedder, values.length, Math.sqrt(squares)));
    }
    this.values = values.clone();
    this.embedder = embedder;
  }

  public Embedder embedder() {
    return embedder;
  }

  public int dimensions() {
    return values.length;
  }

  /** A copy. */
  public float[] toArray() {
    return values.clone();
  }
}
