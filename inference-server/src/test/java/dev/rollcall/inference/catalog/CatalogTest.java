package dev.rollcall.inference.catalog;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.TwinEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final Raster BLACK = new Raster(64, 64, new byte[64 * 64 * 3]);

  @TempDir Path root;
  private final TwinEngine engine = new TwinEngine();
  private TwinStore store;

  @BeforeEach
  void writeStore() throws IOException {
    store = new TwinStore(root).whole();
  }

  private Catalog open() throws IOException {
    return Catalog.open(root, TwinStore.PACK, engine);
  }

  private String refusal() {
    String message = assertThrows(IOException.class, this::open).getMessage();
    assertThat(engine.openNetworks()).isEqualTo(0);
    return String.valueOf(message);
  }

  @Test
  void open_wholePack_loadsEveryTaskAndClosesAll() throws IOException {
    try (Catalog catalog = open();
        Lease lease = catalog.lease()) {
      assertThat(lease.all().stream().map(model -> model.manifest().task()))
          .containsExactly(
              Task.DETECTION, Task.LANDMARKS, Task.RECOGNITION, Task.AGE_GENDER, Task.EMOTION)
          .inOrder();
      assertThat(lease.find(Task.LIVENESS)).isEmpty();
    }
    assertThat(engine.openNetworks()).isEqualTo(0);
  }

  @Test
  void open_severalVersions_takesTheNewestByNumber() throws IOException {
    store.detectorVersion("1.9-r2");
    store.detectorVersion("1.10-r1");
    try (Catalog catalog = open();
        Lease lease = catalog.lease()) {
      assertThat(lease.find(Task.DETECTION).orElseThrow().manifest().version())
          .isEqualTo("1.10-r1");
    }
  }

  @Test
  void open_missingPack_saysHowToGetIt() {
    String message =
        assertThrows(IOException.class, () -> Catalog.open(root, "standard", engine)).getMessage();

    assertThat(message).contains("standard");
    assertThat(message).contains("rollcall models install");
    assertThat(message).contains("./rollcall up");
  }

  @Test
  void open_changedNetwork_isRefusedByItsHash() throws IOException {
    Path folder = store.detectorVersion("2.0");
    Files.writeString(folder.resolve("saved_model.pb"), "DETECTION 64 65");

    assertThat(refusal()).contains("SHA-256");
  }

  @Test
  void open_networkWithoutManifest_namesTheFolder() throws IOException {
    Path folder = store.detectorVersion("2.0");
    Files.delete(folder.resolve(ModelManifest.FILE_NAME));

    assertThat(refusal()).contains(folder.toString());
  }

  @Test
  void open_manifestWithoutNetwork_namesTheFolder() throws IOException {
    Path folder = store.detectorVersion("2.0");
    Files.delete(folder.resolve("saved_model.pb"));

    assertThat(refusal()).contains(folder.toString());
  }

  @Test
  void open_manifestThatIsNoJson_namesTheFile() throws IOException {
    Path folder = store.detectorVersion("2.0");
    Files.writeString(folder.resolve(ModelManifest.FILE_NAME), "{\"id\": ");

    assertThat(refusal()).contains(ModelManifest.FILE_NAME);
  }

  @Test
  void open_networkThatFailsItsWarmUp_isRefused() {
    engine.beforeEachRun(
        rows -> {
          throw new EngineException("out of order");
        });

    assertThat(refusal()).contains("out of order");
  }

  @Test
  void open_packThatFindsNoFaces_isRefused() throws IOException {
    Path detector = root.resolve(TwinStore.PACK).resolve("detector").resolve("1.0");
    Files.delete(detector.resolve("saved_model.pb"));
    Files.delete(detector.resolve(ModelManifest.FILE_NAME));
    Files.delete(detector);

    assertThat(refusal()).contains("finds faces");
  }

  @Test
  void close_whileALeaseIsOpen_keepsItsNetworksRunning() throws IOException {
    Catalog catalog = open();
    Lease lease = catalog.lease();
    catalog.close();

    Model detector = lease.find(Task.DETECTION).orElseThrow();
    assertThat(detector.run(List.of(BLACK)).rows()).isEqualTo(1);
    lease.close();
    assertThat(engine.openNetworks()).isEqualTo(0);
    assertThrows(EngineException.class, () -> detector.run(List.of(BLACK)));
    assertThrows(IllegalStateException.class, lease::close);
    assertThrows(IllegalStateException.class, catalog::lease);
  }
}
