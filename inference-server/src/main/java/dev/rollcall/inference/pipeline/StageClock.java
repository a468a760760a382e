package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.telemetry.Figures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Splits the time of one picture among its stages: they sum to the whole. For one thread. */
final class StageClock {
  private final Figures figures;
  private final Map<String, Duration> stages = new LinkedHashMap<>();
  private long sinceNanos = System.nanoTime();

  StageClock(Figures figures) {
    this.figures = figures;
  }

  /** Everything since the last call was spent on this stage. */
  void spentOn(String stage) {
    long now = System.nanoTime();
    Duration took = Duration.ofNanos(now - sinceNanos);
    sinceNanos = now;
    stages.merge(stage, took, Duration::plus);
    figures.stage(stage, took);
  }

  Map<String, Duration> stages() {
    return stages;
  }
}
