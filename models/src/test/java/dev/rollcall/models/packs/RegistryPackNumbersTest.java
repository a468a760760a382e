package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.rollcall.inference.catalog.ModelManifest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every SavedModel of the pack against values that the npm packages' own runtime computed from the
 * same bytes: six faces from real photographs, noise, and a ramp.
 */
class RegistryPackNumbersTest {
  /** Of the greatest absolute value of an output. */
  private static final double TOLERANCE = 1e-4;

  private static final double SAME_ROW_TOLERANCE = 1e-5;

  /** The pack's probabilities are calibrated, the package's are not. */
  private static final double EXPRESSION_TEMPERATURE = 5.7;

  private static final int ROWS = 8;

  @TempDir static Path folder;

  private static final Map<String, LoadedModel> MODELS = new HashMap<>();
  private static final Map<String, byte[]> INPUTS = new HashMap<>();
  private static final Map<String, Map<String, float[]>> REFERENCES = new HashMap<>();

  @BeforeAll
  static void computeReferences() throws Exception {
    Path modules = NodeReference.nodeModules();
    Path models = folder.resolve("models");
    new PackInstaller(
            models, new NpmPackages(modules), (done, total, text) -> {}, Clock.systemUTC())
        .install(RegistryPack.create(Terms.ANY));
    InstalledPack pack = InstalledPack.read(models, RegistryPack.NAME);
    for (ModelManifest manifest : pack.manifests()) {
      MODELS.put(manifest.id(), new LoadedModel(pack.folder(manifest), manifest));
    }
    NodeReference reference = new NodeReference(folder);
    List<BufferedImage> photographs = SamplePictures.photographs(modules);
    List<int[]> faces = faces(photographs);
    for (Map.Entry<String, LoadedModel> model : MODELS.entrySet()) {
      byte[] rows = rows(model.getValue(), photographs, faces, model.getKey().startsWith("ssd"));
      INPUTS.put(model.getKey(), rows);
      reference.input(model.getKey(), rows);
    }
    reference.compute(modules);
    for (Map.Entry<String, LoadedModel> model : MODELS.entrySet()) {
      Map<String, float[]> outputs = new HashMap<>();
      for (String output : model.getValue().run(row(model.getKey(), 0)).keySet()) {
        outputs.put(output, reference.output(model.getKey(), output));
      }
      if (model.getKey().startsWith("ssd")) {
        outputs.put("boxes", pixelsXyxy(of(outputs, "boxes"), model.getValue().width));
      }
      if (model.getKey().equals("face-expression")) {
        outputs.put("probabilities", cooled(of(outputs, "probabilities"), 7));
      }
      REFERENCES.put(model.getKey(), outputs);
    }
  }

