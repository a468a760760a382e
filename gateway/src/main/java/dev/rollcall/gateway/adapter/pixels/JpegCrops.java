package dev.rollcall.gateway.adapter.pixels;

import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.port.FaceCrops;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;

/** JPEG, PNG and BMP, turned upright as their EXIF data says. WebP is left whole. */
public final class JpegCrops implements FaceCrops {
  /** A picture of this size is 75 MB while it is cut. */
  private static final long MOST_PIXELS = 25_000_000;

  /** Of the face's longer side, on each side of it: enough to find the face again. */
  private static final double MARGIN = 0.5;

  private static final double QUALITY = 0.92;

  /** A crop need not be larger to be read again. */
  private static final int MOST_SIDE_PIXELS = 640;

  @Override
  public Optional<byte[]> crop(Picture picture, Box box) {
    try {
      if (!isReadable(picture.bytes())) {
        return Optional.empty();
      }
      BufferedImage upright =
          Thumbnails.of(new ByteArrayInputStream(picture.bytes()))
              .scale(1)
              .useExifOrientation(true)
              .imageType(BufferedImage.TYPE_INT_RGB)
              .asBufferedImage();
      Rectangle part =
          around(box).intersection(new Rectangle(upright.getWidth(), upright.getHeight()));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      BufferedImage face = upright.getSubimage(part.x, part.y, part.width, part.height);
      double scale = Math.min(1, (double) MOST_SIDE_PIXELS / Math.max(part.width, part.height));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Thumbnails.of(face)
          .scale(scale)
          .outputFormat("jpg")
          .outputQuality(QUALITY)
          .toOutputStream(out);
      return Optional.of(out.toByteArray());
    } catch (IOException | RuntimeException e) {
      // Whatever a decoder makes of a picture that the networks could read: it is kept whole.
      return Optional.empty();
    }
  }

  /** Looks at the header alone. */
  private static boolean isReadable(byte[] bytes) throws IOException {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return false;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
      } finally {
        reader.dispose();
      }
    }
  }

  private static Rectangle around(Box box) {
    int margin = (int) Math.ceil(MARGIN * Math.max(box.width(), box.height()));
    return new Rectangle(
        (int) box.xMin() - margin,
        (int) box.yMin() - margin,
        (int) Math.ceil(box.width()) + 2 * margin,
        (int) Math.ceil(box.height()) + 2 * margin);
  }
}
