package dev.rollcall.models.training.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How fine the detail of square grey pictures is: the mean power of each frequency along rows and
 * columns (DCT-II), every picture brought to unit deviation first.
 *
 * @param side of the pictures, in pixels
 * @param power by frequency, in half waves a side
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Sharpness(int side, double[] power) {
  private static final int SAMPLED = 300;

  /** What differs below this lies in how faces fill their frames, and in their light. */
  private static final int COARSEST = 2;

  /** So many times the noise a frequency must hold before it tells of a blur. */
  private static final double ABOVE_NOISE = 4;

  /** Reads pictures by their number. */
  public interface Pictures {
    /** Side * side bytes. */
    byte[] read(int index) throws IOException;
  }

  /**
   * Of a few hundred of the pictures.
   *
   * @param indices of all of them
   */
  public static Sharpness of(Pictures pictures, List<Integer> indices, int side)
      throws IOException {
    double[][] waves = new double[side][side];
    for (int k = 0; k < side; k++) {
      for (int i = 0; i < side; i++) {
        waves[k][i] =
            Math.cos(Math.PI * (i + 0.5) * k / side) * Math.sqrt((k == 0 ? 1.0 : 2.0) / side);
      }
    }
    double[] power = new double[side];
    int step = Math.max(1, indices.size() / SAMPLED);
    for (int i = 0; i < indices.size(); i += step) {
      double[] picture = standardised(pictures.read(indices.get(i)));
      for (int k = 0; k < side; k++) {
        for (int line = 0; line < side; line++) {
          double row = 0;
          double column = 0;
          for (int at = 0; at < side; at++) {
            row += waves[k][at] * picture[line * side + at];
            column += waves[k][at] * picture[at * side + line];
          }
          power[k] += row * row + column * column;
        }
      }
    }
    return new Sharpness(side, power);
  }

  private static double[] standardised(byte[] picture) {
    double sum = 0;
    double squares = 0;
    for (byte pixel : picture) {
      sum += pixel & 0xff;
      squares += (pixel & 0xff) * (double) (pixel & 0xff);
    }
    double mean = sum / picture.length;
    double deviation = Math.sqrt(Math.max(1, squares / picture.length - mean * mean));
    double[] even = new double[picture.length];
    for (int i = 0; i < even.length; i++) {
      even[i] = ((picture[i] & 0xff) - mean) / deviation;
    }
    return even;
  }

  /**
   * How much blurrier these pictures are than others: a Gaussian takes {@code exp(-(sigma w)^2)} of
   * the power at the frequency w, so the logarithm of the ratio falls on a line over w squared.
   *
   * @param other pictures of the same size, on the same scale
   * @return sigma in pixels; 0 where these are as sharp or sharper
   */
  public double blurAgainst(Sharpness other) {
    if (other.side != side) {
      throw new IllegalArgumentException("pictures of %d and %d".formatted(side, other.side));
    }
    double noise = Arrays.stream(power, side * 3 / 4, side).average().orElse(0);
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int k = COARSEST; k < side * 3 / 4 && power[k] > ABOVE_NOISE * noise; k++) {
      double frequency = Math.PI * k / side;
      double squared = frequency * frequency;
      double ratio =
          power[k] <= 0 || other.power[k] <= 0
              ? 0
              : Math.log(share(power, k) / share(other.power, k));
      n++;
      x += squared;
      y += ratio;
      xx += squared * squared;
      xy += squared * ratio;
    }
    double spread = n * xx - x * x;
    return n < 3 || spread <= 0 ? 0 : Math.sqrt(Math.max(0, -(n * xy - x * y) / spread));
  }

  private static double share(double[] power, int k) {
    return power[k] / Arrays.stream(power).sum();
  }
}
