package dev.rollcall.gateway.domain.face;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one picture showed.
 *
 * @param faces largest first
 * @param stages time by stage (decode, detect, align, one a head), in the order they ran
 */
public record Analysis(int width, int height, List<Face> faces, Map<String, Duration> stages) {
  public Analysis {
    faces = List.copyOf(faces);
    stages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }
}
