package dev.rollcall.models.training.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** Takes single frames out of a video, evenly over its length. For one thread. */
public final class VideoFrames {
  /** FFmpeg probes content and would read a text file as a video. */
  private static final Set<String> CONTAINERS =
      Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi");

  static {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
  }

  private VideoFrames() {}

  /** Takes a frame. */
  public interface Taker {
    /**
     * One frame.
     *
     * @param number counted from 0 in the whole video
     * @param png the frame as a PNG file
     */
    void take(int number, byte[] png) throws IOException;
  }

  /**
   * Reads a video from begin to end, one frame in memory.
   *
   * @param perSecond frames to take of each second
   * @param most frames to take of the whole video
   * @throws IOException where it is no video that FFmpeg reads
   */
  public static void read(Path video, double perSecond, int most, Taker taker) throws IOException {
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile())) {
      grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      grabber.start();
      if (!CONTAINERS.contains(grabber.getFormat())) {
        throw new IOException(video + " is no MP4, MOV, MKV, WebM or AVI video");
      }
      int taken = 0;
      for (int number = 0; taken < most; number++) {
        Frame frame = grabber.grabImage();
        if (frame == null) {
          break;
        }
        double seconds = frame.timestamp / 1e6;
        if (seconds * perSecond >= taken) {
          taker.take(number, png(frame));
          taken++;
        }
      }
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new IOException(video + " cannot be read as a video: " + e.getMessage(), e);
    }
  }

  private static byte[] png(Frame frame) throws IOException {
    BufferedImage image =
        new BufferedImage(frame.imageWidth, frame.imageHeight, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    ByteBuffer rows = ((ByteBuffer) frame.image[0]).duplicate();
    int width = frame.imageWidth * 3;
    for (int y = 0; y < frame.imageHeight; y++) {
      rows.position(y * frame.imageStride);
      rows.get(pixels, y * width, width);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java cannot write PNG");
    }
    return out.toByteArray();
  }
}
