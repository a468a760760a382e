package dev.rollcall.inference.face;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One picture's faces, largest first.
 *
 * @param unavailable what was asked for and no loaded network brings
 * @param stages how long each step took, in order
 */
public record Analysis(
    int width,
    int height,
    List<Face> faces,
    Set<Feature> unavailable,
    Map<String, Duration> stages) {
  public Analysis {
    faces = List.copyOf(faces);
    unavailable = Set.copyOf(unavailable);
  }
}
