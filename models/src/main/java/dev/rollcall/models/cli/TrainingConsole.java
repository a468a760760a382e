package dev.rollcall.models.cli;

import dev.rollcall.models.training.watch.Watcher;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Shows a person how a training goes: a bar with the time left on a terminal, a line an epoch
 * elsewhere. The first Ctrl-C (or SIGTERM) asks the training to save and stop, and the program ends
 * when it has.
 */
final class TrainingConsole implements Watcher, AutoCloseable {
  private static final int BAR = 24;
  private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

  /** Saving takes a second; making a batch or judging an epoch may come before it. */
  private static final long PATIENCE_SECONDS = 120;

  /** As shells report an interrupted program. */
  private static final int INTERRUPTED = 130;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private String stage = "";
  private long stageBegan;
  private long stageFrom;
  private long lastShown;
  private int shownLength;

  /**
   * Begins to listen for Ctrl-C.
   *
   * @param terminal whether lines can be drawn over
   * @param nanos a clock that only goes forward
   */
  TrainingConsole(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.hook = new Thread(this::stopAndWait, "stop-training");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    stop.set(true);
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        out.println("rollcall: stopped without saving; the last epoch's checkpoint remains");
        out.flush();
        // TensorFlow still computes: an orderly exit would take its locks away under it.
        Runtime.getRuntime().halt(INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void progress(String text, long done, long total) {
    String kind = text.split(" ", 2)[0];
    long now = nanos.getAsLong();
    if (!kind.equals(stage)) {
      stage = kind;
      stageBegan = now;
      stageFrom = done - 1;
    }
    if (!terminal || (done < total && now - lastShown < EVERY_NANOS)) {
      return;
    }
    lastShown = now;
    int filled = (int) (BAR * done / Math.max(1, total));
    double perStep = (double) (now - stageBegan) / Math.max(1, done - stageFrom);
    Duration left = Duration.ofNanos((long) (perStep * (total - done)));
    draw(
        String.format(
            Locale.ROOT,
            "[%s%s] %3d %%  %s  %s left",
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            100 * done / Math.max(1, total),
            text,
            spoken(left)));
  }

  static String spoken(Duration time) {
    if (time.toMinutes() >= 60) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }

  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
    out.flush();
    shownLength = line.length();
  }

  @Override
  public synchronized void say(String line) {
    if (shownLength > 0) {
      draw("");
      out.print("\r");
      shownLength = 0;
    }
    out.println(line);
    out.flush();
  }

  @Override
  public void epoch(int epoch, int epochs, Map<String, Double> figures) {
    StringBuilder line = new StringBuilder("epoch %3d/%d".formatted(epoch, epochs));
    figures.forEach(
        (name, value) ->
            line.append(String.format(Locale.ROOT, "  %s %.4f", name.replace('_', ' '), value)));
    say(line.toString());
  }

  @Override
  public boolean isStopWanted() {
    return stop.get();
  }

  /** The training has ended; a Ctrl-C that waits goes on. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook is what waited for us.
      out.flush();
    }
  }
}
