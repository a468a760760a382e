package dev.rollcall.inference.catalog;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.engine.TwinEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  @TempDir Path root;
  private Path pack = Path.of("");

  @BeforeEach
  void writeStore() throws IOException {
    pack = new TwinStore(root).whole().root().resolve(TwinStore.PACK);
  }

  private static Calibration calibration(String id, String version) {
    return new Calibration(
        id, version, 0.91, 1e-4, 40, 80, 12_000, "2026-11-25T08:00:00Z", "read off");
  }

  private ModelManifest loaded() throws IOException {
    try (Catalog catalog = Catalog.open(root, TwinStore.PACK, new TwinEngine());
        Lease lease = catalog.lease()) {
      return lease.find(Task.RECOGNITION).orElseThrow().manifest();
    }
  }

  @Test
  void open_withACalibrationOfTheEmbedder_servesItsThresholdAndSaysWhence() throws IOException {
    calibration("recogniser", "1.0").write(pack);

    ModelManifest manifest = loaded();

    assertThat(manifest.threshold()).isEqualTo(0.91);
    assertThat(manifest.accuracy())
        .contains(
            new ModelManifest.Accuracy(
                "site_false_match_rate",
                1e-4,
                12_000,
                "read off",
                "calibrated 2026-11-25T08:00:00Z"));
    assertThat(Calibration.read(pack)).hasValue(calibration("recogniser", "1.0"));
  }

  @Test
  void open_withACalibrationOfAnotherEmbedderOrVersion_servesTheManifests() throws IOException {
    calibration("another", "1.0").write(pack);
    assertThat(loaded().threshold()).isEqualTo(0.25);

    calibration("recogniser", "2.0").write(pack);
    assertThat(loaded().threshold()).isEqualTo(0.25);
  }

  @Test
  void open_withABrokenCalibration_saysWhatToDo() throws IOException {
    Files.writeString(pack.resolve(Calibration.FILE_NAME), "{\"threshold\": 7}");

    String message = String.valueOf(assertThrows(IOException.class, this::loaded).getMessage());

    assertThat(message).contains("rollcall eval calibrate");
  }
}
