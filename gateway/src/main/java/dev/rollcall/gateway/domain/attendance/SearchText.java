package dev.rollcall.gateway.domain.attendance;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts as they are searched: {@code muller} finds Müller, {@code strasse} finds Straße, and a name
 * typed with full-width letters is found by plain ones.
 */
public final class SearchText {
  /** Of a stored text; the rest of a longer one is not searched. */
  public static final int MOST_CODE_POINTS = 500;

  /** Between name and external id, where no one searches across: neither holds a line break. */
  private static final String BETWEEN = "\n";

  /** Accents of Latin, Greek and Cyrillic letters, vowel points of Hebrew and Arabic. */
  private static final Pattern MARKS =
      Pattern.compile("[\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u065f\\u0670]");

  /** Letters that Unicode does not take apart and people leave the stroke of. */
  private static final Map<Character, String> PLAIN =
      Map.ofEntries(
          Map.entry('ß', "ss"),
          Map.entry('æ', "ae"),
          Map.entry('œ', "oe"),
          Map.entry('ø', "o"),
          Map.entry('đ', "d"),
          Map.entry('ð', "d"),
          Map.entry('ħ', "h"),
          Map.entry('ı', "i"),
          Map.entry('ł', "l"),
          Map.entry('þ', "th"),
          Map.entry('ŧ', "t"),
          Map.entry('ς', "σ"));

  private SearchText() {}

  /** What a typed text is looked for as. */
  public static String of(String typed) {
    String apart = Normalizer.normalize(typed, Normalizer.Form.NFKD);
    String small = MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(small.length());
    for (int i = 0; i < small.length(); i++) {
      char letter = small.charAt(i);
      String instead = PLAIN.get(letter);
      if (instead == null) {
        plain.append(letter);
      } else {
        plain.append(instead);
      }
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** What is stored of a person. */
  public static String of(String name, @Nullable String externalId) {
    String text = externalId == null ? of(name) : of(name) + BETWEEN + of(externalId);
    return text.codePointCount(0, text.length()) <= MOST_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_CODE_POINTS));
  }
}
