package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** What stands behind the question mark; an empty value counts as none. */
final class Query {
  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 200;

  /** Databases know days from the year 1000 to 9999, in every zone. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 9000;

  private final HttpServerRequest request;

  Query(HttpServerRequest request) {
    this.request = request;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isBlank());
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
    return text("date")
        .map(
            text -> {
              try {
                LocalDate date = LocalDate.parse(text.strip());
                if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                  throw invalid(
                      "date",
                      "date must lie in the years %d to %d.".formatted(FIRST_YEAR, LAST_YEAR));
                }
                return date;
              } catch (DateTimeException e) {
                throw invalid("date", "date must be a day such as 2026-11-25.");
              }
            });
  }

  ZoneId zone() {
    return text("zone")
        .map(
            text -> {
              try {
                return ZoneId.of(text.strip());
              } catch (DateTimeException e) {
                throw invalid("zone", "zone must be an IANA time zone such as Asia/Riyadh.");
              }
            })
        .orElse(ZoneOffset.UTC);
  }

  static ProblemException invalid(String field, String detail) {
    return ProblemException.ofField(ProblemCode.INVALID_FIELD, field, detail);
  }
}
