package dev.rollcall.inference.catalog;

import java.io.IOException;

/** When a network may run that serves nobody yet: at once, or between the batches of others. */
public interface Turns {
  /**
   * Runs, and returns when that is done.
   *
   * @throws dev.rollcall.inference.engine.EngineException as the network does
   * @throws IOException where no turn comes any more
   */
  void take(Runnable run) throws IOException;

  /** At once, on the calling thread. */
  static Turns now() {
    return Runnable::run;
  }
}
