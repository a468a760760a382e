package dev.rollcall.inference.face;

import java.util.List;

/** A point in pixels of the upright picture, or of whatever its holder says. */
public record Point(double x, double y) {
  /** The centre of at least one point. */
  public static Point mean(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Point::y).average().orElseThrow());
  }
}
