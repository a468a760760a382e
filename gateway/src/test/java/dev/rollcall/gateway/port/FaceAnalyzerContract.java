package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.memory.ScriptedAnalyzer;
import dev.rollcall.gateway.domain.face.Age;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Emotion;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.domain.face.Landmark;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.face.Quality;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every analyzer does; the script says what the pictures show. */
public abstract class FaceAnalyzerContract {
  private static final byte[] BYTES = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
  private static final ModelCatalog CATALOG =
      new ModelCatalog(
          "cpu",
          "8 threads",
          "registry",
          List.of(
              new Model(
                  "arc",
                  "1",
                  "RECOGNITION",
                  "MIT",
                  "unknown",
                  true,
                  "npm",
                  "00ff",
                  List.of(new Model.Accuracy("tar@far=1e-4", 0.83, 6000, "LFW pairs", "measured")),
                  1.0625,
                  List.of()),
              new Model(
                  "mood",
                  "2",
                  "EMOTION",
                  "MIT",
                  "",
                  false,
                  "",
                  "",
                  List.of(),
                  null,
                  List.of("happy", "sad"))));
  private static final Face FACE =
      new Face(
          new Box(1.5f, 2, 101, 102.25f, 0.875f),
          List.of(new Landmark(30, 40), new Landmark(60, 40)),
          Faces.at(0.5),
          new Age(31, 26.5f, 36),
          new Gender("female", 0.9f),
          new Emotion("happy", Map.of("happy", 0.75f, "sad", 0.25f)),
          new Liveness(Liveness.State.SPOOF, 0.125f),
          new Quality(0.5f, List.of("TURNED")));

  protected final ScriptedAnalyzer script = new ScriptedAnalyzer(CATALOG);

  protected abstract FaceAnalyzer analyzer();

  protected static CallContext call() {
    return new CallContext(
        "request-1", Deadline.after(Duration.ofSeconds(20), InstantSource.system()));
  }

  private Analysis analyze(Set<Feature> features) {
    return analyzer().analyze(Picture.of(BYTES), features, call());
  }

  @Test
  void faces_comeWithAllThatWasAskedFor() {
    script.show(BYTES, List.of(FACE, Faces.face(20, null)));
    Analysis analysis = analyze(EnumSet.allOf(Feature.class));
    assertThat(analysis.width()).isEqualTo(640);
    assertThat(analysis.height()).isEqualTo(480);
    assertThat(analysis.faces()).hasSize(2);
    Face face = analysis.faces().get(0);
    assertThat(Objects.requireNonNull(face.embedding()).embedder()).isEqualTo(Faces.EMBEDDER);
    assertThat(face.embedding().toArray()).isEqualTo(Faces.at(0.5).toArray());
    assertThat(without(face)).isEqualTo(without(FACE));
    assertThat(analysis.faces().get(1)).isEqualTo(Faces.face(20, null));
  }

  /** An embedding has no equality. */
  private static Face without(Face face) {
    return new Face(
        face.box(),
        face.landmarks(),
        null,
        face.age(),
        face.gender(),
        face.emotion(),
        face.liveness(),
        face.quality());
  }

  @Test
  void features_notAskedFor_areAbsent() {
    script.show(BYTES, List.of(FACE));
    Face emotionAlone = analyze(EnumSet.of(Feature.EMOTION)).faces().get(0);
    assertThat(emotionAlone.emotion()).isEqualTo(FACE.emotion());
    assertThat(emotionAlone.age()).isNull();
    assertThat(emotionAlone.embedding()).isNull();
    assertThat(emotionAlone.liveness()).isEqualTo(Liveness.NOT_CHECKED);
    Face boxAlone = analyze(Set.of()).faces().get(0);
    assertThat(boxAlone.box()).isEqualTo(FACE.box());
    assertThat(boxAlone.landmarks()).isEqualTo(FACE.landmarks());
    assertThat(boxAlone.emotion()).isNull();
  }

  @Test
  void pictureWithoutAFace_hasNone() {
    script.show(BYTES, List.of());
    assertThat(analyze(EnumSet.allOf(Feature.class)).faces()).isEmpty();
  }

  @Test
  void pictureThatCannotBeRead_isCorrupt() {
    assertThat(refusal(Set.of()).code()).isEqualTo(ProblemCode.IMAGE_CORRUPT);
    assertThat(refusal(EnumSet.allOf(Feature.class)).code()).isEqualTo(ProblemCode.IMAGE_CORRUPT);
  }

  @Test
  void serverThatIsBusy_saysWhenToComeBack() {
    script.fail(
        ProblemException.unavailable(
            ProblemCode.OVERLOADED, "busy", Duration.ofMillis(1500), null));
    ProblemException refused = refusal(Set.of());
    assertThat(refused.code()).isEqualTo(ProblemCode.OVERLOADED);
    assertThat(refused.retryAfter()).hasValue(Duration.ofMillis(1500));
    script.fail(null);
    script.show(BYTES, List.of());
    assertThat(analyze(Set.of()).faces()).isEmpty();
  }

  private ProblemException refusal(Set<Feature> features) {
    return assertThrows(ProblemException.class, () -> analyze(features));
  }

  @Test
  void models_areThoseLoaded() {
    assertThat(analyzer().models(call())).isEqualTo(CATALOG);
  }
}
