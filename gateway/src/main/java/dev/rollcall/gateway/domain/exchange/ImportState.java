package dev.rollcall.gateway.domain.exchange;

/** How far an import is. */
public enum ImportState {
  /** The file is read into rows. */
  CHECKING,
  /** Rows get their outcome, one after the other. */
  RUNNING,
  /** Trouble that is not of one row; goes on where it was when it is told to. */
  PAUSED,
  DONE,
  /** The file cannot be read at all. */
  FAILED,
  CANCELLED;

  /** True where a gateway has something to do. */
  public boolean isUnderWay() {
    return this == CHECKING || this == RUNNING;
  }
}
