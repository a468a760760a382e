package dev.rollcall.inference.request;

/** A call that cannot be answered; the message says what to do next. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Problem problem;

  public InferenceException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public InferenceException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
