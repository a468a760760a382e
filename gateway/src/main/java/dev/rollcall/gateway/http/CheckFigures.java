package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.attendance.PictureVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/** What check-ins came to and where their time went. */
public final class CheckFigures {
  private final MeterRegistry registry;

  public CheckFigures(MeterRegistry registry) {
    this.registry = registry;
  }

  void checked(PictureVerdict verdict, Map<String, Duration> stages) {
    registry
        .counter(
            "rollcall.checks",
            "status",
            verdict.status().name(),
            "reason",
            verdict.reason() == null ? "" : verdict.reason().name())
        .increment();
    stages.forEach(
        (stage, time) ->
            Timer.builder("rollcall.check.stage")
                .description("Time of one stage of a check-in")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .register(registry)
                .record(time));
  }
}
