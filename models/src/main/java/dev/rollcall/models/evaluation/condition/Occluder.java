package dev.rollcall.models.evaluation.condition;

import dev.rollcall.inference.face.Point;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What stands before a face, drawn in its own coordinates (see {@link FaceFrame}). */
enum Occluder {
  MASK,
  SUNGLASSES,
  HAND;

  static final List<String> LABELS = List.of(MASK.label(), SUNGLASSES.label(), HAND.label());

  private static final double[][] MASK_RIM = {
    {-1.05, 0.35}, {-0.45, 0.38}, {0, 0.28}, {0.45, 0.38}, {1.05, 0.35},
    {0.95, 1.15}, {0.55, 1.75}, {0, 1.95}, {-0.55, 1.75}, {-0.95, 1.15},
  };

  private static final Scalar MASK_BLUE = new Scalar(205, 184, 150, 0);
  private static final Scalar MASK_FOLD = new Scalar(180, 160, 128, 0);
  private static final Scalar NEARLY_BLACK = new Scalar(22, 20, 20, 0);

  /** How much darker the gaps between fingers are. */
  private static final double GAP = 0.6;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Occluder labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The picture with the occluder; the caller closes it. */
  Mat over(Mat picture, FaceFrame face, SplittableRandom chance) {
    Mat covered = picture.clone();
    switch (this) {
      case MASK -> mask(covered, face);
      case SUNGLASSES -> sunglasses(covered, face);
      case HAND -> hand(covered, face, chance.nextBoolean() ? 1 : -1);
    }
    return covered;
  }

  private static void mask(Mat picture, FaceFrame face) {
    polygon(picture, face, MASK_RIM, MASK_BLUE);
    for (double level : new double[] {0.75, 1.05, 1.35}) {
      line(picture, face, -0.85, level, 0.85, level, 0.03, MASK_FOLD);
    }
  }

  private static void sunglasses(Mat picture, FaceFrame face) {
    for (int side = -1; side <= 1; side += 2) {
      ellipse(picture, face, side * 0.5, 0.06, 0.42, 0.32, NEARLY_BLACK);
      line(picture, face, side * 0.9, -0.02, side * 1.2, -0.08, 0.08, NEARLY_BLACK);
    }
    line(picture, face, -0.15, -0.03, 0.15, -0.03, 0.09, NEARLY_BLACK);
  }

  /** A palm at the chin of one side, four fingers up over mouth and cheek. */
  private static void hand(Mat picture, FaceFrame face, int side) {
    try (Scalar skin = skin(picture, face);
        Scalar gap = new Scalar(skin.get(0) * GAP, skin.get(1) * GAP, skin.get(2) * GAP, 0)) {
      ellipse(picture, face, side * 0.45, 1.75, 0.75, 0.55, skin);
      for (int finger = 0; finger < 4; finger++) {
        double fromX = side * (0.95 - 0.32 * finger);
        double toX = side * (0.85 - 0.36 * finger);
        double toY = 0.62 + 0.09 * Math.abs(finger - 1);
        line(picture, face, fromX, 1.6, toX, toY, 0.34, gap);
        line(picture, face, fromX, 1.6, toX, toY, 0.28, skin);
      }
    }
  }

  /** The mean colour between the eyes and the mouth. */
  private static Scalar skin(Mat picture, FaceFrame face) {
    Point middle = face.toPicture(0, 0.4);
    int half = (int) Math.max(1, face.unit() * 0.2);
    int left = clamp((int) middle.x() - half, picture.cols() - 1);
    int top = clamp((int) middle.y() - half, picture.rows() - 1);
    int width = Math.min(2 * half, picture.cols() - left);
    int height = Math.min(2 * half, picture.rows() - top);
    try (Rect patch = new Rect(left, top, width, height);
        Mat pixels = new Mat(picture, patch)) {
      return opencv_core.mean(pixels);
    }
  }

  private static int clamp(int value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  private static void polygon(Mat picture, FaceFrame face, double[][] rim, Scalar colour) {
    int[] points = new int[rim.length * 2];
    for (int i = 0; i < rim.length; i++) {
      Point point = face.toPicture(rim[i][0], rim[i][1]);
      points[2 * i] = (int) Math.round(point.x());
      points[2 * i + 1] = (int) Math.round(point.y());
    }
    try (IntPointer pixels = new IntPointer(points);
        Mat outline = new Mat(rim.length, 1, opencv_core.CV_32SC2, pixels);
        MatVector outlines = new MatVector(outline)) {
      opencv_imgproc.fillPoly(picture, outlines, colour);
    }
  }

  private static void ellipse(
      Mat picture, FaceFrame face, double x, double y, double radiusX, double radiusY, Scalar c) {
    try (var centre = pixel(face.toPicture(x, y));
        Size radii = new Size(pixels(face, radiusX), pixels(face, radiusY))) {
      opencv_imgproc.ellipse(
          picture,
          centre,
          radii,
          face.degrees(),
          0,
          360,
          c,
          opencv_imgproc.FILLED,
          opencv_imgproc.LINE_AA,
          0);
    }
  }

  private static void line(
      Mat picture,
      FaceFrame face,
      double fromX,
      double fromY,
      double toX,
      double toY,
      double thickness,
      Scalar colour) {
    try (var from = pixel(face.toPicture(fromX, fromY));
        var to = pixel(face.toPicture(toX, toY))) {
      opencv_imgproc.line(
          picture, from, to, colour, pixels(face, thickness), opencv_imgproc.LINE_AA, 0);
    }
  }

  private static int pixels(FaceFrame face, double length) {
    return (int) Math.max(1, Math.round(length * face.unit()));
  }

  private static org.bytedeco.opencv.opencv_core.Point pixel(Point point) {
    return new org.bytedeco.opencv.opencv_core.Point(
        (int) Math.round(point.x()), (int) Math.round(point.y()));
  }
}
