package dev.rollcall.inference.heads;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.Point;
import java.util.ArrayList;
import java.util.List;

/** {@code boxes [A, 4]}, {@code scores [A]} and perhaps {@code landmarks [A, 5, 2]} to faces. */
public final class DetectionHead {
  private static final int POINTS = 5;

  private DetectionHead() {}

  /**
   * The candidates of one look at the picture, before any are merged.
   *
   * @param toPicture from pixels of the input tensor
   */
  public static List<Detected> read(Outputs.Row row, double threshold, Affine toPicture) {
    float[] scores = row.get("scores");
    float[] boxes = row.get("boxes", scores.length * 4);
    float[] points =
        row.has("landmarks") ? row.get("landmarks", scores.length * POINTS * 2) : new float[0];
    List<Detected> faces = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold) {
        if (scores[i] > 1) {
          throw new EngineException("a detector's score is at most 1, not " + scores[i]);
        }
        Point low = toPicture.apply(new Point(boxes[4 * i], boxes[4 * i + 1]));
        Point high = toPicture.apply(new Point(boxes[4 * i + 2], boxes[4 * i + 3]));
        if (high.x() > low.x() && high.y() > low.y()) {
          faces.add(
              new Detected(
                  new Box(low.x(), low.y(), high.x(), high.y(), scores[i]),
                  points(points, i, toPicture)));
        }
      }
    }
    return faces;
  }

  private static List<Point> points(float[] points, int face, Affine toPicture) {
    List<Point> five = new ArrayList<>();
    for (int i = 0; i < POINTS && points.length > 0; i++) {
      int at = (face * POINTS + i) * 2;
      five.add(toPicture.apply(new Point(points[at], points[at + 1])));
    }
    return five;
  }
}
