package dev.rollcall.inference.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The batches of one network in one version. Its meters are looked up once, so that counting costs
 * next to nothing a face. Thread-safe.
 */
public final class BatchFigures {
  private final MeterRegistry registry;
  private final String model;
  private final String version;
  private final DistributionSummary size;
  private final DistributionSummary fill;
  private final Counter padding;
  private final Timer queueDelay;
  private final Timer overhead;
  private final Map<Integer, Timer> compute = new ConcurrentHashMap<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  BatchFigures(MeterRegistry registry, String model, String version) {
    this.registry = registry;
    this.model = model;
    this.version = version;
    this.size =
        DistributionSummary.builder(Figures.PREFIX + "batch.size")
            .tag("model", model)
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    this.fill =
        DistributionSummary.builder(Figures.PREFIX + "batch.fill")
            .tag("model", model)
            .register(registry);
    this.padding = counter("batch.padding", "");
    this.queueDelay = Figures.timer(registry, "queue.delay", "model", model);
    this.overhead = Figures.timer(registry, "batch.overhead", "model", model);
  }

  private Counter counter(String name, String reason) {
    Counter.Builder builder = Counter.builder(Figures.PREFIX + name).tag("model", model);
    return (reason.isEmpty() ? builder : builder.tag("reason", reason)).register(registry);
  }

  /**
   * A batch has run, well or not.
   *
   * @param rows that somebody waited for
   * @param bucket to which they were padded
   */
  public void ran(int rows, int bucket, long computeNanos) {
    size.record(rows);
    fill.record((double) rows / bucket);
    if (bucket > rows) {
      padding.increment(bucket - rows);
    }
    compute
        .computeIfAbsent(
            bucket,
            any ->
                Figures.timer(
                    registry,
                    "batch.compute",
                    "model",
                    model,
                    "version",
                    version,
                    "bucket",
                    String.valueOf(bucket)))
        .record(computeNanos, TimeUnit.NANOSECONDS);
  }

  /** Time of a turn that went into forming, checking and answering, all but the network's own. */
  public void overhead(long nanos) {
    overhead.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A face has left its queue for a batch. */
  public void queued(long waitedNanos) {
    queueDelay.record(waitedNanos, TimeUnit.NANOSECONDS);
  }

  /** Faces that left their queue without having run: late, cancelled or draining. */
  public void dropped(int rows, String reason) {
    counters
        .computeIfAbsent("queue.dropped " + reason, any -> counter("queue.dropped", reason))
        .increment(rows);
  }

  /** Faces that ran for nothing: late or cancelled by then. */
  public void wasted(int rows, String reason) {
    counters
        .computeIfAbsent("faces.wasted " + reason, any -> counter("faces.wasted", reason))
        .increment(rows);
  }

  /** Faces that made the network fail, or that it answered with something not a number. */
  public void failed(int rows) {
    counters.computeIfAbsent("faces.failed", any -> counter("faces.failed", "")).increment(rows);
  }

  /** A run failed, and was repeated in halves; or hung, and was given up. */
  public void fault(String reason) {
    counters
        .computeIfAbsent("batch.fault " + reason, any -> counter("batch.fault", reason))
        .increment();
  }
}
