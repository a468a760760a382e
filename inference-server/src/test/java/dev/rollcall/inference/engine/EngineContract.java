package dev.rollcall.inference.engine;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does; each brings a network of 4 x 6 pixels that answers their mean. */
public abstract class EngineContract {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 6;

  @TempDir protected Path folder;

  protected abstract Engine open();

  /** Writes the network {@code mean [N, 3]} of {@code uint8 [N, 4, 6, 3]}. */
  protected abstract void writeMeanNetwork(Path folder) throws IOException;

  private static Raster grey(int level) {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    Arrays.fill(pixels, (byte) level);
    return new Raster(HEIGHT, WIDTH, pixels);
  }

  private Network load(Engine engine) throws IOException {
    writeMeanNetwork(folder);
    return engine.load(folder);
  }

  @Test
  void run_severalRows_answersEachInItsPlace() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      Outputs outputs = network.run(List.of(grey(0), grey(128), grey(255)));

      assertThat(outputs.rows()).isEqualTo(3);
      assertThat(outputs.row(1).get("mean", 3))
          .usingTolerance(1e-3)
          .containsExactly(new float[] {128, 128, 128});
      assertThat(outputs.row(2).get("mean", 3))
          .usingTolerance(1e-3)
          .containsExactly(new float[] {255, 255, 255});
    }
  }

  @Test
  void run_sameRowInEveryBatchSize_answersTheSame() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      for (int size = 1; size <= 9; size++) {
        List<Raster> rows = new ArrayList<>(List.of(grey(77)));
        for (int i = 1; i < size; i++) {
          rows.add(grey(i));
        }
        assertThat(network.run(rows).row(0).get("mean")[0]).isWithin(1e-3f).of(77);
      }
    }
  }

  @Test
  void run_fromManyThreads_mixesNothingUp() throws Exception {
    try (Engine engine = open();
        Network network = load(engine)) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<float[]>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          int level = i;
          answers.add(threads.submit(() -> network.run(List.of(grey(level))).row(0).get("mean")));
        }
        for (int i = 0; i < answers.size(); i++) {
          assertThat(answers.get(i).get()[0]).isWithin(1e-3f).of(i);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void run_otherSizeThanTheNetworkTakes_throws() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      Raster wide = new Raster(HEIGHT, WIDTH + 1, new byte[HEIGHT * (WIDTH + 1) * 3]);

      assertThrows(EngineException.class, () -> network.run(List.of(wide)));
      assertThrows(EngineException.class, () -> network.run(List.of(grey(1), wide)));
    }
  }

  @Test
  void run_noRows_throws() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      assertThrows(EngineException.class, () -> network.run(List.of()));
    }
  }

  @Test
  void run_afterClose_throwsInsteadOfAnsweringZeros() throws IOException {
    try (Engine engine = open()) {
      Network network = load(engine);
      network.close();
      network.close();

      assertThrows(EngineException.class, () -> network.run(List.of(grey(1))));
    }
  }

  @Test
  void row_unknownOutput_saysWhichThereAre() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      Outputs.Row row = network.run(List.of(grey(1))).row(0);

      assertThat(assertThrows(EngineException.class, () -> row.get("boxes")))
          .hasMessageThat()
          .contains("mean");
      assertThrows(EngineException.class, () -> row.get("mean", 4));
    }
  }

  @Test
  void rowShapes_always_areThoseOfARow() throws IOException {
    try (Engine engine = open();
        Network network = load(engine)) {
      assertThat(network.rowShapes()).containsExactly("mean", List.of(3));
    }
  }

  @Test
  void load_emptyFolder_namesIt() {
    try (Engine engine = open()) {
      assertThat(assertThrows(IOException.class, () -> engine.load(folder)))
          .hasMessageThat()
          .contains(folder.toString());
    }
  }

  @Test
  void device_always_isNamed() {
    try (Engine engine = open()) {
      assertThat(engine.device().kind()).isAnyOf("cpu", "gpu");
      assertThat(engine.permits()).isAtLeast(1);
    }
  }
}
