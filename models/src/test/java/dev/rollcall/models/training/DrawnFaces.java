package dev.rollcall.models.training;

import dev.rollcall.models.training.data.CropFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Simple faces, drawn: what they express is in the mouth. No person is shown. */
final class DrawnFaces {
  static final List<String> LABELS = List.of("flat", "happy", "open", "sad");

  static {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
  }

  private DrawnFaces() {}

  static BufferedImage draw(int label, Random random, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    int ground = 30 + random.nextInt(60);
    pen.setColor(new Color(ground, ground, ground));
    pen.fillRect(0, 0, side, side);
    double unit = side / 48.0;
    int skin = 150 + random.nextInt(90);
    pen.setColor(new Color(skin, skin, skin));
    pen.translate(random.nextInt(5) - 2, random.nextInt(5) - 2);
    pen.scale(unit, unit);
    pen.fillOval(5, 3, 38, 43);
    pen.setColor(Color.BLACK);
    pen.fillOval(14, 15, 5, 5);
    pen.fillOval(29, 15, 5, 5);
    pen.setStroke(new BasicStroke(2.5f));
    switch (label) {
      case 0 -> pen.drawLine(15, 35, 33, 35);
      case 1 -> pen.drawArc(14, 24, 20, 14, 190, 160);
      case 2 -> pen.fillOval(19, 29, 11, 12);
      default -> pen.drawArc(14, 33, 20, 14, 10, 160);
    }
    pen.dispose();
    for (int i = 0; i < side * side / 20; i++) {
      int x = random.nextInt(side);
      int y = random.nextInt(side);
      int grey = random.nextInt(256);
      image.setRGB(x, y, grey << 16 | grey << 8 | grey);
    }
    return image;
  }

  /** One folder a label, PNG files of 48 pixels. */
  static void folders(Path root, int each, long seed) throws IOException {
    Random random = new Random(seed);
    for (int label = 0; label < LABELS.size(); label++) {
      Path folder = Files.createDirectories(root.resolve(LABELS.get(label)));
      for (int i = 0; i < each; i++) {
        ImageIO.write(
            draw(label, random, 48), "png", folder.resolve("%03d.png".formatted(i)).toFile());
      }
    }
  }

  /** A video of one label, ten frames a second. */
  static void video(Path file, int label, int frames, long seed) throws IOException {
    Random random = new Random(seed);
    int side = 64;
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), side, side)) {
      recorder.setFormat("matroska");
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
      recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
      recorder.setFrameRate(10);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        try (Frame frame = new Frame(side, side, Frame.DEPTH_UBYTE, 3)) {
          BufferedImage drawn = draw(label, random, side);
          byte[] pixels =
              ((java.awt.image.DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
          java.nio.ByteBuffer rows = (java.nio.ByteBuffer) frame.image[0];
          for (int y = 0; y < side; y++) {
            rows.position(y * frame.imageStride);
            rows.put(pixels, y * side * 3, side * 3);
          }
          rows.position(0);
          recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
        }
      }
      recorder.stop();
    }
  }

  /** Grey faces as a training reads them. */
  static CropFile crops(Path folder, int each, int side, long seed) throws IOException {
    Random random = new Random(seed);
    CropFile.Shape shape = new CropFile.Shape(side, side, 1);
    try (CropFile.Writer writer = new CropFile.Writer(folder, shape)) {
      for (int i = 0; i < each * LABELS.size(); i++) {
        int label = i % LABELS.size();
        BufferedImage drawn = draw(label, random, side);
        byte[] grey = new byte[shape.size()];
        for (int p = 0; p < grey.length; p++) {
          grey[p] = (byte) (drawn.getRGB(p % side, p / side) >> 8);
        }
        writer.add(new CropFile.Entry("drawn " + i, "drawn " + i, label, List.of(), i), grey);
      }
      writer.finish();
    }
    return CropFile.open(folder, shape);
  }
}
