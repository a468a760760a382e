package dev.rollcall.models.training.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.models.training.watch.TrainingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  private static final CropFile.Shape SHAPE = new CropFile.Shape(24, 24, 1);
  private static final List<String> LABELS = List.of("happy", "sad");

  @TempDir Path folder;

  /** Soft patches: as a photograph, and as the same photograph saved anew. */
  private static byte[] picture(long seed, int noise) {
    Random random = new Random(seed);
    double[] waves = random.doubles(12, 0.05, 0.5).toArray();
    Random grain = new Random(seed + 1);
    byte[] pixels = new byte[SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      double light = 0;
      for (int wave = 0; wave < 12; wave += 3) {
        light += Math.sin(waves[wave] * (i % 24) + waves[wave + 1] * i / 24 + 20 * waves[wave + 2]);
      }
      pixels[i] = (byte) Math.round(127 + 25 * light + noise * grain.nextDouble());
    }
    return pixels;
  }

  private void write(int pictures, int copies) throws Exception {
    try (CropFile.Writer writer = new CropFile.Writer(folder, SHAPE)) {
      for (int i = 0; i < pictures; i++) {
        add(writer, "p" + i + ".jpg", picture(100L * i, 0), i % 2);
      }
      for (int i = 0; i < copies; i++) {
        add(writer, "again" + i + ".jpg", picture(100L * i, 2), i % 2);
      }
      writer.finish();
    }
  }

  private static void add(CropFile.Writer writer, String name, byte[] pixels, int label)
      throws Exception {
    writer.add(
        new CropFile.Entry(name, name, label, List.of(), Fingerprint.of(pixels, SHAPE)), pixels);
  }

  @Test
  void pictureSavedAnew_onTheOtherSideOfTheSplit_isNamed() throws Exception {
    write(40, 3);
    try (CropFile faces = CropFile.open(folder, SHAPE)) {
      List<Integer> learn = java.util.stream.IntStream.range(0, 40).boxed().toList();
      DataCheck check =
          DataCheck.of(faces, new Split(learn, List.of(40, 41, 42)), LABELS, List.of());

      assertThat(check.acrossSplit())
          .containsExactly(
              "p0.jpg and again0.jpg", "p1.jpg and again1.jpg", "p2.jpg and again2.jpg");
      assertThat(String.join("\n", check.lines())).contains("3 pairs of near-duplicates");
    }
  }

  @Test
  void otherPictures_areNoDuplicates() throws Exception {
    write(40, 0);
    try (CropFile faces = CropFile.open(folder, SHAPE)) {
      Split split = Split.of(faces.entries(), 0.3, 1);
      assertThat(DataCheck.of(faces, split, LABELS, List.of()).acrossSplit()).isEmpty();
    }
  }

  /** Steps of the same directions from cell to cell, each as high as another seed wants it. */
  private static byte[] steps(long heights) {
    Random directions = new Random(7);
    Random random = new Random(heights);
    byte[] pixels = new byte[SHAPE.size()];
    for (int y = 0; y < 24; y++) {
      if (y % 3 == 0) {
        double light = 127;
        int cell = 0;
        for (int x = 0; x < 24; x++) {
          if (x >= (cell + 1) * 24 / 9) {
            cell++;
            double height = 1 + 50 * Math.pow(random.nextDouble(), 3);
            light += directions.nextBoolean() ? height : -height;
          }
          pixels[y * 24 + x] = (byte) Math.round(Math.max(0, Math.min(255, light)));
        }
      } else {
        System.arraycopy(pixels, (y - 1) * 24, pixels, y * 24, 24);
      }
    }
    return pixels;
  }

  @Test
  void otherFace_withTheSameFingerprint_isNoDuplicate() throws Exception {
    byte[] one = steps(1);
    byte[] other = steps(2);
    assertThat(Fingerprint.of(one, SHAPE)).isEqualTo(Fingerprint.of(other, SHAPE));
    try (CropFile.Writer writer = new CropFile.Writer(folder, SHAPE)) {
      add(writer, "one.jpg", one, 0);
      add(writer, "other.jpg", other, 0);
      add(writer, "sad.jpg", picture(3, 0), 1);
      writer.finish();
    }
    try (CropFile faces = CropFile.open(folder, SHAPE)) {
      Split split = new Split(List.of(0, 2), List.of(1));
      assertThat(DataCheck.of(faces, split, LABELS, List.of()).acrossSplit()).isEmpty();
    }
  }

  @Test
  void labelWithoutAFace_isRefused_withTheReason() throws Exception {
    write(4, 0);
    try (CropFile faces = CropFile.open(folder, SHAPE)) {
      TrainingException refused =
          assertThrows(
              TrainingException.class,
              () ->
                  DataCheck.of(
                      faces,
                      new Split(List.of(0, 2), List.of(1)),
                      LABELS,
                      List.of("sad/a.jpg: no face found")));
      assertThat(refused).hasMessageThat().contains("sad has no usable face");
      assertThat(refused).hasMessageThat().contains("no face found");
    }
  }
}
