package dev.rollcall.models.cli;

import dev.rollcall.models.evaluation.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * How far a long step has come: on a terminal a bar that is drawn over itself a few times a second,
 * elsewhere a plain line now and then. For one thread.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int BAR = 30;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 15_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier tickerNanos;
  private String step = "";
  private long beganNanos;
  private long saidNanos;
  private boolean open;

  ProgressLine(PrintWriter err, boolean terminal, LongSupplier tickerNanos) {
    this.err = err;
    this.terminal = terminal;
    this.tickerNanos = tickerNanos;
  }

  /** On standard error's writer, by whether this process has a terminal. */
  static ProgressLine to(PrintWriter err) {
    return new ProgressLine(err, Ansi.AUTO.enabled(), System::nanoTime);
  }

  @Override
  public void at(String what, int done, int total) {
    long now = tickerNanos.getAsLong();
    if (!what.equals(step)) {
      close();
      step = what;
      beganNanos = now;
      saidNanos = now;
    }
    boolean last = done == total;
    if (last || now - saidNanos >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      saidNanos = now;
      say(what, done, total, (now - beganNanos) / 1e9);
      if (last) {
        close();
      }
    }
  }

  private void say(String what, int done, int total, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String text =
        String.format(
            Locale.ROOT,
            "%s %d/%d  %.1f/s  %s",
            what,
            done,
            total,
            rate,
            done == total || rate == 0 ? "" : left((total - done) / rate));
    if (terminal) {
      int full = (int) ((long) BAR * done / Math.max(1, total));
      err.printf("\r[%s%s] %s\u001b[K", "#".repeat(full), "-".repeat(BAR - full), text);
      open = true;
    } else {
      err.println(text.strip());
    }
    err.flush();
  }

  private static String left(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.0f s left", seconds)
        : String.format(Locale.ROOT, "%.0f min left", seconds / 60);
  }

  /** Ends a bar that still stands on the terminal. */
  @Override
  public void close() {
    if (open) {
      err.println();
      err.flush();
      open = false;
    }
  }
}
