package dev.rollcall.inference.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One face; what was not asked for, or no loaded network brings, is null or empty.
 *
 * @param fivePoints left eye, right eye, nose tip, left and right mouth corner as seen in the
 *     picture; empty where nothing tells
 */
public record Face(
    Box box,
    List<Point> fivePoints,
    @Nullable Embedding embedding,
    @Nullable Age age,
    @Nullable Gender gender,
    @Nullable Emotion emotion,
    @Nullable Liveness liveness,
    @Nullable Quality quality,
    List<Point> landmarks68,
    List<MeshPoint> mesh) {
  public Face {
    fivePoints = List.copyOf(fivePoints);
    landmarks68 = List.copyOf(landmarks68);
    mesh = List.copyOf(mesh);
  }
}
