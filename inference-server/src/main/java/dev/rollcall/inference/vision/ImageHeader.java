package dev.rollcall.inference.vision;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a picture's first bytes say, read without decoding a pixel: a small file can hold a picture
 * of gigabytes.
 *
 * @param width before any EXIF orientation
 * @param height before any EXIF orientation
 */
public record ImageHeader(Format format, int width, int height) {
  /** The types that are read. */
  public enum Format {
    JPEG,
    PNG,
    WEBP,
    BMP
  }

  private static final String ACCEPTED = "send a JPEG, PNG, WebP or BMP picture";

  public long pixels() {
    return (long) width * height;
  }

  /**
   * Reads the header.
   *
   * @throws InferenceException EMPTY_IMAGE, NOT_AN_IMAGE or CORRUPT_IMAGE
   */
  public static ImageHeader read(byte[] encoded) {
    if (encoded.length == 0) {
      throw new InferenceException(Problem.EMPTY_IMAGE, "the file is empty; " + ACCEPTED);
    }
    Format format = format(encoded);
    ImageHeader header = format == Format.WEBP ? webp(encoded) : imageIo(format, encoded);
    if (header.width() < 1 || header.height() < 1) {
      throw corrupt(format);
    }
    return header;
  }

  private static Format format(byte[] bytes) {
    if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Format.JPEG;
    }
    if (starts(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Format.PNG;
    }
    if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
      return Format.WEBP;
    }
    if (starts(bytes, 0, 'B', 'M')) {
      return Format.BMP;
    }
    throw new InferenceException(
        Problem.NOT_AN_IMAGE, "this is %s; %s".formatted(guess(bytes), ACCEPTED));
  }

  private static String guess(byte[] bytes) {
    if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
      return "a GIF";
    }
    if (starts(bytes, 0, '%', 'P', 'D', 'F')) {
      return "a PDF";
    }
    if (starts(bytes, 4, 'f', 't', 'y', 'p')) {
      return "a HEIC, AVIF or MP4 file";
    }
    String text =
        new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return text.contains("<svg") ? "an SVG drawing" : "no picture";
  }

  private static boolean starts(byte[] bytes, int offset, int... magic) {
    if (bytes.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[offset + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static ImageHeader imageIo(Format format, byte[] encoded) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
    if (!readers.hasNext()) {
      throw new IllegalStateException("this JDK reads no " + format);
    }
    ImageReader reader = readers.next();
    // A stream in memory: ImageIO's own default would put every upload on the disk.
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(stream, true, true);
      return new ImageHeader(format, reader.getWidth(0), reader.getHeight(0));
    } catch (IOException | RuntimeException e) {
      throw corrupt(format);
    } finally {
      reader.dispose();
    }
  }

  /** RIFF container with a VP8, VP8L or VP8X chunk first (RFC 9649). */
  private static ImageHeader webp(byte[] b) {
    if (b.length < 30) {
      throw corrupt(Format.WEBP);
    }
    if (starts(b, 12, 'V', 'P', '8', 'X')) {
      return new ImageHeader(Format.WEBP, 1 + little(b, 24, 3), 1 + little(b, 27, 3));
    }
    if (starts(b, 12, 'V', 'P', '8', 'L') && (b[20] & 0xFF) == 0x2F) {
      int bits = little(b, 21, 4);
      return new ImageHeader(Format.WEBP, 1 + (bits & 0x3FFF), 1 + ((bits >>> 14) & 0x3FFF));
    }
    if (starts(b, 12, 'V', 'P', '8', ' ') && starts(b, 23, 0x9D, 0x01, 0x2A)) {
      return new ImageHeader(Format.WEBP, little(b, 26, 2) & 0x3FFF, little(b, 28, 2) & 0x3FFF);
    }
    throw corrupt(Format.WEBP);
  }

  private static int little(byte[] bytes, int offset, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  private static InferenceException corrupt(Format format) {
    return new InferenceException(
        Problem.CORRUPT_IMAGE,
        "this %s is broken or cut short; take or export the picture again".formatted(format));
  }
}
