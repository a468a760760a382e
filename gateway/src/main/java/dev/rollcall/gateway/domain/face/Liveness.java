package dev.rollcall.gateway.domain.face;

import org.jspecify.annotations.Nullable;

/**
 * Whether a living person stands before the camera.
 *
 * @param score 0 (an attack) to 1 (a living person); null exactly where not checked
 */
public record Liveness(State state, @Nullable Float score) {
  public static final Liveness NOT_CHECKED = new Liveness(State.NOT_CHECKED, null);

  public Liveness {
    if (state == State.NOT_CHECKED != (score == null)) {
      throw new IllegalArgumentException("liveness " + state + " with the score " + score);
    }
  }

  /** As the contract names them. */
  public enum State {
    LIVE,
    SPOOF,
    UNSURE,
    NOT_CHECKED
  }
}
