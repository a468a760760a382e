package dev.rollcall.models.training;

import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** How fast a training goes, and what holds it back. For one thread. */
final class Pace {
  /** From this share of the time on, it is the pictures that are waited for. */
  private static final double MUCH_WAITING = 0.2;

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanos;
  private long waitedNanos;
  private long computedNanos;
  private long steps;

  Pace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Something that has to be waited for. */
  interface Waiting<T> {
    T get() throws IOException, InterruptedException;
  }

  <T> T waiting(Waiting<T> work) throws IOException, InterruptedException {
    long began = nanos.getAsLong();
    T result = work.get();
    waitedNanos += nanos.getAsLong() - began;
    return result;
  }

  /** One step of the network. */
  double computing(DoubleSupplier step) {
    long began = nanos.getAsLong();
    double result = step.getAsDouble();
    computedNanos += nanos.getAsLong() - began;
    steps++;
    return result;
  }

  /** For a person. */
  String words() {
    double waited = waitedNanos / (double) Math.max(1, waitedNanos + computedNanos);
    return String.format(
        Locale.ROOT,
        "%.1f steps a second, %.0f %% of the time spent computing and %.0f %% waiting for pictures: %s",
        steps * NANOS_PER_SECOND / Math.max(1, waitedNanos + computedNanos),
        100 * (1 - waited),
        100 * waited,
        waited > MUCH_WAITING
            ? "making them is what bounds it (a faster disk, or more --threads)"
            : "the network is what bounds it (a smaller --width, or a GPU)");
  }
}
