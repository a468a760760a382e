package dev.rollcall.gateway.domain.face;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An encoded picture whose first bytes say JPEG, PNG, WebP or BMP. What lies behind them is not
 * read here: the inference server finds out whether the rest is sound.
 *
 * <p>Holds the array it was given, which the caller must not write to any more.
 */
public final class Picture {
  private final byte[] bytes;
  private final String mediaType;

  private Picture(byte[] bytes, String mediaType) {
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  /**
   * Looks at the first bytes.
   *
   * @throws ProblemException with a code each for an empty file, a drawing (SVG), a video, a
   *     picture format that is not read, and anything else
   */
  public static Picture of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new ProblemException(
          ProblemCode.IMAGE_EMPTY, "The file has no bytes. Choose the picture again.");
    }
    if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) {
      return new Picture(bytes, "image/jpeg");
    }
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return new Picture(bytes, "image/png");
    }
    if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
      return new Picture(bytes, "image/webp");
    }
    if (startsWith(bytes, 0, 'B', 'M') && bytes.length > 26) {
      return new Picture(bytes, "image/bmp");
    }
    throw refusal(bytes);
  }

  private static ProblemException refusal(byte[] bytes) {
    String brand = text(bytes, 8, 12);
    if (startsWith(bytes, 4, 'f', 't', 'y', 'p') && brand.matches("hei.|hev.|mif1|msf1|avif")) {
      return new ProblemException(
          ProblemCode.IMAGE_FORMAT_UNSUPPORTED,
          "HEIC and AVIF pictures are not read. Save the picture as JPEG or PNG and send that.");
    }
    if (startsWith(bytes, 4, 'f', 't', 'y', 'p')
        || startsWith(bytes, 0, 0x1a, 0x45, 0xdf, 0xa3)
        || (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'A', 'V', 'I', ' '))) {
      return new ProblemException(
          ProblemCode.VIDEO_NOT_SUPPORTED, "Video is not read yet. Send a JPEG or PNG picture.");
    }
    if (startsWith(bytes, 0, 'G', 'I', 'F', '8')
        || startsWith(bytes, 0, 'I', 'I', '*', 0)
        || startsWith(bytes, 0, 'M', 'M', 0, '*')) {
      return new ProblemException(
          ProblemCode.IMAGE_FORMAT_UNSUPPORTED,
          "GIF and TIFF pictures are not read. Save the picture as JPEG or PNG and send that.");
    }
    String head = text(bytes, 0, 1024).toLowerCase(Locale.ROOT);
    if (head.contains("<svg")) {
      return new ProblemException(
          ProblemCode.IMAGE_IS_SVG, "An SVG drawing is not a photograph. Send a JPEG or PNG.");
    }
    return new ProblemException(
        ProblemCode.IMAGE_NOT_RECOGNISED,
        "The file is no JPEG, PNG, WebP or BMP picture, whatever its name says. Send one of these.");
  }

  private static boolean startsWith(byte[] bytes, int at, int... expected) {
    if (bytes.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[at + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int from, int to) {
    int start = Math.min(from, bytes.length);
    return new String(
        bytes, start, Math.min(to, bytes.length) - start, StandardCharsets.ISO_8859_1);
  }

  /** The encoded bytes themselves, not a copy: not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** Such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }
}
