package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.DeviceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Claim 11 alone. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Mixed load on a server process, with cancels, bad pictures and reloads: memory stays flat"
          + " and every byte of the budget comes back.",
      "Exit status: 0 so it was, 2 bad arguments, 1 it was not, or could not be measured."
    })
final class SoakBench implements Callable<Integer> {
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
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu or gpu (${DEFAULT-VALUE}).")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(names = "--full", description = "Thirty minutes instead of three.")
  private boolean full;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the claims and the raw distributions here; - is standard output.")
  private @Nullable String json;

  @Override
  public Integer call() throws Exception {
    Results results = new Results();
    Path scratch = Files.createTempDirectory("rollcall-soak");
    try {
      Soak.measure(
          results,
          Stores.pack(models, pack),
          scratch.resolve("soak"),
          device,
          Duration.ofMinutes(full ? 30 : 3));
    } finally {
      BatchingBench.delete(scratch);
    }
    if (!"-".equals(json)) {
      results.claims().forEach(claim -> System.out.println(claim.line()));
    }
    if (json != null) {
      results.write(json);
    }
    return results.allHold() ? 0 : 1;
  }
}
