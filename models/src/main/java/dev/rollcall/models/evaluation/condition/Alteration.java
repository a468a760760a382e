package dev.rollcall.models.evaluation.condition;

import dev.rollcall.inference.face.Face;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * One picture made worse by one condition. The same name and seed give the same bytes.
 *
 * <p>Native memory is freed before {@link #apply} returns. Thread-safe.
 */
public final class Alteration {
  private static final double STOPS_DOWN = 16;
  private static final double GAMMA = 2.2;
  private static final double NOISE_LEVELS = 4;
  private static final double BLUR_SIGMA = 0.07;
  private static final double SMALL_FACE_PIXELS = 40;
  private static final int FRAME_WIDTH = 640;
  private static final int FRAME_HEIGHT = 480;
  private static final double GREY = 127;

  private final Condition condition;
  private final long seed;

  /** One of several ways that the condition leaves to chance. */
  private final String variant;

  /**
   * The condition as it meets one picture.
   *
   * @param name of the picture, from which its chance follows
   */
  public Alteration(Condition condition, String name, long seed) {
    this.condition = condition;
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    this.seed = new SplittableRandom(seed ^ hash.getValue()).nextLong();
    SplittableRandom chance = new SplittableRandom(this.seed);
    this.variant =
        switch (condition) {
          case OCCLUDED -> Occluder.LABELS.get(chance.nextInt(Occluder.LABELS.size()));
          case POSE -> chance.nextBoolean() ? "left" : "right";
          case DARK, BLUR, SMALL -> "";
        };
  }

  /** Which of several ways this picture is altered; empty where there is but one. */
  public String variant() {
    return variant;
  }

  /**
   * Alters a picture.
   *
   * @param encoded as it stands in the file
   * @param face as it was found in the unaltered picture
   * @return an upright BMP, so that nothing is lost but what the condition takes
   * @throws IOException where the picture cannot be decoded
   */
  public byte[] apply(byte[] encoded, Optional<Face> face) throws IOException {
    try (BytePointer bytes = new BytePointer(encoded);
        Mat file = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
        Mat picture = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR)) {
      if (picture.empty()) {
        throw new IOException("the picture is broken or cut short");
      }
      FaceFrame frame = FaceFrame.of(face, picture.cols(), picture.rows());
      try (Mat altered = altered(picture, frame);
          BytePointer out = new BytePointer()) {
        opencv_imgcodecs.imencode(".bmp", altered, out);
        byte[] bmp = new byte[(int) out.limit()];
        out.get(bmp);
        return bmp;
      }
    }
  }

  private Mat altered(Mat picture, FaceFrame frame) {
    return switch (condition) {
      case DARK -> dark(picture);
      case BLUR -> blurred(picture, frame);
      case OCCLUDED -> Occluder.labelled(variant).over(picture, frame, new SplittableRandom(seed));
      case POSE -> TurnedHead.turned(picture, frame, variant.equals("left"));
      case SMALL -> small(picture, frame);
    };
  }

  private Mat dark(Mat picture) {
    Mat dark = new Mat();
    double factor = Math.pow(1 / STOPS_DOWN, 1 / GAMMA);
    try (Mat levels = new Mat();
        Mat mean = new Mat(1, 1, opencv_core.CV_64FC1, new Scalar(0));
        Mat deviation = new Mat(1, 1, opencv_core.CV_64FC1, new Scalar(NOISE_LEVELS))) {
      // A power law commutes with a factor: less light is a factor on grey levels too.
      picture.convertTo(levels, opencv_core.CV_32FC3, factor, 0);
      try (Mat noise = new Mat(levels.rows(), levels.cols(), opencv_core.CV_32FC3)) {
        // The generator is the thread's own.
        opencv_core.setRNGSeed((int) seed);
        opencv_core.randn(noise, mean, deviation);
        opencv_core.add(levels, noise, levels);
      }
      levels.convertTo(dark, opencv_core.CV_8UC3);
      return dark;
    }
  }

  private static Mat blurred(Mat picture, FaceFrame frame) {
    Mat blurred = new Mat();
    try (Size own = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(picture, blurred, own, BLUR_SIGMA * frame.unit());
      return blurred;
    }
  }

  private static Mat small(Mat picture, FaceFrame frame) {
    double factor =
        Math.min(1, SMALL_FACE_PIXELS / Math.max(frame.box().width(), frame.box().height()));
    try (Mat shrunk = new Mat();
        Size size =
            new Size(
                Math.max(1, (int) Math.round(picture.cols() * factor)),
                Math.max(1, (int) Math.round(picture.rows() * factor)))) {
      opencv_imgproc.resize(picture, shrunk, size, 0, 0, opencv_imgproc.INTER_AREA);
      int width = Math.max(FRAME_WIDTH, shrunk.cols());
      int height = Math.max(FRAME_HEIGHT, shrunk.rows());
      Mat canvas = new Mat(height, width, opencv_core.CV_8UC3, new Scalar(GREY, GREY, GREY, 0));
      try (Rect middle =
              new Rect(
                  (width - shrunk.cols()) / 2,
                  (height - shrunk.rows()) / 2,
                  shrunk.cols(),
                  shrunk.rows());
          Mat window = new Mat(canvas, middle)) {
        shrunk.copyTo(window);
      }
      return canvas;
    }
  }
}
