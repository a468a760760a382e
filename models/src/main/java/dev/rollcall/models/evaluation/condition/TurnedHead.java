package dev.rollcall.models.evaluation.condition;

import dev.rollcall.inference.face.Point;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A face laid on an ellipsoid that is turned about its upright axis. */
final class TurnedHead {
  private static final double YAW = Math.toRadians(30);

  /** Half a head's breadth and height; an adult's are about 152 and 220 mm, e is 63 mm. */
  private static final double HALF_BREADTH = 1.2;

  private static final double HALF_HEIGHT = 1.75;

  /** How far below the eyes the middle of the head lies. */
  private static final double CENTRE = 0.4;

  /** The share of the squared radius at the rim in which the turned flows into the unturned. */
  private static final double RIM = 0.2;

  /** Beyond this nothing of the head was seen from the front. */
  private static final double LAST_SEEN = Math.toRadians(85);

  private TurnedHead() {}

  /** The caller closes it. */
  static Mat turned(Mat picture, FaceFrame frame, boolean left) {
    double yaw = left ? -YAW : YAW;
    Mat turned = new Mat();
    try (Mat mapX = new Mat(picture.rows(), picture.cols(), opencv_core.CV_32FC1);
        Mat mapY = new Mat(picture.rows(), picture.cols(), opencv_core.CV_32FC1);
        Scalar black = new Scalar(0)) {
      fill(mapX, mapY, frame, yaw);
      opencv_imgproc.remap(
          picture,
          turned,
          mapX,
          mapY,
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_REPLICATE,
          black);
      return turned;
    }
  }

  private static void fill(Mat mapX, Mat mapY, FaceFrame frame, double yaw) {
    try (FloatIndexer x = mapX.createIndexer();
        FloatIndexer y = mapY.createIndexer()) {
      for (int row = 0; row < mapX.rows(); row++) {
        for (int column = 0; column < mapX.cols(); column++) {
          Point source = source(frame.toFace(column, row), yaw);
          Point pixel = frame.toPicture(source.x(), source.y());
          x.put(row, column, (float) pixel.x());
          y.put(row, column, (float) pixel.y());
        }
      }
    }
  }

  /** Where in the unturned face a point of the turned one is taken from. */
  private static Point source(Point face, double yaw) {
    double across = face.x() / HALF_BREADTH;
    double along = (face.y() - CENTRE) / HALF_HEIGHT;
    double inside = 1 - across * across - along * along;
    if (inside <= 0) {
      return face;
    }
    double radius = Math.sqrt(1 - along * along);
    double angle = Math.asin(Math.max(-1, Math.min(1, across / radius))) - yaw;
    double seen = Math.max(-LAST_SEEN, Math.min(LAST_SEEN, angle));
    double unturned = radius * Math.sin(seen) * HALF_BREADTH;
    double weight = Math.min(1, inside / RIM);
    return new Point(weight * unturned + (1 - weight) * face.x(), face.y());
  }
}
