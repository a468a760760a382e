package dev.rollcall.inference.pipeline;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.TwinEngine;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.TestPictures;
import dev.rollcall.inference.vision.TestPictures.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacePipelineTest {
  private static final Set<Feature> NONE = EnumSet.noneOf(Feature.class);

  @TempDir Path root;
  private final TwinEngine engine = new TwinEngine();
  private FacePipeline pipeline;

  @BeforeEach
  void open() throws IOException {
    pipeline = TwinPipeline.open(engine, new TwinStore(root).whole());
  }

  @AfterEach
  void close() {
    pipeline.close();
    assertThat(engine.openNetworks()).isEqualTo(0);
  }

  private Analysis detect(byte[] picture, DetectionOptions options) {
    return pipeline.analyze(EncodedPicture.of(picture), NONE, options, RequestScope.unbounded());
  }

  private static void assertNear(Box box, double x, double y, double side, double within) {
    assertThat(box.xMin()).isWithin(within).of(x);
    assertThat(box.yMin()).isWithin(within).of(y);
    assertThat(box.width()).isWithin(2 * within).of(side);
    assertThat(box.height()).isWithin(2 * within).of(side);
  }

  @Test
  void analyze_twoFaces_largestFirstInPictureCoordinates() {
    byte[] picture =
        TestPictures.faces(
            640, 480, new Place(50, 60, 90, 30, 200), new Place(300, 100, 220, 60, 20));

    Analysis analysis = pipeline.analyze(picture, NONE);

    assertThat(analysis.width()).isEqualTo(640);
    assertThat(analysis.faces()).hasSize(2);
    assertNear(analysis.faces().get(0).box(), 300, 100, 220, 10);
    assertNear(analysis.faces().get(1).box(), 50, 60, 90, 10);
    assertThat(analysis.stages().keySet()).containsExactly("decode", "detect", "align").inOrder();
  }

  @Test
  void analyze_allFeatures_readsEachFaceAndNamesWhatIsMissing() {
    byte[] picture =
        TestPictures.faces(
            640, 480, new Place(50, 60, 110, 30, 204), new Place(300, 100, 220, 60, 0));

    Analysis analysis = pipeline.analyze(picture, EnumSet.allOf(Feature.class));

    assertThat(analysis.unavailable()).containsExactly(Feature.LIVENESS, Feature.MESH);
    Face large = analysis.faces().get(0);
    Face small = analysis.faces().get(1);
    assertThat(requireNonNull(large.age()).value()).isEqualTo(60);
    assertThat(requireNonNull(large.age()).high()).isEqualTo(65);
    assertThat(requireNonNull(large.gender()).value()).isEqualTo("female");
    assertThat(requireNonNull(large.emotion()).value()).isEqualTo("sad");
    assertThat(requireNonNull(small.age()).value()).isEqualTo(30);
    assertThat(requireNonNull(small.gender()).value()).isEqualTo("male");
    assertThat(requireNonNull(small.emotion()).probabilities().get("happy")).isWithin(1e-3).of(0.8);
    assertThat(large.liveness()).isNull();
    assertThat(large.mesh()).isEmpty();
    assertThat(large.fivePoints()).hasSize(5);
    assertThat(large.landmarks68()).hasSize(68);
    assertThat(requireNonNull(large.quality()).score()).isAtLeast(0.0);
    assertThat(requireNonNull(large.embedding()).embedderId()).isEqualTo("recogniser");
    double length = 0;
    for (float value : requireNonNull(large.embedding()).values()) {
      length += value * value;
    }
    assertThat(length).isWithin(1e-5).of(1);
    assertThat(analysis.stages().keySet())
        .containsExactly(
            "decode", "detect", "align", "embedding", "age_gender", "emotion", "quality")
        .inOrder();
  }

  @Test
  void analyze_faceThatFillsTheFrame_isFoundOnALargerCanvas() {
    Analysis analysis =
        pipeline.analyze(TestPictures.faces(300, 300, new Place(15, 15, 270, 30, 40)), NONE);

    assertThat(analysis.faces()).hasSize(1);
    assertNear(analysis.faces().get(0).box(), 15, 15, 270, 12);
  }

  @Test
  void analyze_closeUpBeforeASmallFace_findsBoth() {
    byte[] picture =
        TestPictures.faces(
            1200, 400, new Place(20, 20, 360, 30, 40), new Place(1100, 300, 80, 1, 2));

    assertThat(pipeline.analyze(picture, NONE).faces()).hasSize(2);
  }

  @Test
  void analyze_noFace_isAnAnswer() {
    Analysis analysis =
        pipeline.analyze(TestPictures.faces(300, 200), EnumSet.allOf(Feature.class));

    assertThat(analysis.faces()).isEmpty();
    assertThat(analysis.height()).isEqualTo(200);
  }

  @Test
  void analyze_faceInTheMiddleOfFourTiles_isOneFace() {
    byte[] picture = TestPictures.faces(1600, 1600, new Place(650, 650, 300, 30, 40));

    Analysis analysis = pipeline.analyze(picture, NONE);

    assertThat(analysis.faces()).hasSize(1);
    assertNear(analysis.faces().get(0).box(), 650, 650, 300, 30);
  }

  @Test
  void analyze_facesTooSmallForTheWholePicture_areFoundInTiles() {
    // 28 pixels of 1600 are one of 64: only a tile shows it with an edge of its own.
    byte[] picture =
        TestPictures.faces(
            1600, 1600, new Place(100, 100, 28, 1, 2), new Place(150, 100, 28, 3, 4));

    assertThat(pipeline.analyze(picture, NONE).faces()).hasSize(2);
  }

  @Test
  void analyze_optionsThatRuleSmallFacesOut_saveTheTiles() {
    byte[] picture = TestPictures.faces(1600, 1600, new Place(100, 100, 800, 1, 2));
    engine.batches().clear();

    assertThat(detect(picture, new DetectionOptions(0, 0, 1)).faces()).hasSize(1);
    assertThat(engine.batches()).containsExactly(1);
    assertThat(detect(picture, new DetectionOptions(0, 1200, 0)).faces()).isEmpty();
    engine.batches().clear();
    assertThat(detect(picture, DetectionOptions.ALL).faces()).hasSize(1);
    assertThat(rowsRun()).isAtLeast(5);
  }

  @Test
  void analyze_options_limitWhatIsTold() {
    byte[] picture =
        TestPictures.faces(
            640,
            480,
            new Place(20, 60, 40, 1, 1),
            new Place(100, 60, 120, 2, 2),
            new Place(300, 60, 240, 3, 3));

    assertThat(detect(picture, new DetectionOptions(0, 80, 0)).faces()).hasSize(2);
    assertThat(detect(picture, new DetectionOptions(0, 0, 1)).faces()).hasSize(1);
    assertThat(detect(picture, new DetectionOptions(0.95, 0, 0)).faces()).isEmpty();
    assertThrows(InferenceException.class, () -> new DetectionOptions(1.5, 0, 0));
    assertThrows(InferenceException.class, () -> new DetectionOptions(Double.NaN, 0, 0));
  }

  @Test
  void analyze_aHundredCallsAtOnce_eachGetsItsOwnFaces() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Analysis>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] picture =
            TestPictures.faces(
                320, 240, new Place(10, 20, 60, i, 5), new Place(120, 60, 140, 100 + i, 9));
        calls.add(threads.submit(() -> pipeline.analyze(picture, Set.of(Feature.AGE_GENDER))));
      }
      for (int i = 0; i < 100; i++) {
        List<Face> faces = calls.get(i).get().faces();
        assertThat(faces.stream().map(face -> requireNonNull(face.age()).value()).toList())
            .containsExactly(100.0 + i, 0.0 + i)
            .inOrder();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void analyze_facesOfOnePicture_shareABatch() {
    engine.batches().clear();
    pipeline.analyze(
        TestPictures.faces(
            640,
            480,
            new Place(20, 60, 100, 1, 1),
            new Place(150, 60, 120, 2, 2),
            new Place(300, 60, 240, 3, 3)),
        Set.of(Feature.EMBEDDING));

    // One look, three crops for the points, three with their mirror images for the embedding; how
    // ten rows are cut into sizes that the networks have been warmed up with is the plan's affair.
    assertThat(engine.batches().size()).isLessThan(8);
    assertThat(rowsRun()).isAtLeast(10);
  }

  /** Padding included. */
  private int rowsRun() {
    return engine.batches().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void analyze_networkThatFails_isAnEngineFaultAndTheNextCallIsWell() {
    byte[] picture = TestPictures.faces(320, 240, new Place(10, 20, 120, 1, 5));
    engine.beforeEachRun(
        rows -> {
          throw new EngineException("out of order");
        });
    InferenceException fault =
        assertThrows(InferenceException.class, () -> pipeline.analyze(picture, NONE));
    assertThat(fault.problem()).isEqualTo(Problem.ENGINE_FAULT);
    engine.beforeEachRun(rows -> {});

    assertThat(pipeline.analyze(picture, NONE).faces()).hasSize(1);
  }

  @Test
  void analyze_callThatIsOver_isNotBegun() {
    engine.batches().clear();
    RequestScope cancelled = new RequestScope("gone", System::nanoTime, Long.MAX_VALUE, () -> true);
    EncodedPicture picture = EncodedPicture.of(TestPictures.faces(320, 240));

    InferenceException refusal =
        assertThrows(
            InferenceException.class,
            () -> pipeline.analyze(picture, NONE, DetectionOptions.ALL, cancelled));

    assertThat(refusal.problem()).isEqualTo(Problem.CANCELLED);
    assertThat(engine.batches()).isEmpty();
  }

  @Test
  void analyze_packWithADetectorAlone_namesEveryOtherFeature(@TempDir Path other)
      throws IOException {
    TwinStore alone = new TwinStore(other).detector(Crop.Picture.ONCE);
    try (FacePipeline detector = TwinPipeline.open(engine, alone)) {
      Analysis analysis =
          detector.analyze(
              TestPictures.faces(320, 240, new Place(10, 20, 120, 1, 5)),
              EnumSet.allOf(Feature.class));

      assertThat(analysis.faces()).hasSize(1);
      assertThat(analysis.unavailable())
          .containsExactlyElementsIn(EnumSet.complementOf(EnumSet.of(Feature.QUALITY)));
      assertThat(analysis.faces().get(0).quality()).isNotNull();
    }
  }
}
