package dev.rollcall.gateway.domain.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that cannot be answered as asked; the detail says what to do about it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final transient List<FieldProblem> errors;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      ProblemCode code,
      String detail,
      List<FieldProblem> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, List.of(), null, null);
  }

  public ProblemException(ProblemCode code, String detail, List<FieldProblem> errors) {
    this(code, detail, errors, null, null);
  }

  /** A fault of one field. */
  public static ProblemException ofField(ProblemCode code, String field, String detail) {
    return new ProblemException(
        code, detail, List.of(new FieldProblem(field, code.code(), detail)), null, null);
  }

  /** A part that is not there now and may be back by then. */
  public static ProblemException unavailable(
      ProblemCode code, String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new ProblemException(code, detail, List.of(), retryAfter, cause);
  }

  /** Something broke inside; the cause is for the log only. */
  public static ProblemException fault(String detail, Throwable cause) {
    return new ProblemException(ProblemCode.INTERNAL_FAULT, detail, List.of(), null, cause);
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldProblem> errors() {
    return errors;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
