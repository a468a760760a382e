package dev.rollcall.inference.vision;

import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.face.Box;

/**
 * An upright picture in memory, 8-bit RGB. Coordinates are continuous and those of the picture as
 * it was sent: the pixel in row 0, column 0 covers 0 to 1. For one thread at a time; closed once by
 * whoever opened it.
 */
public interface Picture extends AutoCloseable {
  int width();

  int height();

  /** Takes a crop, smoothly shrunk where the frame is larger than the crop. */
  Raster crop(Framing framing);

  /** Measures the pixels of a box that lies in the picture. */
  Measures measure(Box box);

  @Override
  void close();

  /**
   * What the pixels of a face say about how well it can be judged.
   *
   * @param sharpness variance of the Laplacian of the grey face, brought to 112 pixels and to unit
   *     contrast: an enlarged or shaken face has next to none
   * @param brightness mean grey level, 0 to 1
   * @param contrast standard deviation of the grey level, 0 to 1
   */
  record Measures(double sharpness, double brightness, double contrast) {}
}
