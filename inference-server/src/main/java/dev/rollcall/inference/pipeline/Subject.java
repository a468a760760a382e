package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.heads.PointsHead;
import java.util.List;

/** One face and the points that are known of it so far. Two are equal only if they are the same. */
final class Subject {
  private final Detected detected;
  private final List<Point> landmarks68;
  private final List<MeshPoint> mesh;

  /** Each list may be empty. */
  Subject(Detected detected, List<Point> landmarks68, List<MeshPoint> mesh) {
    this.detected = detected;
    this.landmarks68 = List.copyOf(landmarks68);
    this.mesh = List.copyOf(mesh);
  }

  Subject withLandmarks68(List<Point> points) {
    return new Subject(detected, points, mesh);
  }

  Subject withMesh(List<MeshPoint> points) {
    return new Subject(detected, landmarks68, points);
  }

  Box box() {
    return detected.box();
  }

  List<Point> landmarks68() {
    return landmarks68;
  }

  List<MeshPoint> mesh() {
    return mesh;
  }

  /** The detector's, else those of the 68, else none. */
  List<Point> fivePoints() {
    if (!detected.fivePoints().isEmpty() || landmarks68.isEmpty()) {
      return detected.fivePoints();
    }
    return PointsHead.fiveOf(landmarks68);
  }

  List<Point> points(Crop.PointSource source) {
    return switch (source) {
      case FIVE -> fivePoints();
      case LANDMARKS_68 -> landmarks68;
      case MESH -> mesh.stream().map(point -> new Point(point.x(), point.y())).toList();
    };
  }
}
