package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row that the next page begins behind, in a list that is sorted by a text and then by id.
 *
 * @param text the name, date or time that the row has in the sorted column
 */
record NameCursor(String text, String id) {
  static @Nullable NameCursor parse(Optional<String> cursor) {
    if (cursor.isEmpty()) {
      return null;
    }
    try {
      String plain =
          new String(Base64.getUrlDecoder().decode(cursor.get()), StandardCharsets.UTF_8);
      int at = plain.lastIndexOf('/');
      String id = plain.substring(at + 1);
      if (at >= 0 && Ulid.looksLike(id)) {
        return new NameCursor(plain.substring(0, at), id);
      }
    } catch (IllegalArgumentException e) {
      // Told below like any other text that is no cursor.
    }
    throw invalid();
  }

  /** For lists that are sorted by a day. */
  static @Nullable NameCursor ofDay(Optional<String> cursor) {
    NameCursor parsed = parse(cursor);
    try {
      return parsed == null
          ? null
          : new NameCursor(LocalDate.parse(parsed.text()).toString(), parsed.id());
    } catch (DateTimeException e) {
      throw invalid();
    }
  }

  /** For lists that are sorted by id alone. */
  static @Nullable String id(Optional<String> cursor) {
    if (cursor.isPresent() && !Ulid.looksLike(cursor.get())) {
      throw invalid();
    }
    return cursor.orElse(null);
  }

  static ProblemException invalid() {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD,
        "cursor",
        "The cursor is not one that a page gave. Leave it out.");
  }

  String format() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((text + "/" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Only rows behind it; does nothing for the first page. */
  static Where behind(Where where, @Nullable NameCursor start, String column, String idColumn) {
    return start == null
        ? where
        : where.and(
            "%1$s > ? OR %1$s = ? AND %2$s > ?".formatted(column, idColumn),
            start.text(),
            start.text(),
            start.id());
  }

  /** A text to find anywhere in a column. */
  static String pattern(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
