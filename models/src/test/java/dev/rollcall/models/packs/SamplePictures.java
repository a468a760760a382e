package dev.rollcall.models.packs;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pixels to run networks on: the photographs that face-api carries, and noise. */
final class SamplePictures {
  private SamplePictures() {}

  static List<BufferedImage> photographs(Path nodeModules) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      Path file = nodeModules.resolve("@vladmandic/face-api/demo/sample" + i + ".jpg");
      pictures.add(ImageIO.read(file.toFile()));
    }
    return pictures;
  }

  /** A part of a picture, stretched to the size, as RGB bytes. */
  static byte[] crop(BufferedImage picture, int x0, int y0, int x1, int y1, int width, int height) {
    BufferedImage crop = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = crop.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, x0, y0, x1, y1, null);
    graphics.dispose();
    byte[] bytes = new byte[width * height * 3];
    int[] pixels = crop.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      bytes[3 * i] = (byte) (pixels[i] >> 16);
      bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
      bytes[3 * i + 2] = (byte) pixels[i];
    }
    return bytes;
  }

  static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(17).nextBytes(noise);
    return noise;
  }

  static byte[] ramp(int bytes) {
    byte[] ramp = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      ramp[i] = (byte) (255L * i / bytes);
    }
    return ramp;
  }
}
