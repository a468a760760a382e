package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.heads.PointsHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One face and the points that are known, or were asked, of it: whoever needs them first waits for
 * them. Two are equal only if they are the same. For one thread.
 */
final class Subject {
  private final Detected detected;
  private final Points<Point> landmarks68;
  private final Points<MeshPoint> mesh;

  /** Points that nobody asked for are none. */
  Subject(
      Detected detected,
      @Nullable Asked<List<Point>> landmarks68,
      @Nullable Asked<List<MeshPoint>> mesh) {
    this.detected = detected;
    this.landmarks68 = new Points<>(landmarks68);
    this.mesh = new Points<>(mesh);
  }

  private static final class Points<T> {
    private final @Nullable Asked<List<T>> asked;
    private @Nullable List<T> known;

    private Points(@Nullable Asked<List<T>> asked) {
      this.asked = asked;
    }

    List<T> await() {
      List<T> points = known;
      if (points == null) {
        points = asked == null ? List.of() : asked.await();
        known = points;
      }
      return points;
    }
  }

  Box box() {
    return detected.box();
  }

  List<Point> landmarks68() {
    return landmarks68.await();
  }

  List<MeshPoint> mesh() {
    return mesh.await();
  }

  /** The detector's, else those of the 68, else none. */
  List<Point> fivePoints() {
    if (!detected.fivePoints().isEmpty() || landmarks68().isEmpty()) {
      return detected.fivePoints();
    }
    return PointsHead.fiveOf(landmarks68());
  }

  /** Those of the source, in the order of the indices; none where the source is unknown. */
  List<Point> points(Crop.PointSource source, List<Integer> indices) {
    List<Point> all =
        switch (source) {
          case FIVE -> fivePoints();
          case LANDMARKS_68 -> landmarks68();
          case MESH -> mesh().stream().map(point -> new Point(point.x(), point.y())).toList();
        };
    return all.isEmpty() ? List.of() : indices.stream().map(all::get).toList();
  }
}
