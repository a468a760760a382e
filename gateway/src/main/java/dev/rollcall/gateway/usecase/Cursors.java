package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.Optional;

/** Cursors that callers give back. */
final class Cursors {
  private Cursors() {}

  /** One that is an identifier; anything else is INVALID_FIELD. */
  static Optional<String> ulid(Optional<String> cursor) {
    if (cursor.isPresent() && !Ulid.looksLike(cursor.get())) {
      throw unknown();
    }
    return cursor;
  }

  /** One that is a number. */
  static int number(String cursor) {
    try {
      return Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD,
        "cursor",
        "The cursor is not one that a page gave. Leave it out.");
  }
}
