package dev.rollcall.inference.face;

import java.util.List;

/**
 * How well a face can be judged.
 *
 * @param score 0 to 1
 */
public record Quality(double score, List<Issue> issues) {
  public Quality {
    issues = List.copyOf(issues);
  }

  /** What a person can do something about. */
  public enum Issue {
    TOO_SMALL,
    BLURRED,
    TOO_DARK,
    TOO_BRIGHT,
    TURNED,
    CUT_OFF,
    /** Something stands before it: a mask, sunglasses, a hand. */
    OCCLUDED
  }
}
