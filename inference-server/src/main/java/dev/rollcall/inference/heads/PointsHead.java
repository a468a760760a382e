package dev.rollcall.inference.heads;

import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import java.util.ArrayList;
import java.util.List;

/** {@code points}, fractions of the crop's sides, to points of the picture. */
public final class PointsHead {
  private static final int LANDMARKS = 68;
  private static final int MESH = 468;

  // Of iBUG's 68 points, by subject's side as seen in the picture.
  private static final int LEFT_EYE = 36;
  private static final int RIGHT_EYE = 42;
  private static final int EYE_POINTS = 6;
  private static final int NOSE_TIP = 30;
  private static final int LEFT_MOUTH = 48;
  private static final int RIGHT_MOUTH = 54;

  private PointsHead() {}

  /**
   * {@code points [68, 2]}.
   *
   * @param toPicture from pixels of the crop
   */
  public static List<Point> landmarks(Outputs.Row row, int width, int height, Affine toPicture) {
    float[] values = row.get("points", LANDMARKS * 2);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < LANDMARKS; i++) {
      points.add(toPicture.apply(new Point(values[2 * i] * width, values[2 * i + 1] * height)));
    }
    return points;
  }

  /** Eye centres, nose tip and mouth corners of the 68. */
  public static List<Point> fiveOf(List<Point> landmarks) {
    return List.of(
        Point.mean(landmarks.subList(LEFT_EYE, LEFT_EYE + EYE_POINTS)),
        Point.mean(landmarks.subList(RIGHT_EYE, RIGHT_EYE + EYE_POINTS)),
        landmarks.get(NOSE_TIP),
        landmarks.get(LEFT_MOUTH),
        landmarks.get(RIGHT_MOUTH));
  }

  /**
   * {@code points [468, 3]} and {@code score}; depth is scaled like the width.
   *
   * @param leastScore below it the network saw no face, and the mesh is empty
   * @param toPicture from pixels of the crop
   */
  public static List<MeshPoint> mesh(
      Outputs.Row row, double leastScore, int width, int height, Affine toPicture) {
    float[] values = row.get("points", MESH * 3);
    List<MeshPoint> points = new ArrayList<>();
    if (row.get("score", 1)[0] >= leastScore) {
      for (int i = 0; i < MESH; i++) {
        Point point = toPicture.apply(new Point(values[3 * i] * width, values[3 * i + 1] * height));
        double depth = values[3 * i + 2] * width * toPicture.scale();
        points.add(new MeshPoint(point.x(), point.y(), depth));
      }
    }
    return points;
  }
}
