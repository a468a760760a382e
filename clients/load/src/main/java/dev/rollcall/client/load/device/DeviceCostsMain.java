package dev.rollcall.client.load.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.client.load.figures.Distribution;
import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What batches cost on the device, from rows in the heap to answers in the heap: one after the
 * other, and as many at once as the engine has permits. A process of its own, beside the inference
 * server's libraries; prints JSON.
 *
 * <p>On a GPU the second figure shows how far the copying of one batch hides behind the computing
 * of another; on a CPU it is the cores.
 */
@Command(name = "device-costs", description = "What batches cost on the device.")
public final class DeviceCostsMain implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> BUCKETS = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final long MOST_PIXELS_CPU = 1 << 20;
  private static final long MOST_PIXELS_GPU = 64L * 640 * 640;
  private static final long LEAST_NANOS = 200_000_000;
  private static final int LEAST_RUNS = 5;
  private static final int WARM_UP = 3;

  @Option(names = "--models", required = true)
  private Path models = Path.of("");

  @Option(names = "--pack", required = true)
  private String pack = "";

  @Option(names = "--device", required = true)
  private DeviceChoice device = DeviceChoice.AUTO;

  public static void main(String[] arguments) {
    CommandLine commands =
        new CommandLine(new DeviceCostsMain()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(commands.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    ObjectNode figures = JSON.createObjectNode();
    try (Engine engine = TensorFlowEngine.open(device);
        Catalog catalog = Catalog.open(models, pack, engine);
        Lease lease = catalog.lease()) {
      figures.put("device", engine.device().kind());
      figures.put("device_detail", engine.device().detail());
      figures.put("at_once", engine.permits());
      ArrayNode networks = figures.putArray("networks");
      long mostPixels = engine.device().kind().equals("gpu") ? MOST_PIXELS_GPU : MOST_PIXELS_CPU;
      for (Model model : lease.all()) {
        networks.add(network(model, engine.permits(), mostPixels));
        System.err.println("device: " + model.manifest().id());
      }
    }
    System.out.println(JSON.writeValueAsString(figures));
    return CommandLine.ExitCode.OK;
  }

  private static ObjectNode network(Model model, int permits, long mostPixels)
      throws InterruptedException, ExecutionException {
    ModelManifest.Input input = model.manifest().input();
    ObjectNode figures = JSON.createObjectNode();
    figures.put("id", model.manifest().id());
    ArrayNode batches = figures.putArray("batches");
    for (int bucket : BUCKETS) {
      long pixels = (long) bucket * input.height() * input.width();
      if (bucket == 1 || pixels <= mostPixels) {
        List<Raster> rows = rows(input, bucket);
        Rate alone = rate(model, rows, 1);
        Rate together = rate(model, rows, permits);
        batches
            .addObject()
            .put("rows", bucket)
            .put("batch_ms_p50", alone.millisP50())
            .put("rows_per_second_one", alone.rowsPerSecond())
            .put("rows_per_second_at_once", together.rowsPerSecond())
            .put("overlap_gain", together.rowsPerSecond() / alone.rowsPerSecond())
            .put("runs", alone.runs() + together.runs());
      }
    }
    return figures;
  }

  /** Noise: a network computes as long for it as for a face. */
  private static List<Raster> rows(ModelManifest.Input input, int bucket) {
    byte[] pixels = new byte[input.height() * input.width() * 3];
    new Random(1).nextBytes(pixels);
    return Collections.nCopies(bucket, new Raster(input.height(), input.width(), pixels));
  }

  private record Rate(int runs, double millisP50, double rowsPerSecond) {}

  private static Rate rate(Model model, List<Raster> rows, int atOnce)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<List<Double>>> under = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        under.add(callers.submit(() -> runs(model, rows, WARM_UP, 0)));
      }
      for (Future<List<Double>> warm : under) {
        warm.get();
      }
      under.clear();
      long start = System.nanoTime();
      for (int i = 0; i < atOnce; i++) {
        under.add(callers.submit(() -> runs(model, rows, LEAST_RUNS, LEAST_NANOS)));
      }
      List<Double> millis = new ArrayList<>();
      for (Future<List<Double>> done : under) {
        millis.addAll(done.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Rate(
          millis.size(),
          new Distribution(millis).percentile(50),
          millis.size() * rows.size() / seconds);
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Double> runs(Model model, List<Raster> rows, int least, long leastNanos) {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + leastNanos;
    while (millis.size() < least || System.nanoTime() < end) {
      long start = System.nanoTime();
      model.run(rows);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }
}
