package dev.rollcall.models.training.data;

/**
 * A 64-bit difference hash: each bit says whether one of 8 x 8 cells is brighter than its right
 * neighbour. The same picture saved twice, or shrunk, differs in few bits; two pictures of one face
 * in many. Constant of use: {@link #SAME} bits or fewer count as the same picture.
 */
public final class Fingerprint {
  /** Of 64; whether the pictures are one, their pixels have to tell. */
  public static final int SAME = 2;

  private static final int CELLS = 8;

  private Fingerprint() {}

  /**
   * The hash of a picture.
   *
   * @param pixels row by row, {@code channels} bytes a pixel, of which the first is looked at where
   *     grey and the second (green) where RGB
   */
  public static long of(byte[] pixels, CropFile.Shape shape) {
    int channel = shape.channels() == 1 ? 0 : 1;
    double[][] mean = new double[CELLS][CELLS + 1];
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column <= CELLS; column++) {
        int top = row * shape.height() / CELLS;
        int bottom = (row + 1) * shape.height() / CELLS;
        int left = column * shape.width() / (CELLS + 1);
        int right = (column + 1) * shape.width() / (CELLS + 1);
        long sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            sum += pixels[(y * shape.width() + x) * shape.channels() + channel] & 0xff;
          }
        }
        mean[row][column] = (double) sum / ((bottom - top) * (right - left));
      }
    }
    long bits = 0;
    for (double[] row : mean) {
      for (int column = 0; column < CELLS; column++) {
        bits = bits << 1 | (row[column] > row[column + 1] ? 1 : 0);
      }
    }
    return bits;
  }

  /** In how many bits two hashes differ. */
  public static int distance(long a, long b) {
    return Long.bitCount(a ^ b);
  }
}
