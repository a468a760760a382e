package dev.rollcall.gateway.domain.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One face of a picture; a feature is null where it was not asked for or no model brings it. */
public record Face(
    Box box,
    List<Landmark> landmarks,
    @Nullable Embedding embedding,
    @Nullable Age age,
    @Nullable Gender gender,
    @Nullable Emotion emotion,
    Liveness liveness,
    @Nullable Quality quality) {
  public Face {
    landmarks = List.copyOf(landmarks);
  }

  /** How much it counts among other faces of its person, 0 to 1; 1 where nobody has judged it. */
  public double weight() {
    return quality == null ? 1 : Math.max(0, Math.min(1, quality.score()));
  }
}
