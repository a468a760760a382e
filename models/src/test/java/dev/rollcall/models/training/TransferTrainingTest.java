package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.graph.Precision;
import dev.rollcall.models.training.watch.Watcher;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recognition and age on a small network that stands in for an installed one. */
class TransferTrainingTest {
  private static final int SIDE = 16;

  @TempDir Path folder;

  private static final class Quiet implements Watcher {
    @Override
    public void progress(String text, long done, long total) {}

    @Override
    public void say(String line) {}

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

  private static float[] noise(int size, double scale) {
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** One convolution, the mean, a matrix to eight numbers, and one to the output. */
  private Base base(String output, Task task, int outputs) throws IOException {
    GraphBuilder graph = new GraphBuilder();
    String x = graph.normalise(graph.image(SIDE, SIDE), 128, 128);
    x =
        graph.conv2d(
            x,
            "conv",
            Constant.of(List.of(3, 3, 3, 8), noise(216, 0.3)),
            2,
            GraphBuilder.Padding.SAME);
    x = graph.node("Relu", "relu", graph.biasAdd(x, "conv/bias", Constant.vector(new float[8])));
    x = graph.reshapeRows(x, "flat", 8 * SIDE * SIDE / 4);
    x = graph.dense(x, "fc", Constant.of(List.of(8 * SIDE * SIDE / 4, 8), noise(4096, 0.05)));
    if (task == Task.AGE_GENDER) {
      x = graph.dense(x, "age", Constant.of(List.of(8, 1), noise(8, 1)));
      x = graph.biasAdd(x, "age/bias", Constant.vector(new float[] {40}));
    }
    Network network =
        graph.network(SIDE, SIDE, Map.of(output, new Network.Output(x, List.of(outputs))));
    ModelManifest manifest =
        new ModelManifest(
            "base",
            "1",
            task,
            new ModelManifest.Source("trained", "a test", "1", List.of()),
            ModelFolder.UNHASHED,
            new ModelManifest.Licence("Apache-2.0", "noise", false),
            new ModelManifest.Input(SIDE, SIDE, 0, new Crop.Box(1, true, Crop.Border.BLACK), false),
            null,
            List.of(),
            List.of());
    Path base = folder.resolve("base");
    ModelFolder.write(base, network, manifest);
    return new Base(base, manifest);
  }

  private Course course(Path data, int epochs, double rate) {
    return new Course(
        data,
        folder.resolve("out"),
        false,
        epochs,
        24,
        rate,
        0.3,
        0,
        5,
        1,
        FaceCutter.Mode.YES,
        1,
        1,
        Precision.FLOAT32,
        2);
  }

  /** Stripes whose direction and width are the person's, over a grey of this brightness. */
  private static void picture(Path file, double pattern, int brightness, Random random)
      throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double wave = Math.sin(x * Math.cos(pattern) * 1.5 + y * Math.sin(pattern) * 1.5);
        int grey = (int) (brightness + 30 * wave + 12 * random.nextGaussian());
        int value = Math.max(0, Math.min(255, grey));
        image.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void recognition_onABase_verifiesPeopleItNeverSaw() throws Exception {
    Path data = folder.resolve("people");
    Random random = new Random(1);
    for (int person = 0; person < 24; person++) {
      for (int i = 0; i < 5; i++) {
        Path file = data.resolve("p%02d".formatted(person)).resolve(i + ".png");
        picture(file, person * Math.PI / 24, 110 + random.nextInt(40), random);
      }
    }
    Outcome outcome =
        new RecognitionTraining(
                course(data, 10, 3e-3),
                new RecognitionTraining.Settings("people", "1", "drawn", false, 2, 1.2f),
                Optional.of(base("embedding", Task.RECOGNITION, 8)),
                TransferTrainingTest::noPipeline,
                new Quiet())
            .run();

    assertThat(figure(outcome, "kept_aside", "auc")).isAtLeast(0.7);
    assertThat(Files.exists(outcome.out().resolve("epoch-005.ckpt"))).isTrue();
    ModelManifest manifest = ModelManifest.read(outcome.model().resolve("manifest.json"));
    assertThat(manifest.task()).isEqualTo(Task.RECOGNITION);
    assertThat(manifest.threshold()).isNotNull();
    assertThat(Files.exists(outcome.model().resolve("report").resolve("index.html"))).isTrue();
  }

  @Test
  void ageGender_onABase_givesYearsAndARange() throws Exception {
    Path data = folder.resolve("ages");
    Path test = folder.resolve("test");
    Random random = new Random(2);
    for (int i = 0; i < 260; i++) {
      int age = random.nextInt(90);
      int gender = random.nextInt(2);
      Path file = (i < 200 ? data : test).resolve("%d_%d_0_%d.png".formatted(age, gender, i));
      picture(file, gender == 0 ? 0.2 : 1.4, 30 + 2 * age, random);
    }
    @Nullable Path csv = null;
    Outcome outcome =
        new AgeGenderTraining(
                course(data, 30, 5e-3),
                new AgeGenderTraining.Settings("ages", "1", "drawn", true, 2, 0, csv, test),
                base("age", Task.AGE_GENDER, 1),
                TransferTrainingTest::noPipeline,
                new Quiet())
            .run();

    assertThat(figure(outcome, "test", "age_mae")).isLessThan(20.0);
    assertThat(figure(outcome, "test", "gender_accuracy")).isAtLeast(0.8);
    assertThat(figure(outcome, "test", "within_range")).isGreaterThan(0.3);
    ModelManifest manifest = ModelManifest.read(outcome.model().resolve("manifest.json"));
    assertThat(manifest.licence().researchOnly()).isTrue();
    assertThat(manifest.labels()).containsExactly("male", "female").inOrder();
  }

  private static double figure(Outcome outcome, String set, String name) {
    Object figures = outcome.figures().get(set);
    return figures instanceof Map<?, ?> map && map.get(name) instanceof Double value
        ? value
        : Double.NaN;
  }
}
