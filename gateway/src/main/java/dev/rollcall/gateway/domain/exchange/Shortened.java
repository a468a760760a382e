package dev.rollcall.gateway.domain.exchange;

import org.jspecify.annotations.Nullable;

/** Sentences that repeat what stood in a file, which may be of any length. */
final class Shortened {
  private static final int MOST_CHARACTERS = 1000;

  private Shortened() {}

  static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }

  /** Its beginning, and a sign that there was more; no letter is cut in two. */
  static String of(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = MOST_CHARACTERS - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "\u2026";
  }
}
