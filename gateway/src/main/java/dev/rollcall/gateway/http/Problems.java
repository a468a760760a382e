package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.FieldProblem;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes HTTP: RFC 9457 problems. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static int status(ProblemCategory category) {
    return switch (category) {
      case BAD_REQUEST -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case PRECONDITION_FAILED -> 412;
      case TIMED_OUT -> 408;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 415;
      case UNPROCESSABLE -> 422;
      case TOO_MANY_REQUESTS -> 429;
      case UNAVAILABLE -> 503;
      case FAULT -> 500;
    };
  }

  /**
   * Anything thrown becomes an answer; what is not a known problem is logged and told as a fault.
   */
  static Reply reply(Throwable failure, String requestId) {
    ProblemException problem =
        failure instanceof ProblemException known
            ? known
            : ProblemException.fault("Something broke inside. The log has more.", failure);
    int status = status(problem.code().category());
    if (status == 500) {
      LOG.error("request {} failed: {}", requestId, problem.detail(), problem);
    } else if (status == 503) {
      LOG.warn(
          "request {} refused: {} ({})",
          requestId,
          problem.detail(),
          String.valueOf(problem.getCause()));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    problem
        .retryAfter()
        .ifPresent(
            wait -> headers.put("retry-after", Long.toString(Math.max(1, wait.toSeconds()))));
    if (status == 401) {
      headers.put("www-authenticate", "Bearer realm=\"rollcall\"");
    }
    View view =
        new View(
            "about:blank",
            problem.code().title(),
            status,
            problem.detail(),
            problem.code().code(),
            requestId,
            problem.errors());
    return new Reply(status, "application/problem+json", Json.write(view), Map.copyOf(headers));
  }

  /** As it goes out. */
  private record View(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String requestId,
      List<FieldProblem> errors) {}
}
