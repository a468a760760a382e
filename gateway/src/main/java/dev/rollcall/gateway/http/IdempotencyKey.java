package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The header by which a caller says that it asks the same again. */
final class IdempotencyKey {
  private static final String HEADER = "idempotency-key";
  private static final int MOST_CHARACTERS = 200;

  private IdempotencyKey() {}

  static Optional<String> of(HttpServerRequest request) {
    Optional<String> key = Optional.ofNullable(request.getHeader(HEADER));
    if (key.isPresent() && (key.get().isBlank() || key.get().length() > MOST_CHARACTERS)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "Idempotency-Key",
          "An Idempotency-Key has 1 to %d characters.".formatted(MOST_CHARACTERS));
    }
    return key;
  }
}
