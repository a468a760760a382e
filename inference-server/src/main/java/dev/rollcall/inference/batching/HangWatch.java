package dev.rollcall.inference.batching;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every run and gives up those that hang: a run is native code and cannot be interrupted.
 *
 * <p>Invariant: a run ends once, by {@link #ended} or by being given up. Thread-safe.
 */
final class HangWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);

  /** Between two looks. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  private final Duration patience;
  private final LongSupplier tickerNanos;
  private final Consumer<Run> givenUp;
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger hanging = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * A watch that does not look yet.
   *
   * @param givenUp is told of a run that hangs, when its rows are answered; its permit is theirs
   */
  HangWatch(Duration patience, LongSupplier tickerNanos, Consumer<Run> givenUp) {
    this.patience = patience;
    this.tickerNanos = tickerNanos;
    this.givenUp = givenUp;
  }

  /** Looks once a second until {@link #stop}. */
  void start() {
    Thread watch = new Thread(this::watch, "batch-watch");
    watch.setDaemon(true);
    watch.start();
  }

  void stop() {
    stopped.countDown();
  }

  void began(Run run) {
    runs.add(run);
  }

  /** False where the run was given up meanwhile, and its permit with it. */
  boolean ended(Run run) {
    runs.remove(run);
    boolean mine = run.end();
    if (!mine) {
      hanging.decrementAndGet();
      LOG.warn("a run of {} that was given up has come back", run.model());
    }
    return mine;
  }

  /** Runs that were given up and have not come back. */
  int hanging() {
    return hanging.get();
  }

  private void watch() {
    try {
      while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        giveUpOverdue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives up the runs that hang by now. */
  void giveUpOverdue() {
    long now = tickerNanos.getAsLong();
    for (Run run : runs) {
      if (run.isOverdue(now) && run.end()) {
        giveUp(run);
      }
    }
  }

  private void giveUp(Run run) {
    int hang = hanging.incrementAndGet();
    InferenceException hung =
        new InferenceException(
            Problem.ENGINE_FAULT,
            "network %s has not answered for %d s and was given up; if it happens again, start the server anew and see its log"
                .formatted(run.model(), patience.toSeconds()));
    LOG.error("{} ({} hang by now)", hung.getMessage(), hang);
    run.rows().forEach(row -> row.fail(hung));
    givenUp.accept(run);
  }
}
