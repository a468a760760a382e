package dev.rollcall.models.training.data;

/**
 * Brings pictures of unlike sharpness to one: a square grey picture is taken apart into cosines
 * (DCT-II), what is finer than the coarser kind of picture can show is left out, and the rest is
 * put together with fewer pixels.
 *
 * <p>For data whose pictures were blurred and cameras that are sharp. Trained on the one and used
 * on the other, a network sees something that it never saw. Here the blur is undone as far as its
 * noise allows (Wiener's filter), and the sharp picture loses what could not be undone; both then
 * look alike: {@code S * (gains . (A * picture * A^T)) * S^T}.
 *
 * <p>The gain belongs to the pair of cosines, not to rows and columns each for itself: along the
 * diagonals two weak cosines meet, and undoing each alone brought nine times the noise.
 *
 * @param from pixels a side of what comes in
 * @param to pixels a side of what goes out, fewer than {@code from}
 * @param sigma of the Gaussian that blurred the training pictures, in their pixels
 * @param noise the share of a cosine's amplitude at which the training pictures hold as much noise
 *     as picture
 */
public record Detail(int from, int to, double sigma, double noise) {
  public Detail {
    if (to > from || to < 2 || sigma < 0 || noise <= 0) {
      throw new IllegalArgumentException("no such detail: %d to %d".formatted(from, to));
    }
  }

  /**
   * What each pair of cosines is multiplied by in pictures of the training data, {@code [to][to]}.
   */
  public float[][] gainsOfBlurred() {
    return gains(true);
  }

  /** What each pair of cosines is multiplied by in pictures of a camera, {@code [to][to]}. */
  public float[][] gainsOfSharp() {
    return gains(false);
  }

  private float[][] gains(boolean blurred) {
    float[][] gains = new float[to][to];
    for (int y = 0; y < to; y++) {
      for (int x = 0; x < to; x++) {
        double left = blur(y) * blur(x);
        double wiener = left / (left * left + noise * noise);
        // A cosine that was not blurred at all comes through as it is.
        gains[y][x] = (float) ((blurred ? wiener : wiener * left) * (1 + noise * noise));
      }
    }
    return gains;
  }

  /** What the blur left of cosine number k. */
  private double blur(int k) {
    double frequency = Math.PI * k / from;
    return Math.exp(-sigma * sigma * frequency * frequency / 2);
  }

  /** Pixels to cosines, {@code A[to][from]}. */
  public float[][] analysis() {
    float[][] matrix = new float[to][from];
    for (int k = 0; k < to; k++) {
      double scale = (k == 0 ? 1.0 : 2.0) / from;
      for (int in = 0; in < from; in++) {
        matrix[k][in] = (float) (scale * Math.cos(Math.PI * (in + 0.5) * k / from));
      }
    }
    return matrix;
  }

  /** Cosines to pixels, {@code S[to][to]}. */
  public float[][] synthesis() {
    float[][] matrix = new float[to][to];
    for (int out = 0; out < to; out++) {
      for (int k = 0; k < to; k++) {
        matrix[out][k] = (float) Math.cos(Math.PI * (out + 0.5) * k / to);
      }
    }
    return matrix;
  }

  /**
   * Applies one kind of gain.
   *
   * @param picture from * from bytes
   * @return to * to bytes
   */
  public byte[] apply(float[][] gains, byte[] picture) {
    float[][] pixels = new float[from][from];
    for (int i = 0; i < picture.length; i++) {
      pixels[i / from][i % from] = picture[i] & 0xff;
    }
    float[][] analysis = analysis();
    float[][] cosines = product(product(analysis, pixels), transposed(analysis));
    for (int y = 0; y < to; y++) {
      for (int x = 0; x < to; x++) {
        cosines[y][x] *= gains[y][x];
      }
    }
    float[][] synthesis = synthesis();
    float[][] small = product(product(synthesis, cosines), transposed(synthesis));
    byte[] result = new byte[to * to];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) Math.max(0, Math.min(255, Math.round(small[i / to][i % to])));
    }
    return result;
  }

  private static float[][] product(float[][] a, float[][] b) {
    float[][] product = new float[a.length][b[0].length];
    for (int y = 0; y < a.length; y++) {
      for (int k = 0; k < b.length; k++) {
        float factor = a[y][k];
        for (int x = 0; x < product[y].length; x++) {
          product[y][x] += factor * b[k][x];
        }
      }
    }
    return product;
  }

  private static float[][] transposed(float[][] matrix) {
    float[][] turned = new float[matrix[0].length][matrix.length];
    for (int y = 0; y < matrix.length; y++) {
      for (int x = 0; x < turned.length; x++) {
        turned[x][y] = matrix[y][x];
      }
    }
    return turned;
  }
}
