package dev.rollcall.models.training.data;

import java.util.SplittableRandom;

/**
 * Changes a face as life might: mirrored, turned, moved, nearer or farther, in other light,
 * blurred, partly hidden. What happens to a face depends on the random numbers alone.
 *
 * @param flip probability of mirroring
 * @param turnDegrees at most, either way
 * @param shift at most, as a share of the side
 * @param zoom at most, as a share: 0.15 is 0.85 to 1.15 times
 * @param light contrast changes by at most this share, brightness by this share of the range
 * @param blur probability of a 3 x 3 binomial blur
 * @param erase probability that a rectangle is filled with noise (Zhong et al. 2020)
 */
public record Augmentation(
    double flip,
    double turnDegrees,
    double shift,
    double zoom,
    double light,
    double blur,
    double erase) {
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, 0);

  /** For expressions: 2 to 20 % of the face may be hidden. */
  public static final Augmentation STANDARD = new Augmentation(0.5, 15, 0.08, 0.15, 0.3, 0.1, 0.3);

  private static final double LEAST_ERASED = 0.02;
  private static final double MOST_ERASED = 0.2;

  /**
   * Draws one variant.
   *
   * @param face height * width * channels bytes
   * @param side of the square result, which may differ from the face's
   * @param target takes side * side * channels numbers 0 to 255 from {@code offset} on
   */
  public void apply(
      byte[] face,
      CropFile.Shape shape,
      int side,
      SplittableRandom random,
      float[] target,
      int offset) {
    boolean mirrored = random.nextDouble() < flip;
    double angle = Math.toRadians(turnDegrees) * (2 * random.nextDouble() - 1);
    double grown = 1 + zoom * (2 * random.nextDouble() - 1);
    double moveX = shift * (2 * random.nextDouble() - 1);
    double moveY = shift * (2 * random.nextDouble() - 1);
    warp(face, shape, side, new Pose(mirrored, angle, grown, moveX, moveY), target, offset);
    int channels = shape.channels();
    double contrast = 1 + light * (2 * random.nextDouble() - 1);
    double brightness = 255 * light * (random.nextDouble() - 0.5);
    if (light > 0) {
      for (int i = offset; i < offset + side * side * channels; i++) {
        double lit = (target[i] - 127.5) * contrast + 127.5 + brightness;
        target[i] = (float) Math.max(0, Math.min(255, lit));
      }
    }
    if (random.nextDouble() < blur) {
      blur(target, offset, side, channels);
    }
    if (random.nextDouble() < erase) {
      erase(target, offset, side, channels, random);
    }
  }

  private record Pose(boolean mirrored, double angle, double grown, double moveX, double moveY) {}

  /** Bilinear, with the border's pixels carried on beyond it. */
  private static void warp(
      byte[] face, CropFile.Shape shape, int side, Pose pose, float[] target, int offset) {
    int channels = shape.channels();
    double perX = (double) shape.width() / side;
    double perY = (double) shape.height() / side;
    double cos = Math.cos(pose.angle()) / pose.grown();
    double sin = Math.sin(pose.angle()) / pose.grown();
    double middle = side / 2.0;
    int at = offset;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double dx = (x + 0.5 - middle) * (pose.mirrored() ? -1 : 1) - pose.moveX() * side;
        double dy = y + 0.5 - middle - pose.moveY() * side;
        double fromX = (cos * dx + sin * dy + middle) * perX - 0.5;
        double fromY = (-sin * dx + cos * dy + middle) * perY - 0.5;
        double clampedX = Math.max(0, Math.min(shape.width() - 1, fromX));
        double clampedY = Math.max(0, Math.min(shape.height() - 1, fromY));
        int left = Math.min((int) clampedX, Math.max(0, shape.width() - 2));
        int top = Math.min((int) clampedY, Math.max(0, shape.height() - 2));
        double partX = clampedX - left;
        double partY = clampedY - top;
        int right = Math.min(left + 1, shape.width() - 1);
        int bottom = Math.min(top + 1, shape.height() - 1);
        for (int channel = 0; channel < channels; channel++) {
          double upper =
              value(face, shape, top, left, channel) * (1 - partX)
                  + value(face, shape, top, right, channel) * partX;
          double lower =
              value(face, shape, bottom, left, channel) * (1 - partX)
                  + value(face, shape, bottom, right, channel) * partX;
          target[at++] = (float) (upper * (1 - partY) + lower * partY);
        }
      }
    }
  }

  private static int value(byte[] face, CropFile.Shape shape, int y, int x, int channel) {
    return face[(y * shape.width() + x) * shape.channels() + channel] & 0xff;
  }

  private static void blur(float[] target, int offset, int side, int channels) {
    float[] sharp = new float[side * side * channels];
    System.arraycopy(target, offset, sharp, 0, sharp.length);
    int row = side * channels;
    for (int y = 1; y < side - 1; y++) {
      for (int i = y * row + channels; i < (y + 1) * row - channels; i++) {
        float above = sharp[i - row - channels] + 2 * sharp[i - row] + sharp[i - row + channels];
        float here = sharp[i - channels] + 2 * sharp[i] + sharp[i + channels];
        float below = sharp[i + row - channels] + 2 * sharp[i + row] + sharp[i + row + channels];
        target[offset + i] = (above + 2 * here + below) / 16;
      }
    }
  }

  private static void erase(
      float[] target, int offset, int side, int channels, SplittableRandom random) {
    double area = LEAST_ERASED + (MOST_ERASED - LEAST_ERASED) * random.nextDouble();
    double aspect = Math.exp((2 * random.nextDouble() - 1) * Math.log(3));
    int height = (int) Math.max(1, Math.min(side, side * Math.sqrt(area * aspect)));
    int width = (int) Math.max(1, Math.min(side, side * Math.sqrt(area / aspect)));
    int top = random.nextInt(side - height + 1);
    int left = random.nextInt(side - width + 1);
    for (int y = top; y < top + height; y++) {
      for (int i = (y * side + left) * channels; i < (y * side + left + width) * channels; i++) {
        target[offset + i] = random.nextInt(256);
      }
    }
  }
}
