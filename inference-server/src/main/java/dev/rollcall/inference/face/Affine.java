package dev.rollcall.inference.face;

import java.util.List;

/** {@code x' = a x + b y + tx, y' = c x + d y + ty}. */
public record Affine(double a, double b, double tx, double c, double d, double ty) {
  /** Scales by s and then moves. */
  public static Affine scaleAndMove(double sx, double sy, double tx, double ty) {
    return new Affine(sx, 0, tx, 0, sy, ty);
  }

  /**
   * The similarity (turn, scale, move; no mirroring) that carries the points nearest to the
   * template in the least-squares sense (Umeyama 1991, in closed form for the plane).
   */
  public static Affine similarity(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.size() < 2) {
      throw new IllegalArgumentException(
          "a similarity needs two lists of one length, at least two points");
    }
    int n = from.size();
    Point fromMean = Point.mean(from);
    Point toMean = Point.mean(to);
    double dot = 0;
    double cross = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      double x = from.get(i).x() - fromMean.x();
      double y = from.get(i).y() - fromMean.y();
      double u = to.get(i).x() - toMean.x();
      double v = to.get(i).y() - toMean.y();
      dot += x * u + y * v;
      cross += x * v - y * u;
      spread += x * x + y * y;
    }
    if (spread == 0) {
      throw new IllegalArgumentException("the points lie on one another");
    }
    double a = dot / spread;
    double b = cross / spread;
    return new Affine(
        a,
        -b,
        toMean.x() - a * fromMean.x() + b * fromMean.y(),
        b,
        a,
        toMean.y() - b * fromMean.x() - a * fromMean.y());
  }

  public Point apply(Point point) {
    return new Point(a * point.x() + b * point.y() + tx, c * point.x() + d * point.y() + ty);
  }

  public Affine inverse() {
    double determinant = a * d - b * c;
    if (determinant == 0) {
      throw new IllegalArgumentException("not invertible: " + this);
    }
    double ia = d / determinant;
    double ib = -b / determinant;
    double ic = -c / determinant;
    double id = a / determinant;
    return new Affine(ia, ib, -(ia * tx + ib * ty), ic, id, -(ic * tx + id * ty));
  }

  /** How much longer a line becomes, on the average of all directions. */
  public double scale() {
    return Math.sqrt(Math.abs(a * d - b * c));
  }
}
