package dev.rollcall.models.evaluation.condition;

import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Point;
import java.util.List;
import java.util.Optional;

/**
 * Coordinates of a face: the origin between the eyes, one unit the distance between them, x along
 * them to the right as seen, y towards the chin.
 */
record FaceFrame(Point origin, double unit, double cos, double sin, Box box) {
  /** Where eyes usually are in a face's box. */
  private static final double EYE_LEVEL = 0.38;

  private static final double EYES_APART = 0.4;

  /** Of a found face; where none was, of one that fills the middle half of the picture. */
  static FaceFrame of(Optional<Face> face, int width, int height) {
    if (face.isPresent() && face.get().fivePoints().size() == 5) {
      List<Point> five = face.get().fivePoints();
      double x = five.get(1).x() - five.get(0).x();
      double y = five.get(1).y() - five.get(0).y();
      double unit = Math.hypot(x, y);
      if (unit > 1) {
        Point between = Point.mean(five.subList(0, 2));
        return new FaceFrame(between, unit, x / unit, y / unit, face.get().box());
      }
    }
    Box box =
        face.map(Face::box)
            .orElse(new Box(width * 0.25, height * 0.25, width * 0.75, height * 0.75, 1));
    return new FaceFrame(
        new Point((box.xMin() + box.xMax()) / 2, box.yMin() + EYE_LEVEL * box.height()),
        Math.max(1, EYES_APART * box.width()),
        1,
        0,
        box);
  }

  Point toPicture(double x, double y) {
    return new Point(
        origin.x() + unit * (cos * x - sin * y), origin.y() + unit * (sin * x + cos * y));
  }

  Point toFace(double x, double y) {
    double dx = (x - origin.x()) / unit;
    double dy = (y - origin.y()) / unit;
    return new Point(cos * dx + sin * dy, cos * dy - sin * dx);
  }

  double degrees() {
    return Math.toDegrees(Math.atan2(sin, cos));
  }
}
