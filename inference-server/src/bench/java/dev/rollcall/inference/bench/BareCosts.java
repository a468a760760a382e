package dev.rollcall.inference.bench;

import dev.rollcall.inference.batching.FormerBenchmark;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Claim 1c: what the batcher alone costs a face, by JMH in a process of its own. */
final class BareCosts {
  private BareCosts() {}

  static void measure(Results results) {
    Collection<RunResult> runs;
    try {
      runs =
          new Runner(
                  new OptionsBuilder()
                      .include(FormerBenchmark.class.getSimpleName())
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH cannot run: " + e.getMessage(), e);
    }
    for (RunResult run : runs) {
      String name = run.getPrimaryResult().getLabel();
      double micros = run.getPrimaryResult().getScore();
      Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
      double bytes = allocated == null ? Double.NaN : allocated.getScore();
      results.fact(
          "JMH " + name,
          String.format(
              Locale.ROOT,
              "%.3f +- %.3f us and %.0f bytes a face",
              micros,
              run.getPrimaryResult().getScoreError(),
              bytes));
      if (name.equals("wholeBatcherOf64")) {
        results.add(
            Claim.atMost(
                "1c",
                "batcher alone: queue, former, padding, answer",
                micros,
                5,
                "us/face",
                String.format(
                    Locale.ROOT,
                    "JMH, batches of 64 through an identity engine, %.0f bytes allocated a face",
                    bytes)));
      }
    }
  }
}
