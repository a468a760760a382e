package dev.rollcall.inference.engine;

/**
 * One picture as a network takes it: {@code height * width * 3} bytes, RGB, row by row.
 *
 * @param rgb owned by this record: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Half a megabyte that nobody compares and nobody copies.
public record Raster(int height, int width, byte[] rgb) {
  private static final int CHANNELS = 3;

  public Raster {
    if (height < 1 || width < 1 || rgb.length != (long) height * width * CHANNELS) {
      throw new IllegalArgumentException(
          "%d bytes are no RGB picture of %d x %d".formatted(rgb.length, width, height));
    }
  }

  /** Left and right exchanged; a copy. */
  public Raster mirrored() {
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      int row = y * width * CHANNELS;
      for (int x = 0; x < width; x++) {
        int from = row + x * CHANNELS;
        int to = row + (width - 1 - x) * CHANNELS;
        turned[to] = rgb[from];
        turned[to + 1] = rgb[from + 1];
        turned[to + 2] = rgb[from + 2];
      }
    }
    return new Raster(height, width, turned);
  }
}
