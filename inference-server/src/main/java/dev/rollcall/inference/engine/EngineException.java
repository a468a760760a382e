package dev.rollcall.inference.engine;

/** A network failed on what it was fed, or is not what its manifest says. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean outOfMemory;

  public EngineException(String message) {
    super(message);
    outOfMemory = false;
  }

  public EngineException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private EngineException(String message, Throwable cause, boolean outOfMemory) {
    super(message, cause);
    this.outOfMemory = outOfMemory;
  }

  /** The batch did not fit into the device's memory: a smaller one may. */
  public static EngineException outOfMemory(String message, Throwable cause) {
    return new EngineException(message, cause, true);
  }

  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
