package dev.rollcall.client.load.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.client.load.serving.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Everything that is to be measured on a machine with a GPU: what the server really runs on, batch
 * costs and overlap, {@code bench serving}, {@code bench batching}, and how busy the device is
 * meanwhile. The launcher has built with {@code -Pgpu} where nvidia-smi answers. On a machine
 * without one it does the same on the CPU and says so.
 */
@Command(
    name = "gpu",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "All that is to be measured on a GPU machine; elsewhere as far as a CPU can.")
public final class GpuBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "The model store (default: data/models of the checkout).")
  private @Nullable Path models;

  @Option(
      names = "--pack",
      paramLabel = "NAME",
      description = "The pack (default: the one that is installed).")
  private @Nullable String pack;

  @Option(
      names = "--seconds",
      defaultValue = "12",
      description = "How long each load of bench serving is offered (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "N",
      description = "Of bench batching only these numbers, such as 2,4.")
  private List<String> only = List.of();

  @Option(names = "--without", split = ",", description = "Leave out serving or batching.")
  private List<String> without = List.of();

  @Option(
      names = "--report",
      defaultValue = "gpu-report",
      paramLabel = "DIR",
      description = "Where everything is written; gpu.json is all of it (${DEFAULT-VALUE}).")
  private Path report = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Checkout checkout = Checkout.own();
    Files.createDirectories(report);
    Optional<String> gpu = NvidiaSmi.firstGpu();
    String device = gpu.isPresent() ? "gpu" : "cpu";
    progress(
        gpu.map(name -> "GPU 0 is " + name)
            .orElse("no GPU answers nvidia-smi here: everything runs with --device cpu"));
    ObjectNode figures = JSON.createObjectNode();
    figures.put("gpu", gpu.orElse(null)).put("device_wanted", device);
    Path folder = models == null ? checkout.models() : models;
    List<String> store =
        List.of(
            "--models",
            folder.toString(),
            "--pack",
            Checkout.pack(folder, pack),
            "--device",
            device);
    boolean well = costs(checkout, store, device, figures);
    well &= bench("serving", checkout, store, List.of("--seconds", "" + seconds), figures);
    well &=
        bench(
            "batching",
            checkout,
            store,
            only.isEmpty() ? List.of() : List.of("--only", String.join(",", only)),
            figures);
    String served = figures.at("/serving/device").asText("");
    if (!served.isEmpty() && !served.equals(device)) {
      progress("the server ran on %s, not on %s".formatted(served, device));
      well = false;
    }
    figures.put("complete", well);
    Path file = report.resolve("gpu.json");
    Files.writeString(
        file,
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n",
        StandardCharsets.UTF_8);
    summary(figures);
    progress("all figures are in " + file);
    return well ? 0 : 1;
  }

  /** Batch costs and overlap; false where they cannot be had or ran elsewhere. */
  private boolean costs(Checkout checkout, List<String> store, String device, ObjectNode figures)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                checkout.baselineClassPath(),
                DeviceCostsMain.class.getName()));
    command.addAll(store);
    Path output = report.resolve("device.json");
    int status = watched("device", command, output, figures);
    if (status != 0) {
      progress("the batch costs could not be measured; the lines above say why");
      return false;
    }
    JsonNode costs = JSON.readTree(output.toFile());
    figures.set("device", costs);
    boolean right = costs.path("device").asText().equals(device);
    progress(
        "TensorFlow runs on %s (%s)"
            .formatted(costs.path("device").asText(), costs.path("device_detail").asText()));
    return right;
  }

  private boolean bench(
      String name, Checkout checkout, List<String> store, List<String> more, ObjectNode figures)
      throws IOException, InterruptedException {
    if (without.contains(name)) {
      return true;
    }
    Path output = report.resolve(name + ".json");
    List<String> command =
        new ArrayList<>(List.of(checkout.root().resolve("rollcall").toString(), "bench", name));
    command.addAll(store);
    command.addAll(more);
    command.addAll(List.of("--json", output.toString(), "--report", report.toString()));
    int status = watched(name, command, report.resolve(name + ".log"), figures);
    if (Files.exists(output)) {
      figures.set(name, JSON.readTree(output.toFile()));
    }
    if (status != 0) {
      progress("bench %s ended with %d".formatted(name, status));
    }
    return status == 0;
  }

  /** Runs a command and notes how busy the GPU was meanwhile. */
  private static int watched(String name, List<String> command, Path output, ObjectNode figures)
      throws IOException, InterruptedException {
    progress(name);
    if (NvidiaSmi.firstGpu().isEmpty()) {
      return run(command, output);
    }
    try (NvidiaSmi watch = NvidiaSmi.watch()) {
      int status = run(command, output);
      NvidiaSmi.Watched seen = watch.stop();
      figures
          .withObject("/busy")
          .putObject(name)
          .put("looks", seen.looks())
          .put("busy_percent", seen.busyPercent())
          .put("memory_mebibytes_most", seen.memoryMebibytesMost());
      return status;
    }
  }

  private static int run(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread stopper = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stopper);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(stopper);
    return status;
  }

  private static void summary(ObjectNode figures) {
    for (JsonNode network : figures.at("/device/networks")) {
      JsonNode batches = network.path("batches");
      JsonNode largest = batches.path(batches.size() - 1);
      System.out.printf(
          "%-34s batch of 1 %7.2f ms, of %d %8.2f ms (%.0f rows/s; %.2f x that with %d at once)%n",
          network.path("id").asText(),
          batches.at("/0/batch_ms_p50").asDouble(),
          largest.path("rows").asInt(),
          largest.path("batch_ms_p50").asDouble(),
          largest.path("rows_per_second_one").asDouble(),
          largest.path("overlap_gain").asDouble(),
          figures.at("/device/at_once").asInt());
    }
    JsonNode carried = figures.at("/serving/systems/0/saturation");
    if (!carried.isMissingNode()) {
      System.out.printf(
          "every head: %.1f faces/s, %.2f pictures/s; a lone check-in p50 %.1f ms%n",
          carried.path("faces_per_second").asDouble(),
          carried.path("answered_per_second").asDouble(),
          figures.at("/serving/lone/latency/p50").asDouble());
    }
    figures
        .path("busy")
        .properties()
        .forEach(
            busy ->
                System.out.printf(
                    "GPU busy during %s: %.0f %% of the time%n",
                    busy.getKey(), busy.getValue().path("busy_percent").asDouble()));
  }

  private static void progress(String line) {
    System.err.println("gpu: " + line);
  }
}
