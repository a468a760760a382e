package dev.rollcall.models.training.data;

/**
 * Brings pictures of unlike sharpness to one: a square grey picture is taken apart into cosines
 * (DCT-II), what is finer than the coarser kind of picture can show is left out, and the rest is
 * put together with fewer pixels.
 *
 * <p>For data whose pictures were blurred and cameras that are sharp. Trained on the one and used
 * on the other, a network sees something that it never saw. Here the blur is undone as far as its
 * noise allows (Wiener's filter, along rows and columns), and the sharp picture loses what could
 * not be undone; both then look alike. Each is a matrix: {@code M * picture * M^T}.
 *
 * @param from pixels a side of what comes in
 * @param to pixels a side of what goes out, fewer than {@code from}
 * @param sigma of the Gaussian that blurred the training pictures, in their pixels
 * @param noise the share of a cosine's gain at which the training pictures hold as much noise as
 *     picture
 */
public record Detail(int from, int to, double sigma, double noise) {
  public Detail {
    if (to > from || to < 2 || sigma < 0 || noise <= 0) {
      throw new IllegalArgumentException("no such detail: %d to %d".formatted(from, to));
    }
  }

  /** For pictures of the training data, {@code [to][from]}. */
  public float[][] ofBlurred() {
    return matrix(true);
  }

  /** For pictures of a camera, {@code [to][from]}. */
  public float[][] ofSharp() {
    return matrix(false);
  }

  /** What the blur left of cosine number k. */
  private double blur(int k) {
    double frequency = Math.PI * k / from;
    return Math.exp(-sigma * sigma * frequency * frequency / 2);
  }

  private float[][] matrix(boolean blurred) {
    float[][] matrix = new float[to][from];
    for (int k = 0; k < to; k++) {
      double left = blur(k);
      double wiener = left / (left * left + noise * noise);
      // A cosine that was not blurred at all comes through as it is.
      double gain = (blurred ? wiener : wiener * left) * (1 + noise * noise);
      double scale = (k == 0 ? 1.0 : 2.0) / from;
      for (int out = 0; out < to; out++) {
        double there = Math.cos(Math.PI * (out + 0.5) * k / to);
        for (int in = 0; in < from; in++) {
          matrix[out][in] +=
              (float) (gain * scale * there * Math.cos(Math.PI * (in + 0.5) * k / from));
        }
      }
    }
    return matrix;
  }

  /**
   * Applies a matrix to rows and columns.
   *
   * @param picture from * from bytes
   * @return to * to bytes
   */
  public byte[] apply(float[][] matrix, byte[] picture) {
    float[][] half = new float[to][from];
    for (int out = 0; out < to; out++) {
      for (int y = 0; y < from; y++) {
        float factor = matrix[out][y];
        for (int x = 0; x < from; x++) {
          half[out][x] += factor * (picture[y * from + x] & 0xff);
        }
      }
    }
    byte[] result = new byte[to * to];
    for (int y = 0; y < to; y++) {
      for (int x = 0; x < to; x++) {
        float sum = 0;
        for (int in = 0; in < from; in++) {
          sum += matrix[x][in] * half[y][in];
        }
        result[y * to + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
      }
    }
    return result;
  }
}
