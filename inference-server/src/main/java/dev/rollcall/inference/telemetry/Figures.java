package dev.rollcall.inference.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is counted and timed; every name begins with {@code rollcall_inference}. Thread-safe. */
public final class Figures {
  static final String PREFIX = "rollcall.inference.";
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, BatchFigures> batches = new ConcurrentHashMap<>();

  public Figures(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counted for nobody: offline use and tests. */
  public static Figures unseen() {
    return new Figures(new SimpleMeterRegistry());
  }

  /** A call has ended, with a gRPC code by name. */
  public void call(String method, String code, Duration took) {
    timers
        .computeIfAbsent(method + " " + code, any -> timer("call", "method", method, "code", code))
        .record(took);
  }

  public void stage(String stage, Duration took) {
    timers.computeIfAbsent(stage, any -> timer("stage", "stage", stage)).record(took);
  }

  public void faces(int inPicture) {
    DistributionSummary.builder(PREFIX + "faces.per.picture")
        .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100)
        .register(registry)
        .record(inPicture);
  }

  /** A call was turned away before anything was started. */
  public void refused(String reason) {
    Counter.builder(PREFIX + "refused").tag("reason", reason).register(registry).increment();
  }

  /** The batches of one network in one version; the same for the same. */
  public BatchFigures batches(String model, String version) {
    return batches.computeIfAbsent(
        model + " " + version, any -> new BatchFigures(registry, model, version));
  }

  /** A level that is read when somebody looks. */
  public void level(String name, Supplier<Number> level) {
    Gauge.builder(PREFIX + name, level).register(registry);
  }

  private Timer timer(String name, String... tags) {
    return timer(registry, name, tags);
  }

  static Timer timer(MeterRegistry registry, String name, String... tags) {
    return Timer.builder(PREFIX + name)
        .tags(tags)
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }
}
