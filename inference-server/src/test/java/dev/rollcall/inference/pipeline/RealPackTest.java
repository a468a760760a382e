package dev.rollcall.inference.pipeline;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.telemetry.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The registry pack on real faces: {@code ROLLCALL_TEST_MODELS} names a model store, {@code
 * ROLLCALL_TEST_DATA} a folder with {@code lfw/images}. Skipped where either is unset.
 */
class RealPackTest {
  private static @Nullable FacePipeline opened;
  private static @Nullable Path images;

  @BeforeAll
  static void open() throws IOException {
    String models = System.getenv("ROLLCALL_TEST_MODELS");
    String data = System.getenv("ROLLCALL_TEST_DATA");
    assumeTrue(
        models != null && data != null,
        "set ROLLCALL_TEST_MODELS and ROLLCALL_TEST_DATA to run the real networks on real faces");
    images = Path.of(requireNonNull(data), "lfw", "images");
    opened =
        FacePipeline.open(
            Path.of(requireNonNull(models)), "registry", DeviceChoice.CPU, 100, Figures.unseen());
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private static FacePipeline pipeline() {
    return requireNonNull(opened);
  }

  /** The first two pictures of the first people in name order who have two. */
  private static Map<String, List<Path>> people(int count) throws IOException {
    Map<String, List<Path>> people = new TreeMap<>();
    try (Stream<Path> folders = Files.list(requireNonNull(images))) {
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

  private static Face largest(Path picture, Set<Feature> features) throws IOException {
    return pipeline().analyze(Files.readAllBytes(picture), features).faces().get(0);
  }

  @Test
  void analyze_pairsOfPictures_samePersonIsNearerThanOthers() throws IOException {
    double threshold =
        requireNonNull(
            pipeline().manifests().stream()
                .filter(manifest -> manifest.id().equals("face-recognition"))
                .findFirst()
                .orElseThrow()
                .threshold());
    List<Embedding> firsts = new ArrayList<>();
    List<Embedding> seconds = new ArrayList<>();
    for (List<Path> two : people(20).values()) {
      firsts.add(requireNonNull(largest(two.get(0), Set.of(Feature.EMBEDDING)).embedding()));
      seconds.add(requireNonNull(largest(two.get(1), Set.of(Feature.EMBEDDING)).embedding()));
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

    assertThat(accepted).isAtLeast(14);
    assertThat(strangers).isEqualTo(0);
  }

  @Test
  void analyze_aloneAndAmongOthers_answersTheSame() throws Exception {
    List<Path> pictures = people(16).values().stream().map(two -> two.get(0)).toList();
    List<Face> alone = new ArrayList<>();
    for (Path picture : pictures) {
      alone.add(largest(picture, EnumSet.allOf(Feature.class)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Face>> together = new ArrayList<>();
      for (Path picture : pictures) {
        together.add(threads.submit(() -> largest(picture, EnumSet.allOf(Feature.class))));
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
  void analyze_pressPictures_areWellAndPlausible() throws IOException {
    int good = 0;
    int frontal = 0;
    Map<String, List<Path>> people = people(20);
    for (List<Path> two : people.values()) {
      Analysis analysis =
          pipeline().analyze(Files.readAllBytes(two.get(0)), EnumSet.allOf(Feature.class));
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
