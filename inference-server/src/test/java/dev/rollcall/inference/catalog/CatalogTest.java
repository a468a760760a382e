package dev.rollcall.inference.catalog;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.TwinEngine;
import dev.rollcall.inference.engine.TwinNetwork;
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

  private static String detector(Catalog catalog) {
    try (Lease lease = catalog.lease()) {
      return lease.find(Task.DETECTION).orElseThrow().manifest().version();
    }
  }

  @Test
  void refresh_newerVersion_isWarmedUpAndSwappedIn() throws IOException {
    try (Catalog catalog = open()) {
      int networks = engine.openNetworks();
      store.detectorVersion("2.0");
      Catalog.Changes changes = catalog.refresh();

      assertThat(changes.swapped().stream().map(ModelManifest::version)).containsExactly("2.0");
      assertThat(changes.refused()).isEmpty();
      assertThat(detector(catalog)).isEqualTo("2.0");
      assertThat(engine.openNetworks()).isEqualTo(networks);
      assertThat(catalog.refresh().swapped()).isEmpty();
    }
    assertThat(engine.openNetworks()).isEqualTo(0);
  }

  @Test
  void refresh_whileARequestIsOpen_showsItOneVersionToItsEnd() throws IOException {
    try (Catalog catalog = open()) {
      int networks = engine.openNetworks();
      Lease before = catalog.lease();
      store.detectorVersion("2.0");
      catalog.refresh();

      Model old = before.find(Task.DETECTION).orElseThrow();
      assertThat(old.manifest().version()).isEqualTo("1.0");
      assertThat(old.run(List.of(BLACK)).rows()).isEqualTo(1);
      assertThat(engine.openNetworks()).isEqualTo(networks + 1);
      before.close();
      assertThat(old.isOpen()).isFalse();
      assertThat(engine.openNetworks()).isEqualTo(networks);
    }
  }

  @Test
  void refresh_damagedVersion_isRefusedOnceAndTheOldOneServes() throws IOException {
    try (Catalog catalog = open()) {
      Path folder = store.detectorVersion("2.0");
      Files.writeString(folder.resolve("saved_model.pb"), "DETECTION 64 65");

      assertThat(catalog.refresh().refused().get(0)).contains("SHA-256");
      assertThat(detector(catalog)).isEqualTo("1.0");
      assertThat(catalog.refresh().refused()).isEmpty();
    }
    assertThat(engine.openNetworks()).isEqualTo(0);
  }

  @Test
  void refresh_versionThatFailsItsWarmUp_isRolledBack() throws IOException {
    try (Catalog catalog = open()) {
      int networks = engine.openNetworks();
      store.detectorVersion("2.0");
      engine.beforeEachRun(
          rows -> {
            throw new EngineException("out of order");
          });

      Catalog.Changes changes = catalog.refresh();

      assertThat(changes.refused().get(0)).contains("out of order");
      assertThat(detector(catalog)).isEqualTo("1.0");
      assertThat(engine.openNetworks()).isEqualTo(networks);
    }
  }

  @Test
  void open_networkWithoutTheOutputsOfItsTask_isRefused() throws IOException {
    store.network(
        "grins", Task.RECOGNITION, TwinNetwork.MEAN, 16, Crop.Picture.ONCE, null, List.of(), false);

    assertThat(refusal()).contains("embedding");
  }

  @Test
  void refresh_newestVersionTakenAway_theOneBeforeServesAgain() throws IOException {
    Path newer = store.detectorVersion("2.0");
    try (Catalog catalog = open()) {
      assertThat(detector(catalog)).isEqualTo("2.0");
      Files.move(newer, newer.resolveSibling(".withdrawn"));
      catalog.refresh();

      assertThat(detector(catalog)).isEqualTo("1.0");
    }
  }

  @Test
  void refresh_folderUnderADottedName_isNotLookedAt() throws IOException {
    try (Catalog catalog = open()) {
      Path half = store.detectorVersion("2.0");
      Files.move(half, half.resolveSibling(".2.0"));

      assertThat(catalog.refresh().swapped()).isEmpty();
    }
  }

  private static String emotion(Catalog catalog) {
    try (Lease lease = catalog.lease()) {
      return lease.find(Task.EMOTION).orElseThrow().manifest().id();
    }
  }

  @Test
  void open_networkOfTheSitesOwn_servesBeforeThePacks() throws IOException {
    store.ownEmotion("1");
    try (Catalog catalog = open()) {
      assertThat(emotion(catalog)).isEqualTo("own-emotion");
    }
  }

  @Test
  void serve_anotherNetwork_takesOverAndDoesSoAfterAStart() throws IOException {
    store.ownEmotion("1");
    try (Catalog catalog = open()) {
      int networks = engine.openNetworks();
      catalog.serve("emotion", "1.0");

      assertThat(emotion(catalog)).isEqualTo("emotion");
      assertThat(engine.openNetworks()).isEqualTo(networks);
      assertThat(catalog.refresh().swapped()).isEmpty();
      assertThat(catalog.stored("own-emotion", "1").orElseThrow().serving()).isFalse();
    }
    try (Catalog again = open()) {
      assertThat(emotion(again)).isEqualTo("emotion");
    }
  }

  @Test
  void serve_olderVersion_staysThoughANewerOneIsThere() throws IOException {
    store.detectorVersion("2.0");
    try (Catalog catalog = open()) {
      catalog.serve("detector", "1.0");
      catalog.refresh();

      assertThat(detector(catalog)).isEqualTo("1.0");
    }
  }

  @Test
  void serve_networkThatDoesNotRun_changesNothing() throws IOException {
    try (Catalog catalog = open()) {
      Path folder = store.ownEmotion("1");
      Files.writeString(folder.resolve("saved_model.pb"), "EMOTION 17 17");

      assertThrows(IOException.class, () -> catalog.serve("own-emotion", "1"));
      assertThat(emotion(catalog)).isEqualTo("emotion");
      assertThat(Choices.read(store.root().resolve(TwinStore.PACK)).byTask()).isEmpty();
    }
  }

  @Test
  void refresh_choiceMadeByAnotherProgram_isServed() throws IOException {
    store.ownEmotion("1");
    try (Catalog catalog = open()) {
      Path pack = store.root().resolve(TwinStore.PACK);
      Choices.read(pack).with(Task.EMOTION, new Choices.Chosen("emotion", "1.0")).write(pack);
      catalog.refresh();

      assertThat(emotion(catalog)).isEqualTo("emotion");
    }
  }

  @Test
  void report_ofAPathOutsideTheStore_isNone() throws IOException {
    store.ownEmotion("1");
    try (Catalog catalog = open()) {
      assertThat(catalog.report("own-emotion", "1", 100)).hasValue("<h1>own</h1>");
      assertThat(catalog.report("..", "twin", 100)).isEmpty();
      assertThat(catalog.report("own-emotion", "../1", 100)).isEmpty();
    }
  }
}
