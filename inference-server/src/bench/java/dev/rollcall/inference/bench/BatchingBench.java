package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Every claim of dynamic batching by its id, with bar, figure and whether it holds. */
@Command(
    name = "batching",
    mixinStandardHelpOptions = true,
    description = {
      "Prints each claim of dynamic batching with bar, figure and whether it holds, measured beside"
          + " the raw limit in this very process.",
      "Exit status: 0 all was measured, whatever the figures say; 2 bad arguments; 1 it could not be"
          + " measured, or with --check a claim does not hold."
    })
final class BatchingBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--models",
      defaultValue = "data/models",
      paramLabel = "DIR",
      description = "The model store (${DEFAULT-VALUE}).")
  private Path models = Path.of("");

  @Option(
      names = "--pack",
      paramLabel = "NAME",
      description = "The pack (default: the one that is installed).")
  private @Nullable String pack;

  @Option(
      names = "--network",
      paramLabel = "ID",
      description = "The network that the device runs (default: the pack's embedder).")
  private @Nullable String chosenNetwork;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu or gpu (${DEFAULT-VALUE}).")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "N",
      description = "Measure only these numbers of the table, such as 2,4,6.")
  private Set<Integer> only = new TreeSet<>();

  @Option(names = "--soak", description = "The soak of claim 11 too: three minutes more.")
  private boolean soak;

  @Option(names = "--full", description = "Longer runs, and the soak of 30 minutes.")
  private boolean full;

  @Option(names = "--check", description = "Exit with 1 where a claim does not hold.")
  private boolean check;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write the claims here, a list; each carries its raw distributions. - is standard output.")
  private @Nullable String json;

  @Option(names = "--report", paramLabel = "DIR", description = "Write a page with plots here.")
  private @Nullable Path report;

  private final Results results = new Results();

  @Override
  public Integer call() throws Exception {
    if (only.stream().anyMatch(number -> number < 1 || number > 13)) {
      throw new ParameterException(spec.commandLine(), "--only takes numbers of 1 to 13");
    }
    long startedNanos = System.nanoTime();
    Path folder = Stores.pack(models, pack);
    Path scratch = Files.createTempDirectory("rollcall-bench");
    try {
      measure(folder, scratch);
    } finally {
      delete(scratch);
    }
    results.fact(
        "the whole run took",
        Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds() + " s");
    if (!"-".equals(json)) {
      results.claims().forEach(claim -> System.out.println(claim.line()));
    }
    if (json != null) {
      results.write(json);
    }
    if (report != null) {
      BatchingReport.write(report, results);
    }
    System.err.println(results.verdict());
    return check && !results.allHold() ? 1 : 0;
  }

  private boolean wants(Integer... numbers) {
    return only.isEmpty() || Stream.of(numbers).anyMatch(only::contains);
  }

  private void measure(Path folder, Path scratch) throws IOException, InterruptedException {
    int times = full ? 4 : 1;
    String network = chosenNetwork == null ? Stores.embedder(folder) : chosenNetwork;
    // First, for it also lets the compilers see the batcher before anything is timed.
    Sameness.ownRows(results, 3000 * times);
    Lone.warmUp(20_000);
    try (Device real = Device.open(folder, network, TensorFlowEngine.open(device))) {
      results.fact("device", real.engine.device().detail());
      results.fact("batch costs, ms", Stores.costs(real.model.costs()));
      if (wants(3)) {
        Lone.measure(real, results, 300 * times);
      }
      double saturation =
          wants(2, 4, 5, 9) ? new Saturation(real, results).measure(10 * times, 1500) : Double.NaN;
      if (wants(4)) {
        new HalfLoad(real).measure(results, saturation, 5 * times, 8000);
      }
      if (wants(6)) {
        new Fairness(real).measure(results, 5 * times, 100);
      }
      if (wants(8)) {
        new Cancels(real).measure(results, 8000L * times);
      }
      if (wants(12)) {
        Sameness.cosine(real, results, 24 * times);
      }
      if (wants(13)) {
        Sameness.poison(real, results);
      }
      if (report != null) {
        new LoadCurve(real).measure(results, saturation, 3000);
      }
    }
    if (wants(1)) {
      BareCosts.measure(results);
      Overhead.measure(results, scratch.resolve("identity"), 10_000 * times);
    }
    if (wants(7, 10)) {
      // Nothing but what is called: a whole pack takes long to warm up.
      Path alone = scratch.resolve("alone").resolve("copy");
      Stores.copy(folder, alone, Stores.withDetector(folder, network));
      if (wants(7)) {
        Overload.measure(results, alone, network, device, times);
      }
      if (wants(10)) {
        Drain.measure(results, alone, network, device, 3 * times);
      }
    }
    if (wants(9)) {
      Reloads.measure(results, folder, network, device, scratch.resolve("reloads"), times);
    }
    if (soak || full || only.contains(11)) {
      Soak.measure(
          results, folder, scratch.resolve("soak"), device, Duration.ofMinutes(full ? 30 : 3));
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
