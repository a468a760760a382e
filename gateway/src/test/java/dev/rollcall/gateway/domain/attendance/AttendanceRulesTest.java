package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.port.Faces;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttendanceRulesTest {
  private static final double THRESHOLD = 0.5;

  /** Ann stands at 0, Bob at 1.5 on the circle. */
  private static Nearest search(Embedding probe) {
    Candidate ann = new Candidate("ann", distance(probe, 0));
    Candidate bob = new Candidate("bob", distance(probe, 1.5));
    return ann.distance() <= bob.distance() ? new Nearest(ann, bob) : new Nearest(bob, ann);
  }

  private static double distance(Embedding probe, double radians) {
    float[] values = probe.toArray();
    return Math.hypot(values[0] - Math.cos(radians), values[1] - Math.sin(radians));
  }

  private static PictureVerdict decide(Mode mode, LivenessPolicy policy, Face... faces) {
    return new AttendanceRules(new MatchRule(THRESHOLD), policy)
        .decide(mode, List.of(faces), AttendanceRulesTest::search);
  }

  private static Face at(double radians) {
    return Faces.face(100, Faces.at(radians));
  }

  private static Face at(double radians, Liveness liveness) {
    Face face = at(radians);
    return new Face(face.box(), List.of(), face.embedding(), null, null, null, liveness, null);
  }

  @Test
  void noFace_isInvalid() {
    for (Mode mode : Mode.values()) {
      PictureVerdict verdict = decide(mode, LivenessPolicy.OFF);
      assertThat(verdict).isEqualTo(new PictureVerdict(Status.INVALID, Reason.NO_FACE, List.of()));
    }
  }

  @Test
  void single_knownFace_isValid() {
    PictureVerdict verdict = decide(Mode.SINGLE, LivenessPolicy.OFF, at(0.1));
    assertThat(verdict.status()).isEqualTo(Status.VALID);
    assertThat(verdict.reason()).isNull();
    assertThat(matchOf(verdict, 0).personId()).isEqualTo("ann");
  }

  @Test
  void single_strangersFace_isUnknown() {
    PictureVerdict verdict = decide(Mode.SINGLE, LivenessPolicy.OFF, at(3));
    assertThat(verdict.reason()).isEqualTo(Reason.UNKNOWN_FACE);
    assertThat(matchOf(verdict, 0).personId()).isNull();
  }

  @Test
  void single_facesOfOneSize_areNotDecided() {
    PictureVerdict verdict = decide(Mode.SINGLE, LivenessPolicy.OFF, at(0), at(1.5));
    assertThat(verdict.reason()).isEqualTo(Reason.MULTIPLE_FACES);
    assertThat(verdict.faces().stream().map(FaceVerdict::status).toList())
        .containsExactly(null, null);
  }

  @Test
  void single_smallFaceBehind_isNotDecided() {
    PictureVerdict verdict =
        decide(Mode.SINGLE, LivenessPolicy.OFF, at(0), Faces.face(20, Faces.at(1.5)));
    assertThat(verdict.status()).isEqualTo(Status.VALID);
    assertThat(verdict.faces().get(1).status()).isNull();
  }

  @Test
  void face_withoutAnEmbedding_isOfLowQuality() {
    PictureVerdict verdict = decide(Mode.SINGLE, LivenessPolicy.OFF, Faces.face(100, null));
    assertThat(verdict.reason()).isEqualTo(Reason.LOW_QUALITY);
  }

  @Test
  void group_eachFace_isDecided_andOneValidMakesThePictureValid() {
    PictureVerdict verdict = decide(Mode.GROUP, LivenessPolicy.OFF, at(3), at(0.1), at(1.4));
    assertThat(verdict.status()).isEqualTo(Status.VALID);
    assertThat(verdict.faces().stream().map(FaceVerdict::reason).toList())
        .containsExactly(Reason.UNKNOWN_FACE, null, null)
        .inOrder();
  }

  @Test
  void group_onePersonTwice_isGivenToTheNearerFace() {
    PictureVerdict verdict = decide(Mode.GROUP, LivenessPolicy.OFF, at(0.2), at(0.1), at(0.3));
    assertThat(verdict.faces().stream().map(FaceVerdict::reason).toList())
        .containsExactly(Reason.AMBIGUOUS, null, Reason.AMBIGUOUS)
        .inOrder();
    assertThat(matchOf(verdict, 1).personId()).isEqualTo("ann");
    assertThat(matchOf(verdict, 0))
        .isEqualTo(matchOf(verdict, 0).withoutIdentity(Decision.AMBIGUOUS));
  }

  @Test
  void group_twinsOfOneDistance_giveThePersonOnce() {
    PictureVerdict verdict = decide(Mode.GROUP, LivenessPolicy.OFF, at(0.1), at(0.1));
    assertThat(verdict.faces().stream().filter(face -> face.status() == Status.VALID).count())
        .isEqualTo(1);
  }

  @Test
  void pain2_liveness_asked_refusesWhatIsNotSeenToLive() {
    assertThat(reasonAt(Liveness.NOT_CHECKED)).isEqualTo(Reason.LIVENESS_REQUIRED);
    assertThat(reasonAt(new Liveness(Liveness.State.UNSURE, 0.5f))).isNull();
    assertThat(LivenessPolicy.BURST.refusalOf(Liveness.State.UNSURE))
        .isEqualTo(Reason.LIVENESS_REQUIRED);
    assertThat(reasonAt(new Liveness(Liveness.State.SPOOF, 0.1f))).isEqualTo(Reason.SPOOF);
    assertThat(reasonAt(new Liveness(Liveness.State.LIVE, 0.9f))).isNull();
  }

  private static @Nullable Reason reasonAt(Liveness liveness) {
    return decide(Mode.SINGLE, LivenessPolicy.PASSIVE, at(0, liveness)).reason();
  }

  @Test
  void liveness_notAsked_isShownAndDecidesNothing() {
    PictureVerdict verdict =
        decide(Mode.SINGLE, LivenessPolicy.OFF, at(0, new Liveness(Liveness.State.SPOOF, 0.1f)));
    assertThat(verdict.status()).isEqualTo(Status.VALID);
  }

  private static Match matchOf(PictureVerdict verdict, int face) {
    return Objects.requireNonNull(verdict.faces().get(face).match());
  }
}
