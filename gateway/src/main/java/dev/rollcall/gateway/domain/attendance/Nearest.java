package dev.rollcall.gateway.domain.attendance;

import org.jspecify.annotations.Nullable;

/**
 * The two people nearest to a face.
 *
 * @param first null where nobody is enrolled
 * @param second another person, never nearer than the first; null where only one is enrolled
 */
public record Nearest(@Nullable Candidate first, @Nullable Candidate second) {
  public static final Nearest NOBODY = new Nearest(null, null);

  public Nearest {
    if (second != null && (first == null || second.distance() < first.distance())) {
      throw new IllegalArgumentException("the second is nearer than the first");
    }
  }
}
