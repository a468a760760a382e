package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a part that starts beside us, however long that takes, and says so now and then. */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int TELL_EVERY = 25;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Ends every wait with an {@link InterruptedException}. */
  void stop() {
    stopped.countDown();
  }

  /**
   * Tries until it works.
   *
   * @throws ProblemException that says anything but UNAVAILABLE
   */
  <T> T until(String part, Supplier<T> attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.get();
      } catch (ProblemException e) {
        if (e.code().category() != ProblemCategory.UNAVAILABLE) {
          throw e;
        }
        if (failures % TELL_EVERY == 0) {
          LOG.info("waiting for the {}: {}", part, e.detail());
        }
      }
      if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("stopped while waiting for the " + part);
      }
    }
  }
}
