package dev.rollcall.inference.heads;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Age;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Liveness;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadsTest {
  private static final Affine TWICE = Affine.scaleAndMove(2, 2, 10, 20);

  private static Outputs.Row row(String name, float... values) {
    return new Outputs.Row(Map.of(name, values));
  }

  private static ModelManifest manifest(
      @Nullable Double threshold, List<String> labels, ModelManifest.Accuracy... accuracy) {
    return new ModelManifest(
        "net",
        "1",
        Task.EMOTION,
        new ModelManifest.Source("trained", "net", "1", List.of()),
        "0".repeat(64),
        new ModelManifest.Licence("MIT", "none", false),
        new ModelManifest.Input(8, 8, 0, new Crop.Box(1, true, Crop.Border.BLACK), false),
        threshold,
        labels,
        List.of(accuracy));
  }

  private static Detected face(double x, double y, double side, double probability) {
    return new Detected(new Box(x, y, x + side, y + side, probability), List.of());
  }

  @Test
  void detection_rowsAboveTheThreshold_comeInPictureCoordinates() {
    Outputs.Row row =
        new Outputs.Row(
            Map.of(
                "scores", new float[] {0.9f, 0.4f, 0.6f},
                "boxes", new float[] {1, 2, 3, 5, 0, 0, 9, 9, 4, 4, 4, 8},
                "landmarks", new float[30]));

    List<Detected> faces = DetectionHead.read(row, 0.5, TWICE);

    // The second is below the threshold, the third has no width.
    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).box()).isEqualTo(new Box(12, 24, 16, 30, 0.9f));
    assertThat(faces.get(0).fivePoints()).hasSize(5);
    assertThat(faces.get(0).fivePoints().get(4)).isEqualTo(new Point(10, 20));
  }

  @Test
  void detection_outputsThatDoNotFit_areAnEngineFault() {
    Outputs.Row row =
        new Outputs.Row(Map.of("scores", new float[] {0.9f}, "boxes", new float[] {1, 2}));

    assertThrows(EngineException.class, () -> DetectionHead.read(row, 0.5, TWICE));
    assertThrows(
        EngineException.class, () -> DetectionHead.read(row("boxes", 1, 2, 3, 4), 0.5, TWICE));
  }

  @Test
  void sameFace_overlapAndPartOfAFace_keepTheFirst() {
    Detected whole = face(0, 0, 100, 0.7);
    Detected again = face(10, 10, 100, 0.6);
    Detected eye = face(20, 20, 20, 0.5);
    Detected neighbour = face(95, 0, 100, 0.5);

    assertThat(SameFace.keepFirst(List.of(whole, again, eye, neighbour)))
        .containsExactly(whole, neighbour)
        .inOrder();
  }

  @Test
  void recognition_cropAndMirror_giveTheMeanDirectionOfLengthOne() {
    Embedding embedding =
        RecognitionHead.read(
            List.of(row("embedding", 10, 0), row("embedding", 0, 1)), manifest(0.5, List.of()));

    assertThat(embedding.values()[0]).isWithin(1e-6f).of((float) Math.sqrt(0.5));
    assertThat(embedding.values()[1]).isWithin(1e-6f).of((float) Math.sqrt(0.5));
    assertThat(embedding.embedderId()).isEqualTo("net");
  }

  @Test
  void recognition_nothingButZeros_isAnEngineFault() {
    assertThrows(
        EngineException.class,
        () -> RecognitionHead.read(List.of(row("embedding", 0, 0)), manifest(0.5, List.of())));
  }

  @Test
  void age_measuredNetwork_hasARangeByItsError() {
    ModelManifest measured =
        manifest(null, List.of(), new ModelManifest.Accuracy("age_mae", 4, 100, "p", "s"));

    assertThat(AttributeHead.age(row("age", 30), measured)).isEqualTo(new Age(30, 25, 35));
    assertThat(AttributeHead.age(row("age", 2), measured)).isEqualTo(new Age(2, 0, 7));
    assertThat(AttributeHead.age(row("age", 30), manifest(null, List.of())))
        .isEqualTo(new Age(30, 21.25, 38.75));
  }

  @Test
  void age_networkThatGivesARange_isBelieved() {
    Outputs.Row row =
        new Outputs.Row(Map.of("age", new float[] {3}, "age_range", new float[] {-1, 6.5f}));

    assertThat(AttributeHead.age(row, manifest(null, List.of()))).isEqualTo(new Age(3, 0, 6.5));
  }

  @Test
  void gender_labelsInAnyOrder_areFollowed() {
    ModelManifest manifest = manifest(null, List.of("male", "female"));

    assertThat(AttributeHead.gender(row("gender", 0.25f, 0.75f), manifest).value())
        .isEqualTo("female");
    assertThrows(EngineException.class, () -> AttributeHead.gender(row("gender", 1), manifest));
  }

  @Test
  void emotion_probabilities_areNamed() {
    var emotion =
        AttributeHead.emotion(
            row("probabilities", 0.25f, 0.5f, 0.25f), manifest(null, List.of("a", "b", "c")));

    assertThat(emotion.value()).isEqualTo("b");
    assertThat(emotion.probabilities()).containsExactly("a", 0.25, "b", 0.5, "c", 0.25);
  }

  @Test
  void liveness_isTheMeanOfAllNetworksAtTheirThreshold() {
    assertThat(AttributeHead.live(row("live", 0.7f))).isWithin(1e-6).of(0.7);
    assertThat(AttributeHead.liveness(List.of(0.9, 0.5), 0.8, 100).state())
        .isEqualTo(Liveness.State.UNSURE);
    assertThat(AttributeHead.liveness(List.of(0.8, 0.06), 0.8, 100).state())
        .isEqualTo(Liveness.State.SPOOF);
    assertThat(AttributeHead.liveness(List.of(0.9, 0.5), 0.8, 100).score()).isWithin(1e-9).of(0.7);
    assertThat(AttributeHead.liveness(List.of(0.9, 0.5), 0.6, 100).state())
        .isEqualTo(Liveness.State.LIVE);
    assertThat(AttributeHead.liveness(List.of(0.6), null, 100).state())
        .isEqualTo(Liveness.State.LIVE);
  }

  @Test
  void liveness_ofAFaceTooSmallToTell_isUnsure() {
    assertThat(AttributeHead.liveness(List.of(1.0), 0.5, 39).state())
        .isEqualTo(Liveness.State.UNSURE);
  }

  @Test
  void points_fractionsOfTheCrop_becomePointsOfThePicture() {
    float[] values = new float[136];
    values[0] = 0.5f;
    values[1] = 0.25f;

    List<Point> points = PointsHead.landmarks(row("points", values), 100, 200, TWICE);

    assertThat(points).hasSize(68);
    assertThat(points.get(0)).isEqualTo(new Point(110, 120));
    assertThat(PointsHead.fiveOf(points)).hasSize(5);
  }

  @Test
  void mesh_unsureNetwork_givesNone() {
    float[] values = new float[468 * 3];
    values[2] = 0.1f;
    Outputs.Row sure = new Outputs.Row(Map.of("points", values, "score", new float[] {0.9f}));
    Outputs.Row unsure = new Outputs.Row(Map.of("points", values, "score", new float[] {0.4f}));

    List<MeshPoint> mesh = PointsHead.mesh(sure, 0.5, 100, 100, TWICE);

    assertThat(mesh).hasSize(468);
    assertThat(mesh.get(0).z()).isWithin(1e-4).of(20);
    assertThat(PointsHead.mesh(unsure, 0.5, 100, 100, TWICE)).isEmpty();
  }

  @Test
  void mirrorMean_twoRows_areAveraged() {
    assertThat(MirrorMean.of(List.of(row("live", 0.2f), row("live", 0.4f))).get("live")[0])
        .isWithin(1e-6f)
        .of(0.3f);
  }

  @Test
  void similarity_turnedAndGrownPoints_areCarriedBack() {
    Affine turn = new Affine(0, -3, 5, 3, 0, -7);
    List<Point> from = List.of(new Point(1, 2), new Point(4, 1), new Point(2, 8));
    List<Point> to = from.stream().map(turn::apply).toList();

    Affine found = Affine.similarity(from, to);

    for (int i = 0; i < from.size(); i++) {
      Point back = found.inverse().apply(to.get(i));
      assertThat(back.x()).isWithin(1e-9).of(from.get(i).x());
      assertThat(back.y()).isWithin(1e-9).of(from.get(i).y());
    }
    assertThat(found.scale()).isWithin(1e-9).of(3);
  }
}
