package dev.rollcall.models.evaluation;

/** What a person can mend about an evaluation's input; the message says how. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1;

  public EvaluationException(String message) {
    super(message);
  }
}
