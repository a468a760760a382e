package dev.rollcall.client.load.serving;

import dev.rollcall.client.load.figures.Distribution;
import java.util.Collection;

/** Milliseconds by nearest rank; NaN where nothing was measured. */
record Latency(double p50, double p95, double p99) {
  static Latency of(Collection<Double> millis) {
    Distribution sorted = new Distribution(millis);
    return new Latency(sorted.percentile(50), sorted.percentile(95), sorted.percentile(99));
  }
}
