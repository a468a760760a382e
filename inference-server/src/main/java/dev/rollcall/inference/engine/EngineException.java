package dev.rollcall.inference.engine;

/** A network failed on what it was fed, or is not what its manifest says. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
