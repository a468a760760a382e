package dev.rollcall.inference.vision;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Encoded pictures of every kind that is sent to a server, drawn when they are asked for. */
public final class TestPictures {
  private TestPictures() {}

  /** White with a red top left quarter. */
  public static BufferedImage quartered(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height / 2);
    pen.dispose();
    return image;
  }

  /** Black with a face for the twin engine in each place; green and blue say whose it is. */
  public static byte[] faces(int width, int height, Place... places) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (Place place : places) {
      pen.setColor(new Color(255, place.green(), place.blue()));
      pen.fillRect(place.x(), place.y(), place.side(), place.side());
    }
    pen.dispose();
    return encoded(image, "png");
  }

  /** A square face. */
  public record Place(int x, int y, int side, int green, int blue) {}

  public static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("this JDK writes no " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JPEG with an EXIF orientation, 1 to 8. */
  public static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 0xFFE1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** Four channels, as print shops send them. */
  public static byte[] cmykJpeg(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, new int[] {0, x * 255 / width, y * 255 / height, 0});
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(new IIOImage(raster, null, null));
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /** A PNG of one colour with 16 bits a channel. */
  public static byte[] deepPng(int width, int height) {
    byte[] rows = new byte[height * (1 + width * 6)];
    return png(width, height, 16, 2, rows);
  }

  /** Says that it is so large, and holds hardly anything. */
  public static byte[] hollowPng(int width, int height) {
    return png(width, height, 8, 2, new byte[64]);
  }

  private static byte[] png(int width, int height, int depth, int colour, byte[] rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    file.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colour)
                .array()));
    Deflater deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    file.writeBytes(chunk("IDAT", Arrays.copyOf(packed, length)));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  /** Two frames of a still WebP, one after the other. */
  public static byte[] animatedWebp(byte[] still, int width, int height) {
    byte[] frame = Arrays.copyOfRange(still, 12, still.length);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream extended = new ByteArrayOutputStream();
    extended.writeBytes(new byte[] {2, 0, 0, 0});
    extended.writeBytes(little24(width - 1));
    extended.writeBytes(little24(height - 1));
    body.writeBytes(riff("VP8X", extended.toByteArray()));
    body.writeBytes(riff("ANIM", new byte[6]));
    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      shown.writeBytes(new byte[6]);
      shown.writeBytes(little24(width - 1));
      shown.writeBytes(little24(height - 1));
      shown.writeBytes(little24(100));
      shown.write(0);
      shown.writeBytes(frame);
      body.writeBytes(riff("ANMF", shown.toByteArray()));
    }
    return riff("RIFF", body.toByteArray());
  }

  private static byte[] little24(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }

  private static byte[] riff(String name, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + data.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(data.length)
        .put(data)
        .array();
  }
}
