package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackInstallerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
  private static final String PACK = "small";

  @TempDir Path folder;
  private Path models;
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void writeSources() throws IOException {
    models = folder.resolve("models");
    Files.writeString(folder.resolve("one.json"), "one");
    Files.writeString(folder.resolve("two.json"), "two");
  }

  @Test
  void install_intoAnEmptyFolder_writesModelsManifestsAndListing() throws IOException {
    assertThat(installer().install(pack())).isEqualTo(2);

    InstalledPack installed = InstalledPack.only(models);
    assertThat(installed.name()).isEqualTo(PACK);
    assertThat(installed.created()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(installed.manifests().stream().map(ModelManifest::id)).containsExactly("one", "two");
    assertThat(installed.verify()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void install_ofAnInstalledPack_touchesNothing() throws IOException {
    Pack pack = pack();
    installer().install(pack);
    Path file = saved("one");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    Files.delete(folder.resolve("one.json"));

    assertThat(installer().install(pack)).isEqualTo(0);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
  }

  @Test
  void install_ofADamagedModel_replacesThatModelAlone() throws IOException {
    installer().install(pack());
    Files.writeString(saved("two"), "damaged");
    assertThat(InstalledPack.only(models).verify()).hasSize(1);

    assertThat(installer().install(pack())).isEqualTo(1);

    assertThat(InstalledPack.only(models).verify()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void install_withAChangedSource_namesFileAndHashesAndInstallsNothing() throws IOException {
    Pack pack = pack();
    String expected = Sha256.of(folder.resolve("two.json"));
    Files.writeString(folder.resolve("two.json"), "tampered");

    PackException failure = assertThrows(PackException.class, () -> installer().install(pack));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_CHANGED);
    assertThat(failure).hasMessageThat().contains(folder.resolve("two.json").toString());
    assertThat(failure).hasMessageThat().contains(expected);
    assertThat(failure).hasMessageThat().contains(Sha256.of(folder.resolve("two.json")));
    assertThat(Files.exists(models.resolve(PACK).resolve("one"))).isFalse();
    assertThat(Files.exists(models.resolve(PACK).resolve("pack.json"))).isFalse();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void install_withAMissingSource_saysHowToGetIt() throws IOException {
    Pack pack = pack();
    Files.delete(folder.resolve("one.json"));

    PackException failure = assertThrows(PackException.class, () -> installer().install(pack));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_MISSING);
    assertThat(failure).hasMessageThat().contains("--npm");
  }

  @Test
  void install_stoppedBetweenTwoModels_leavesNoHalfModelAndTheNextInstallFinishes()
      throws IOException {
    Pack broken = new Pack(PACK, List.of(model("one"), failing(model("two"))));
    assertThrows(ConversionException.class, () -> installer().install(broken));

    assertThat(Files.exists(saved("one"))).isTrue();
    assertThat(Files.exists(models.resolve(PACK).resolve("two"))).isFalse();
    assertThat(Files.exists(models.resolve(PACK).resolve("pack.json"))).isFalse();
    assertThat(leftovers()).isNotEmpty();

    assertThat(installer().install(pack())).isEqualTo(1);
    assertThat(InstalledPack.only(models).verify()).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void install_whileAnotherRuns_isRefused() throws IOException {
    Path pack = Files.createDirectories(models.resolve(PACK));
    try (FileChannel channel =
            FileChannel.open(
                pack.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      PackException failure = assertThrows(PackException.class, () -> installer().install(pack()));

      assertThat(failure.kind()).isEqualTo(PackException.Kind.BUSY);
    }
  }

  @Test
  void read_withoutAPack_saysHowToInstallOne() {
    PackException failure = assertThrows(PackException.class, () -> InstalledPack.only(models));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.NOT_INSTALLED);
    assertThat(failure).hasMessageThat().contains("rollcall models install");
  }

  private PackInstaller installer() {
    return new PackInstaller(
        models, new FolderSources(folder), (done, total, text) -> steps.add(text), CLOCK);
  }

  private Pack pack() throws IOException {
    return new Pack(PACK, List.of(model("one"), model("two")));
  }

  private PackedModel model(String id) throws IOException {
    Path file = folder.resolve(id + ".json");
    return new PackedModel(
        id,
        "1",
        Task.RECOGNITION,
        new ModelManifest.Source(
            "npm",
            "package",
            "1",
            List.of(new ModelManifest.SourceFile(file.getFileName().toString(), Sha256.of(file)))),
        PackInstallerTest::tinyNetwork,
        new ModelManifest.Licence("MIT", "none", false),
        new ModelManifest.Input(2, 2, 0, new Crop.Box(1, false, Crop.Border.BLACK), false),
        null,
        List.of(),
        List.of());
  }

  private static PackedModel failing(PackedModel model) {
    return new PackedModel(
        model.id(),
        model.version(),
        model.task(),
        model.source(),
        file -> {
          throw new ConversionException("stopped here");
        },
        model.licence(),
        model.input(),
        model.threshold(),
        model.labels(),
        model.accuracy());
  }

  private static Network tinyNetwork(Path file) {
    GraphBuilder graph = new GraphBuilder();
    String rows = graph.reshapeRows(graph.image(2, 2), file.getFileName().toString(), 12);
    return graph.network(2, 2, Map.of("embedding", new Network.Output(rows, List.of(12))));
  }

  private Path saved(String id) {
    return models.resolve(PACK).resolve(id).resolve("1").resolve("saved_model.pb");
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> children = Files.list(models.resolve(PACK))) {
      return children
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".staging"))
          .toList();
    }
  }

  /** Sources that lie in one folder under their bare names. */
  private record FolderSources(Path folder) implements Sources {
    @Override
    public void prepare(Pack pack, Progress progress) {}

    @Override
    public Path locate(ModelManifest.Source source, ModelManifest.SourceFile file) {
      return folder.resolve(file.path());
    }
  }
}
