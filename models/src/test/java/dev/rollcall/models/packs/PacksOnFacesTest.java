package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.models.convert.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both packs on real faces: {@code ROLLCALL_TEST_DATA} names a folder with {@code lfw/images},
 * {@code ROLLCALL_MODELS_MIRROR} one with the weights of {@code standard}. What is missing is
 * skipped and says so.
 */
class PacksOnFacesTest {
  private static final Map<String, FacePipeline> OPEN = new HashMap<>();

  @TempDir static Path models;

  @AfterAll
  static void close() {
    OPEN.values().forEach(FacePipeline::close);
  }

  private static Path images() {
    String data = System.getenv("ROLLCALL_TEST_DATA");
    assumeTrue(data != null, "skipped: ROLLCALL_TEST_DATA names no folder of faces");
    Path images = Path.of(requireNonNull(data), "lfw", "images");
    assumeTrue(Files.isDirectory(images), "skipped: there is no " + images);
    return images;
  }

  /** The pack, installed and opened once. */
  private static FacePipeline pipeline(String pack) throws Exception {
    FacePipeline open = OPEN.get(pack);
    if (open == null) {
      images();
      Path modules = NodeReference.nodeModules();
      Sources sources = new NpmPackages(modules);
      if (pack.equals(StandardPack.NAME)) {
        Path weights = Mirror.file("yunet_n", "yunet_n_dynamic.onnx");
        Path mirror = requireNonNull(requireNonNull(weights.getParent()).getParent());
        sources =
            new PackSources(sources, new Downloads(models.resolve("got"), Optional.of(mirror)));
      }
      new PackInstaller(models, sources, (done, total, text) -> {}, Clock.systemUTC())
          .install(Packs.named(pack, Terms.ANY));
      open = FacePipeline.open(models, pack, DeviceChoice.CPU, 100, Figures.unseen());
      OPEN.put(pack, open);
    }
    return open;
  }

  /** The first two pictures of the first people in name order who have two. */
  private static Map<String, List<Path>> people(int count) throws IOException {
    Map<String, List<Path>> people = new TreeMap<>();
    try (Stream<Path> folders = Files.list(images())) {
      for (Path folder : folders.sorted().toList()) {
        try (Stream<Path> pictures = Files.list(folder)) {
          List<Path> two = pictures.sorted().limit(2).toList();
          if (two.size() == 2 && people.size() < count) {
            people.put(folder.getFileName().toString(), two);
          }
        }
      }
    }
    return people;
  }

  private static Face largest(FacePipeline pipeline, Path picture, Set<Feature> features)
      throws IOException {
    return pipeline.analyze(Files.readAllBytes(picture), features).faces().get(0);
  }

  @ParameterizedTest
  @CsvSource({"registry, 14", "standard, 19"})
  void analyze_pairsOfPictures_samePersonIsNearerThanOthers(String pack, int known)
      throws Exception {
    FacePipeline pipeline = pipeline(pack);
    double threshold =
        requireNonNull(pipeline.manifest(Task.RECOGNITION).orElseThrow().threshold());
    List<Embedding> firsts = new ArrayList<>();
    List<Embedding> seconds = new ArrayList<>();
    for (List<Path> two : people(20).values()) {
      firsts.add(
          requireNonNull(largest(pipeline, two.get(0), Set.of(Feature.EMBEDDING)).embedding()));
      seconds.add(
          requireNonNull(largest(pipeline, two.get(1), Set.of(Feature.EMBEDDING)).embedding()));
    }
    int accepted = 0;
    int strangers = 0;
    for (int i = 0; i < firsts.size(); i++) {
      for (int k = 0; k < seconds.size(); k++) {
        boolean near = firsts.get(i).distance(seconds.get(k)) <= threshold;
        accepted += near && i == k ? 1 : 0;
        strangers += near && i != k ? 1 : 0;
      }
    }

    assertThat(accepted).isAtLeast(known);
    assertThat(strangers).isEqualTo(0);
  }

  @Test
  void analyze_aloneAndAmongOthers_answersTheSame() throws Exception {
    FacePipeline pipeline = pipeline(RegistryPack.NAME);
    List<Path> pictures = people(16).values().stream().map(two -> two.get(0)).toList();
    List<Face> alone = new ArrayList<>();
    for (Path picture : pictures) {
      alone.add(largest(pipeline, picture, EnumSet.allOf(Feature.class)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Face>> together = new ArrayList<>();
      for (Path picture : pictures) {
        together.add(
            threads.submit(() -> largest(pipeline, picture, EnumSet.allOf(Feature.class))));
      }
      for (int i = 0; i < pictures.size(); i++) {
        Face one = alone.get(i);
        Face other = together.get(i).get();
        assertThat(requireNonNull(one.embedding()).distance(requireNonNull(other.embedding())))
            .isLessThan(0.01);
        assertThat(requireNonNull(other.age()).value())
            .isWithin(0.1)
            .of(requireNonNull(one.age()).value());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void analyze_pressPictures_areWellAndPlausible() throws Exception {
    FacePipeline pipeline = pipeline(RegistryPack.NAME);
    int good = 0;
    int frontal = 0;
    Map<String, List<Path>> people = people(20);
    for (List<Path> two : people.values()) {
      Analysis analysis =
          pipeline.analyze(Files.readAllBytes(two.get(0)), EnumSet.allOf(Feature.class));
      Face face = analysis.faces().get(0);
      assertThat(analysis.unavailable()).containsExactly(Feature.LIVENESS);
      assertThat(face.box().xMin()).isLessThan(125);
      assertThat(face.box().xMax()).isGreaterThan(125);
      assertThat(requireNonNull(face.age()).value()).isGreaterThan(5);
      assertThat(requireNonNull(face.emotion()).probabilities()).hasSize(7);
      good += requireNonNull(face.quality()).score() > 0.5 ? 1 : 0;
      frontal += face.mesh().isEmpty() ? 0 : 1;
    }

    assertThat(good).isAtLeast(14);
    assertThat(frontal).isAtLeast(18);
  }
}
