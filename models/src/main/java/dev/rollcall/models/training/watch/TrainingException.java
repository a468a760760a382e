package dev.rollcall.models.training.watch;

import java.io.IOException;

/** A training that cannot go on; the message says what to do next. */
public final class TrainingException extends IOException {
  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
