package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.heads.PointsHead;
import java.util.List;

/** One face and the points that are known of it so far; each list may be empty. */
record Subject(Detected detected, List<Point> landmarks68, List<MeshPoint> mesh) {
  Box box() {
    return detected.box();
  }

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
