package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.graph.Precision;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From folders to a served model, with drawn faces. */
class EmotionTrainingTest {
  private static final int EPOCHS = 24;

  @TempDir Path folder;

  private static final class Listener implements Watcher {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void progress(String text, long done, long total) {}

    @Override
    public void say(String line) {
      lines.add(line);
    }

    @Override
    public void epoch(int epoch, int epochs, Map<String, Double> figures) {}

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }

  private static FacePipeline noPipeline() {
    throw new AssertionError("these are crops: no face has to be found");
  }

  private EmotionTraining training(
      Path data, boolean resume, int epochs, @Nullable Path test, Listener listener) {
    Course course =
        new Course(
            data,
            folder.resolve("out"),
            resume,
            epochs,
            16,
            3e-3,
            0.2,
            0,
            0,
            1,
            FaceCutter.Mode.AUTO,
            10,
            20,
            Precision.FLOAT32,
            2);
    EmotionTraining.Settings settings =
        new EmotionTraining.Settings(
            "drawn",
            "1",
            "drawn by a test",
            false,
            8,
            0,
            0.1,
            0.5,
            0,
            new Augmentation(0.5, 5, 0.04, 0.05, 0.2, 0.1, 0),
            test);
    return new EmotionTraining(course, settings, EmotionTrainingTest::noPipeline, listener);
  }

  @Test
  void fourFoldersAndAVideo_becomeAModelThatIsServed() throws Exception {
    Path data = folder.resolve("data");
    DrawnFaces.folders(data, 30, 1);
    DrawnFaces.video(data.resolve("happy").resolve("clip.mkv"), 1, 15, 2);
    Files.writeString(data.resolve("sad").resolve("broken.jpg"), "no picture");
    Path test = folder.resolve("test");
    DrawnFaces.folders(test, 10, 77);
    Listener listener = new Listener();

    Outcome outcome = training(data, false, EPOCHS, test, listener).run();

    assertThat(outcome.finished()).isTrue();
    assertThat(String.join("\n", listener.lines)).contains("broken.jpg");
    assertThat(accuracy(outcome, "test")).isAtLeast(0.8);
    ModelManifest manifest = ModelManifest.read(outcome.model().resolve(ModelManifest.FILE_NAME));
    assertThat(manifest.task()).isEqualTo(Task.EMOTION);
    assertThat(manifest.labels()).isEqualTo(DrawnFaces.LABELS);
    assertThat(manifest.sha256())
        .isEqualTo(ModelFolder.sha256(outcome.model().resolve("saved_model.pb")));
    assertThat(Files.readAllLines(outcome.out().resolve(Metrics.FILE_NAME))).hasSize(EPOCHS);
    for (String file : List.of("index.html", "loss.png", "aside-roc.png", "test-confusion.png")) {
      assertThat(Files.exists(outcome.out().resolve("report").resolve(file))).isTrue();
    }
    assertThat(Files.readString(outcome.model().resolve("report").resolve("index.html")))
        .contains("data:image/png;base64,");
    assertThat(Files.exists(outcome.model().resolve("report").resolve("errors"))).isFalse();
    assertThat(Files.exists(outcome.out().resolve("report").resolve("errors"))).isTrue();

    TrainingException again =
        assertThrows(
            TrainingException.class, () -> training(data, false, EPOCHS, test, listener).run());
    assertThat(again).hasMessageThat().contains("--resume");
    assertThat(accuracy(training(data, true, EPOCHS, test, listener).run(), "test"))
        .isEqualTo(accuracy(outcome, "test"));
  }

  @Test
  void emptyLabel_isRefused_byName() throws Exception {
    Path data = folder.resolve("data");
    DrawnFaces.folders(data, 2, 1);
    Files.createDirectories(data.resolve("surprised"));
    TrainingException refused =
        assertThrows(
            TrainingException.class, () -> training(data, false, 1, null, new Listener()).run());
    assertThat(refused).hasMessageThat().contains("surprised");
  }

  private static double accuracy(Outcome outcome, String set) {
    Object figures = outcome.figures().get(set);
    return figures instanceof Map<?, ?> map && map.get("accuracy") instanceof Double accuracy
        ? accuracy
        : -1;
  }
}
