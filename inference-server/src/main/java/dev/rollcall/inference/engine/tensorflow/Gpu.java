package dev.rollcall.inference.engine.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the driver says of the machine's GPUs; TensorFlow's C interface does not tell. */
final class Gpu {
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
  private static final String MODEL = "Model:";

  private Gpu() {}

  /** For a person: the first GPU, by name where there is only one. */
  static String describe() {
    List<String> models = models();
    return "GPU 0"
        + (models.size() == 1 ? " (" + models.get(0) + ")" : "")
        + ", "
        + Threads.besideGpu().permits()
        + " at once";
  }

  /** Empty where no driver tells. */
  private static List<String> models() {
    try (Stream<Path> gpus = Files.list(DRIVER)) {
      return gpus.map(gpu -> gpu.resolve("information")).flatMap(Gpu::model).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Stream<String> model(Path information) {
    try {
      return Files.readAllLines(information).stream()
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(MODEL.length()).strip());
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
