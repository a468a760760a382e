package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.Split;
import dev.rollcall.models.training.graph.Precision;
import dev.rollcall.models.training.graph.TrainingGraph;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final int EPOCHS = 3;

  @TempDir Path folder;

  /** Wants a stop after so many steps. */
  private static final class StopAfter implements Watcher {
    private final long steps;
    private long done;

    StopAfter(long steps) {
      this.steps = steps;
    }

    @Override
    public void progress(String text, long step, long total) {
      done++;
    }

    @Override
    public void say(String line) {}

    @Override
    public void epoch(int epoch, int epochs, Map<String, Double> figures) {}

    @Override
    public boolean isStopWanted() {
      return done >= steps;
    }
  }

  private static Map<String, float[]> train(CropFile faces, Path out, String setup, long... stops)
      throws Exception {
    Split split = Split.of(faces.entries(), 0.2, 1);
    EmotionNet net = new EmotionNet(4, 16, 8, 0.3f);
    EmotionBatches batches =
        new EmotionBatches(
            faces,
            split.learn(),
            new float[] {1, 1, 1, 1},
            new EmotionBatches.Recipe(EPOCHS, 16, Augmentation.STANDARD, 0.1, 5));
    for (int i = 0; i <= stops.length; i++) {
      // A new graph each time, as a new process would have.
      try (TrainingGraph graph =
          new TrainingGraph(net, new TrainingGraph.Setup(5, 0.05f, 0.9, Precision.FLOAT32, 1))) {
        TrainingLoop.End end =
            new TrainingLoop(
                    new TrainingLoop.Settings(out, setup, EPOCHS, 1e-3, 2, 0, 1, 2),
                    batches,
                    new EmotionJudge(faces, split.choose(), 4),
                    new StopAfter(i < stops.length ? stops[i] : Long.MAX_VALUE))
                .run(graph);
        assertThat(end)
            .isEqualTo(i < stops.length ? TrainingLoop.End.STOPPED : TrainingLoop.End.ALL_EPOCHS);
        if (i == stops.length) {
          return graph.weights();
        }
      }
    }
    throw new AssertionError("not reached");
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Test
  void resumedTraining_endsWithTheSameBits() throws Exception {
    try (CropFile faces = DrawnFaces.crops(made("faces"), 20, 16, 3)) {
      Map<String, float[]> straight = train(faces, made("straight"), "tiny");
      Map<String, float[]> resumed = train(faces, made("resumed"), "tiny", 2, 4);
      assertThat(resumed.keySet()).isEqualTo(straight.keySet());
      straight.forEach(
          (name, values) -> assertThat(resumed.getOrDefault(name, new float[0])).isEqualTo(values));
    }
    assertThat(Files.readAllLines(folder.resolve("resumed").resolve(Metrics.FILE_NAME)))
        .isEqualTo(Files.readAllLines(folder.resolve("straight").resolve(Metrics.FILE_NAME)));
    assertThat(Files.exists(folder.resolve("straight").resolve("epoch-003.ckpt"))).isTrue();
  }

  @Test
  void otherSettings_areRefused_withTheRemedy() throws Exception {
    try (CropFile faces = DrawnFaces.crops(made("faces"), 10, 16, 3)) {
      train(faces, made("out"), "one");
      TrainingException refused =
          assertThrows(TrainingException.class, () -> train(faces, made("out"), "another"));
      assertThat(refused).hasMessageThat().contains("--out");
    }
  }
}
