package dev.rollcall.models.training;

import dev.rollcall.models.training.data.CropFile;

/** Bytes to the numbers that a network is fed. */
final class Pixels {
  private Pixels() {}

  static void copy(byte[] face, CropFile.Shape shape, float[] target, int offset) {
    for (int i = 0; i < shape.size(); i++) {
      target[offset + i] = face[i] & 0xff;
    }
  }

  static void copyMirrored(byte[] face, CropFile.Shape shape, float[] target, int offset) {
    int channels = shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      int row = y * shape.width();
      for (int x = 0; x < shape.width(); x++) {
        int from = (row + x) * channels;
        int to = offset + (row + shape.width() - 1 - x) * channels;
        for (int channel = 0; channel < channels; channel++) {
          target[to + channel] = face[from + channel] & 0xff;
        }
      }
    }
  }

  /** RGB to what a network for grey faces is fed, by the weights of ITU-R BT.601. */
  static byte[] grey(byte[] rgb) {
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      float light =
          0.299f * (rgb[3 * i] & 0xff)
              + 0.587f * (rgb[3 * i + 1] & 0xff)
              + 0.114f * (rgb[3 * i + 2] & 0xff);
      grey[i] = (byte) Math.round(light);
    }
    return grey;
  }
}