  @AfterAll
  static void close() {
    MODELS.values().forEach(LoadedModel::close);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssd-mobilenet-v1",
        "face-landmark-68",
        "face-recognition",
        "age-gender",
        "face-expression",
        "face-mesh"
      })
  void savedModel_inAnyBatchAndPosition_givesTheReferenceValues(String id) throws IOException {
    int[][] batches = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {5, 0, 7}, {0, 1, 2, 3, 4, 5, 6, 7}};
    Map<String, List<float[]>> alone = new HashMap<>();
    double worst = 0;
    for (int[] batch : batches) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      for (int row : batch) {
        rows.writeBytes(row(id, row));
      }
      for (Map.Entry<String, float[]> output : of(MODELS, id).run(rows.toByteArray()).entrySet()) {
        float[] expected = of(of(REFERENCES, id), output.getKey());
        int size = expected.length / ROWS;
        assertThat(output.getValue()).hasLength(size * batch.length);
        double scale = greatest(expected);
        for (int position = 0; position < batch.length; position++) {
          float[] row =
              Arrays.copyOfRange(output.getValue(), position * size, (position + 1) * size);
          float[] wanted =
              Arrays.copyOfRange(expected, batch[position] * size, (batch[position] + 1) * size);
          double off = difference(row, wanted) / scale;
          worst = Math.max(worst, off);
          assertWithMessage(
                  "%s.%s row %s at %s of %s",
                  id, output.getKey(), batch[position], position, batch.length)
              .that(off)
              .isLessThan(TOLERANCE);
          List<float[]> rowsAlone =
              alone.computeIfAbsent(output.getKey(), name -> new ArrayList<>());
          if (batch.length == 1) {
            rowsAlone.add(row);
          } else {
            assertWithMessage("%s.%s row %s with others", id, output.getKey(), batch[position])
                .that(difference(row, rowsAlone.get(batch[position])) / scale)
                .isLessThan(SAME_ROW_TOLERANCE);
          }
        }
      }
    }
    System.out.printf("%s: worst difference %.1e of the output's scale%n", id, worst);
  }

  @Test
  void expression_onRealFaces_namesTheSameClassAsThePackage() {
    LoadedModel model = of(MODELS, "face-expression");
    float[] ours = of(model.run(of(INPUTS, "face-expression")), "probabilities");
    float[] theirs = of(of(REFERENCES, "face-expression"), "probabilities");
    for (int row = 0; row < ROWS; row++) {
      float[] probabilities = Arrays.copyOfRange(ours, row * 7, row * 7 + 7);
      assertThat(best(probabilities))
          .isEqualTo(best(Arrays.copyOfRange(theirs, row * 7, row * 7 + 7)));
      double sum = 0;
      for (float probability : probabilities) {
        sum += probability;
      }
      assertThat(sum).isWithin(1e-5).of(1);
    }
  }

  /** The surest face of each photograph, in its pixels. */
  private static List<int[]> faces(List<BufferedImage> photographs) {
    LoadedModel detector = of(MODELS, "ssd-mobilenet-v1");
    List<int[]> faces = new ArrayList<>();
    for (BufferedImage photograph : photographs) {
      int width = photograph.getWidth();
      int height = photograph.getHeight();
      byte[] whole = SamplePictures.crop(photograph, 0, 0, width, height, 512, 512);
      Map<String, float[]> outputs = detector.run(whole);
      int best = best(of(outputs, "scores"));
      assertThat(of(outputs, "scores")[best]).isGreaterThan(0.5f);
      int[] face = new int[4];
      for (int i = 0; i < 4; i++) {
        face[i] =
            Math.round(of(outputs, "boxes")[best * 4 + i] / 512 * (i % 2 == 0 ? width : height));
      }
      faces.add(face);
    }
    return faces;
  }

  private static byte[] rows(
      LoadedModel model, List<BufferedImage> photographs, List<int[]> faces, boolean whole) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int i = 0; i < photographs.size(); i++) {
      BufferedImage photograph = photographs.get(i);
      int[] part =
          whole ? new int[] {0, 0, photograph.getWidth(), photograph.getHeight()} : faces.get(i);
      rows.writeBytes(
          SamplePictures.crop(
              photograph, part[0], part[1], part[2], part[3], model.width, model.height));
    }
    rows.writeBytes(SamplePictures.noise(model.rowBytes()));
    rows.writeBytes(SamplePictures.ramp(model.rowBytes()));
    return rows.toByteArray();
  }

  private static byte[] row(String id, int row) {
    int size = of(MODELS, id).rowBytes();
    return Arrays.copyOfRange(of(INPUTS, id), row * size, (row + 1) * size);
  }

  /** Probabilities of logits that are divided by the temperature. */
  private static float[] cooled(float[] probabilities, int labels) {
    float[] cooled = new float[probabilities.length];
    for (int row = 0; row < probabilities.length; row += labels) {
      double sum = 0;
      for (int i = row; i < row + labels; i++) {
        sum += Math.pow(probabilities[i], 1 / EXPRESSION_TEMPERATURE);
      }
      for (int i = row; i < row + labels; i++) {
        cooled[i] = (float) (Math.pow(probabilities[i], 1 / EXPRESSION_TEMPERATURE) / sum);
      }
    }
    return cooled;
  }

  /** face-api gives y before x, and fractions. */
  private static float[] pixelsXyxy(float[] fractions, int side) {
    float[] boxes = new float[fractions.length];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = fractions[i ^ 1] * side;
    }
    return boxes;
  }

  private static <T> T of(Map<String, T> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static double greatest(float[] values) {
    double greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  private static double difference(float[] one, float[] other) {
    double greatest = 0;
    for (int i = 0; i < one.length; i++) {
      greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
    }
    return greatest;
  }

  private static int best(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
