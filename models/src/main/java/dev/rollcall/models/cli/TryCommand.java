package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one network in this process, which a bad one may end: import starts it as a child. */
@Command(name = "try", hidden = true, mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
  private static final int ROWS = 4;

  @Parameters(paramLabel = "DIR")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    ModelManifest manifest = ModelManifest.read(folder.resolve(ModelManifest.FILE_NAME));
    try (Engine engine = TensorFlowEngine.open(DeviceChoice.CPU);
        Network network = engine.load(folder)) {
      List<Raster> rows = noise(manifest.input());
      for (List<Raster> batch : List.of(rows.subList(0, 1), rows)) {
        Outputs outputs = network.run(batch);
        for (int i = 0; i < batch.size(); i++) {
          check(outputs.row(i), manifest);
        }
      }
    } catch (EngineException e) {
      throw new IOException(e.getMessage(), e);
    }
    return 0;
  }

  private static void check(Outputs.Row row, ModelManifest manifest) throws IOException {
    for (String name : outputs(manifest.task())) {
      if (!row.has(name)) {
        throw new IOException(
            "%s needs the output %s; the network has %s"
                .formatted(manifest.task(), name, row.values().keySet()));
      }
    }
    if (!row.isFinite()) {
      throw new IOException("the network answers noise with something that is not a number");
    }
    if (manifest.task() == Task.EMOTION) {
      row.get("probabilities", manifest.labels().size());
    }
    if (manifest.task() == Task.AGE_GENDER) {
      row.get("gender", manifest.labels().size());
    }
  }

  private static List<String> outputs(Task task) {
    return switch (task) {
      case DETECTION -> List.of("boxes", "scores");
      case LANDMARKS -> List.of("points");
      case FACE_MESH -> List.of("points", "score");
      case RECOGNITION -> List.of("embedding");
      case AGE_GENDER -> List.of("age", "gender");
      case EMOTION -> List.of("probabilities");
      case LIVENESS -> List.of("live");
      case HEAD_POSE -> List.of("degrees");
    };
  }

  private static List<Raster> noise(ModelManifest.Input input) {
    Random random = new Random(1);
    List<Raster> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      byte[] rgb = new byte[input.height() * input.width() * 3];
      random.nextBytes(rgb);
      rows.add(new Raster(input.height(), input.width(), rgb));
    }
    return rows;
  }
}
