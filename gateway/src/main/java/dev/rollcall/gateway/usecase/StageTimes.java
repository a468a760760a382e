package dev.rollcall.gateway.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each stage of one request took. Used by one thread at a time. */
public final class StageTimes {
  private final InstantSource clock;
  private final Instant start;
  private final Map<String, Duration> stages = new LinkedHashMap<>();

  /** Starts now. */
  public StageTimes(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Adds to a stage. */
  public void add(String stage, Duration duration) {
    stages.merge(stage, duration, Duration::plus);
  }

  /** Adds what another part measured. */
  public void addAll(Map<String, Duration> measured) {
    measured.forEach(this::add);
  }

  /** Runs the work as a stage. */
  public <T> T measure(String stage, Supplier<T> work) {
    Instant before = clock.instant();
    try {
      return work.get();
    } finally {
      add(stage, Duration.between(before, clock.instant()));
    }
  }

  /** {@code total} since the start, and the stages in the order they came. */
  public Map<String, Duration> soFar() {
    Map<String, Duration> all = new LinkedHashMap<>();
    all.put("total", Duration.between(start, clock.instant()));
    all.putAll(stages);
    return all;
  }
}
