package dev.rollcall.gateway.domain.face;

import java.util.List;

/**
 * How usable a face is.
 *
 * @param score 0 to 1
 * @param issues of TOO_SMALL, BLURRED, TOO_DARK, TOO_BRIGHT, TURNED, CUT_OFF
 */
public record Quality(float score, List<String> issues) {
  public Quality {
    issues = List.copyOf(issues);
  }
}
