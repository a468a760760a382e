package dev.rollcall.inference.bench;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.Precision;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Each network of a pack as it is served, beside the same in bf16, and beside ONNX Runtime with the
 * ONNX file it was made from. Calls alternate, one thread each, so that whatever else the machine
 * does hits all alike.
 */
@Command(
    name = "nets",
    mixinStandardHelpOptions = true,
    description = {
      "Prints each network's time for one face and for a batch, in fp32 and in bf16, and how often"
          + " as fast it is as ONNX Runtime with the original, where that is an ONNX file.",
      "Exit status: 0 all was measured, 2 bad arguments, 1 it could not be measured."
    })
final class NetsBench implements Callable<Integer> {
  /** A detector of any size is timed at a webcam's. */
  private static final int FRAME_WIDTH = 640;

  private static final int FRAME_HEIGHT = 480;
  private static final int DETECTOR_PIXELS = 300 * 300;
  private static final int DETECTOR_BATCH = 2;

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
      names = "--originals",
      paramLabel = "DIR",
      description = "Holds the ONNX files, known by their hash (default: ROLLCALL_MODELS_MIRROR).")
  private Optional<Path> originals =
      Optional.ofNullable(System.getenv("ROLLCALL_MODELS_MIRROR")).map(Path::of);

  @Option(
      names = "--batch",
      defaultValue = "8",
      paramLabel = "N",
      description = "Faces of the batch (${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      paramLabel = "N",
      description = "How long each network and size is timed (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures here; - is standard output, and nothing else there.")
  private @Nullable String json;

  /**
   * What was measured of one network at one size of batch; medians.
   *
   * @param overOnnxRuntime its time with the original, divided by ours; null without an original
   * @param overFp32 the time of fp32 divided by that of bf16
   * @param bf16Cosine the least over the rows, of all outputs together
   */
  private record Row(
      String network,
      int rows,
      double fp32Millis,
      double bf16Millis,
      @Nullable Double onnxRuntimeMillis,
      @Nullable Double overOnnxRuntime,
      double overFp32,
      double bf16Cosine) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%-36s %5d %9.2f %9.2f %7.2f %9.5f %9s %7s",
          network,
          rows,
          fp32Millis,
          bf16Millis,
          overFp32,
          bf16Cosine,
          onnxRuntimeMillis == null ? "-" : String.format(Locale.ROOT, "%.2f", onnxRuntimeMillis),
          overOnnxRuntime == null ? "-" : String.format(Locale.ROOT, "%.2f", overOnnxRuntime));
    }
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Stores.pack(models, pack);
    List<Row> rows = new ArrayList<>();
    System.err.printf(
        "%s; one thread each; medians in ms; %s%n", folder, amx() ? "AMX with bf16" : "no AMX");
    System.err.printf(
        "%-36s %5s %9s %9s %7s %9s %9s %7s%n",
        "network", "rows", "fp32", "bf16", "faster", "cosine", "ONNX RT", "faster");
    try (TensorFlowEngine fp32 = TensorFlowEngine.open(DeviceChoice.CPU, 1, 1);
        TensorFlowEngine bf16 = TensorFlowEngine.open(DeviceChoice.CPU, 1, 1, Precision.BF16)) {
      for (ModelManifest manifest : Stores.newest(folder)) {
        Path model = folder.resolve(manifest.id()).resolve(manifest.version());
        Optional<Path> original = OnnxOriginal.find(manifest, originals);
        try (Network served = fp32.load(model);
            Network halved = bf16.load(model)) {
          for (int size : sizes(manifest)) {
            Row row = measure(manifest, served, halved, original, pictures(manifest, size));
            System.err.println(row.line());
            rows.add(row);
          }
        }
      }
    }
    if (json != null) {
      Results.write(json, Map.of("amx_bf16", amx(), "networks", rows));
    }
    return 0;
  }

  private List<Integer> sizes(ModelManifest manifest) {
    int pixels = manifest.input().width() * manifest.input().height();
    return List.of(1, pixels > DETECTOR_PIXELS ? DETECTOR_BATCH : batch);
  }

  private Row measure(
      ModelManifest manifest,
      Network served,
      Network halved,
      Optional<Path> original,
      List<Raster> pictures)
      throws Exception {
    Samples ours = new Samples();
    Samples halves = new Samples();
    Samples theirs = new Samples();
    double cosine = leastCosine(served.run(pictures), halved.run(pictures));
    try (OnnxOriginal runtime =
        original.isPresent() ? OnnxOriginal.open(original.get(), pictures) : OnnxOriginal.none()) {
      timed(runtime, new Samples());
      long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < endNanos || ours.count() < 5) {
        timed(() -> served.run(pictures), ours);
        timed(() -> halved.run(pictures), halves);
        timed(runtime, theirs);
      }
    }
    double fp32 = ours.percentile(50);
    double bf16 = halves.percentile(50);
    Double onnx = original.isPresent() ? (Double) theirs.percentile(50) : null;
    return new Row(
        manifest.id(),
        pictures.size(),
        fp32,
        bf16,
        onnx,
        onnx == null ? null : (Double) (onnx / fp32),
        fp32 / bf16,
        cosine);
  }

  private static void timed(Callable<?> work, Samples millis) throws Exception {
    long began = System.nanoTime();
    work.call();
    millis.add((System.nanoTime() - began) / 1e6);
  }

  private static List<Raster> pictures(ModelManifest manifest, int rows) {
    boolean anySize = manifest.input().sizeMultiple() > 0;
    int width = anySize ? FRAME_WIDTH : manifest.input().width();
    int height = anySize ? FRAME_HEIGHT : manifest.input().height();
    SplittableRandom random = new SplittableRandom(rows);
    List<Raster> pictures = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      pictures.add(smooth(random, width, height));
    }
    return pictures;
  }

  /** Smooth stains rather than noise: networks answer noise with values near zero. */
  private static Raster smooth(SplittableRandom random, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    double[] wave = random.doubles(9).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double across = (2 + 6 * wave[c]) * x / width;
          double down = (2 + 6 * wave[3 + c]) * y / height;
          double level = 128 + 60 * Math.sin(across + wave[6 + c]) + 60 * Math.cos(down);
          rgb[(y * width + x) * 3 + c] = (byte) (int) level;
        }
      }
    }
    return new Raster(height, width, rgb);
  }

  private static double leastCosine(Outputs one, Outputs other) {
    double least = 1;
    for (int row = 0; row < one.rows(); row++) {
      double dot = 0;
      double squares = 0;
      double otherSquares = 0;
      for (String name : one.blocks().keySet()) {
        float[] values = one.row(row).get(name);
        float[] others = other.row(row).get(name, values.length);
        for (int i = 0; i < values.length; i++) {
          dot += (double) values[i] * others[i];
          squares += (double) values[i] * values[i];
          otherSquares += (double) others[i] * others[i];
        }
      }
      least = Math.min(least, dot / Math.sqrt(squares * otherSquares));
    }
    return least;
  }

  private static boolean amx() throws IOException {
    Path processor = Path.of("/proc/cpuinfo");
    return Files.isReadable(processor) && Files.readString(processor).contains("amx_bf16");
  }
}
