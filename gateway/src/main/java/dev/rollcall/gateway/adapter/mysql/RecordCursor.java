package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * The record that the next page begins behind.
 *
 * @param time a UTC local date-time
 */
record RecordCursor(String time, String id) {
  static final RecordCursor NEWEST = new RecordCursor("9999-12-31T23:59:59", "~");

  static RecordCursor parse(String text) {
    int at = text.lastIndexOf('_');
    try {
      String time = LocalDateTime.parse(text.substring(0, Math.max(at, 0))).toString();
      String id = text.substring(at + 1);
      if (Ulid.looksLike(id)) {
        return new RecordCursor(time, id);
      }
    } catch (DateTimeException e) {
      // Told below like any other text that is no cursor.
    }
    throw ProblemException.ofField(
        ProblemCode.INVALID_FIELD,
        "cursor",
        "The cursor is not one that a page gave. Leave it out.");
  }

  String format() {
    return time + "_" + id;
  }
}
