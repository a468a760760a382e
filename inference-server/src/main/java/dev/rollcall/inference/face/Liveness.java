package dev.rollcall.inference.face;

/**
 * Whether a living person stood there.
 *
 * @param score 0 an attack, 1 a living person
 */
public record Liveness(State state, double score) {
  /** The verdict at the model's own threshold. */
  public enum State {
    LIVE,
    SPOOF,
    UNSURE
  }
}
