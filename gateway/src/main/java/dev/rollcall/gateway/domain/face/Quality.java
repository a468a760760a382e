package dev.rollcall.gateway.domain.face;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How usable a face is.
 *
 * @param score 0 to 1
 * @param issues of TOO_SMALL, BLURRED, TOO_DARK, TOO_BRIGHT, TURNED, CUT_OFF, OCCLUDED
 */
public record Quality(float score, List<String> issues) {
  private static final Map<String, String> ADVICE =
      Map.of(
          "TOO_SMALL", "Come closer, so that the face is larger.",
          "BLURRED", "Hold still, and wipe the lens if it stays blurred.",
          "TOO_DARK", "Turn towards a light; the face is too dark.",
          "TOO_BRIGHT", "Step out of the glare; the face is too bright.",
          "TURNED", "Look straight into the camera.",
          "CUT_OFF", "Move to the middle, so that the whole face is in the picture.",
          "OCCLUDED", "Take off mask or sunglasses, and keep hands and hair off the face.");

  public Quality {
    issues = List.copyOf(issues);
  }

  /** What to do about each issue, in their order; nothing about one that is not known here. */
  public List<String> advice() {
    return issues.stream()
        .flatMap(issue -> Optional.ofNullable(ADVICE.get(issue)).stream())
        .toList();
  }
}
