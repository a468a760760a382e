package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** What stands behind the question mark; an empty value counts as none. */
final class Query {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 200;
  private static final String NOBODYS = "-";

  private final HttpServerRequest request;

  Query(HttpServerRequest request) {
    this.request = request;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isBlank());
  }

  /**
   * An identifier, or another word of plain letters. What holds others is nobody's: databases
   * refuse to look for it.
   */
  Optional<String> id(String name) {
    return text(name)
        .map(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text) ? text : NOBODYS);
  }

  int limit() {
    return text("limit").map(Query::limit).orElse(USUAL_LIMIT);
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text.strip());
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below like any other number that is out of range.
    }
    throw invalid("limit", "limit must be a number from 1 to %d.".formatted(MOST));
  }

  Optional<LocalDate> date() {
    return date("date");
  }

  Optional<LocalDate> date(String name) {
    return text(name).map(text -> Times.date(name, text));
  }

  ZoneId zone() {
    return text("zone").map(text -> Times.zone("zone", text)).orElse(ZoneOffset.UTC);
  }

  /** One of some words, which are the values' names in small letters. */
  <T extends Enum<T>> Optional<T> word(String name, Class<T> type) {
    return text(name).map(text -> Words.parse(name, text, type));
  }

  /** One of some names, as they are. */
  <T extends Enum<T>> Optional<T> name(String name, Class<T> type) {
    return text(name).map(text -> Words.parseName(name, text, type));
  }

  boolean flag(String name) {
    return text(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw invalid(name, name + " must be true or false.");
                })
        .orElse(false);
  }

  static ProblemException invalid(String field, String detail) {
    return ProblemException.ofField(ProblemCode.INVALID_FIELD, field, detail);
  }
}
