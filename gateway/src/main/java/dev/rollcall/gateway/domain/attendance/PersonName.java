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
   * @throws ProblemException where nothing is left, nothing can be seen, it is too long, or it
   *     holds control characters or such as turn text around
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
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(c) == Character.SURROGATE);
    if (unfit) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "%s holds control characters, such as a line break. Take them out.".formatted(field));
    }
    if (name.codePoints().anyMatch(PersonName::turnsTextRound)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          ("%s holds invisible characters that turn the text around them. Type it anew; Arabic and"
                  + " Hebrew need none of them.")
              .formatted(field));
    }
    if (name.codePoints().noneMatch(PersonName::isVisible)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "%s has no visible character. Give at least one.".formatted(field));
    }
    return name;
  }

  /** Embeddings, overrides and isolates, which reach beyond the name into what stands beside it. */
  private static boolean turnsTextRound(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isVisible(int c) {
    boolean blank = c == 0x115f || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xffa0;
    return !blank
        && !Character.isSpaceChar(c)
        && switch (Character.getType(c)) {
          case Character.FORMAT,
              Character.UNASSIGNED,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              false;
          default -> true;
        };
  }
}
