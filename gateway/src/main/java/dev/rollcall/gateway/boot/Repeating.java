package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a thread of its own: again at once while there is something to do, and otherwise after a
 * pause. What fails is logged and tried again.
 */
@SuppressWarnings("try") // whoever stops it waits, and may be interrupted in that
final class Repeating implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Job job;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** One round. */
  interface Job {
    /**
     * Does what is due.
     *
     * @param goOn false once the gateway stops
     * @return true where there may be more
     */
    boolean run(BooleanSupplier goOn);
  }

  private Repeating(String name, Duration pause, Job job) {
    this.name = name;
    this.pause = pause;
    this.job = job;
    this.thread = new Thread(this::repeat, name);
    this.thread.setDaemon(true);
  }

  static Repeating start(String name, Duration pause, Job job) {
    Repeating repeating = new Repeating(name, pause, job);
    repeating.thread.start();
    return repeating;
  }

  private void repeat() {
    try {
      while (!stop.await(0, TimeUnit.MILLISECONDS)) {
        Duration wait = round();
        if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration round() {
    try {
      return job.run(() -> stop.getCount() > 0) ? Duration.ZERO : pause;
    } catch (ProblemException e) {
      if (e.code().category() == ProblemCategory.UNAVAILABLE) {
        LOG.warn("{} waits: {}", name, e.detail());
      } else {
        LOG.error("{} failed and is tried again", name, e);
      }
    } catch (RuntimeException | Error e) {
      // Whatever it was: the thread is the only one that does this job.
      LOG.error("{} failed and is tried again", name, e);
    }
    return AFTER_FAILURE.compareTo(pause) > 0 ? AFTER_FAILURE : pause;
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(LONGEST_STOP.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
