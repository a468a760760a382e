package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Changes that hold only for what somebody has seen. */
final class Versions {
  private Versions() {}

  /** Throws CHANGED_MEANWHILE where a version is asked for that is not the stored one. */
  static void require(@Nullable Long wanted, long stored) {
    if (wanted != null && wanted != stored) {
      throw new ProblemException(
          ProblemCode.CHANGED_MEANWHILE,
          "Somebody changed it since you read it. Read it again, then change it.");
    }
  }
}
