package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;

/** Texts that people give themselves: any script, trimmed, of sensible length. */
public final class PersonName {
  public static final int MOST_CODE_POINTS = 200;

  private PersonName() {}

  /**
   * The name as it is stored: without white space at its ends, otherwise as typed.
   *
   * @throws ProblemException where nothing is left, it is too long or it holds control characters
   */
  public static String parse(String field, String typed) {
    return parse(field, typed, MOST_CODE_POINTS);
  }

  /** The same with another limit on the number of characters. */
  public static String parse(String field, String typed, int mostCodePoints) {
    String name = typed.strip();
    if (name.isEmpty()) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "%s is empty. Give at least one character.".formatted(field));
    }
    if (name.codePointCount(0, name.length()) > mostCodePoints) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "%s is longer than %d characters. Shorten it.".formatted(field, mostCodePoints));
    }
    boolean unfit =
        name.codePoints()
            .anyMatch(
                c ->
                    Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE);
    if (unfit) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "%s holds control characters, such as a line break. Take them out.".formatted(field));
    }
    return name;
  }
}
