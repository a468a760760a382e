package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Quality;
import dev.rollcall.gateway.port.Faces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentRulesTest {
  private static Analysis picture(float score, String... issues) {
    Face good = Faces.face(120, Faces.at(0));
    Face judged =
        new Face(
            good.box(),
            good.landmarks(),
            good.embedding(),
            null,
            null,
            null,
            good.liveness(),
            new Quality(score, List.of(issues)));
    return new Analysis(200, 200, List.of(judged), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_SMALL, closer",
    "BLURRED, still",
    "TOO_DARK, light",
    "TOO_BRIGHT, glare",
    "TURNED, straight",
    "CUT_OFF, middle",
    "OCCLUDED, sunglasses",
  })
  void choose_ofAFaceThatCannotBeMadeOut_saysWhatToDo(String issue, String advice) {
    EnrolmentRules.Refusal refusal =
        requireNonNull(EnrolmentRules.choose(picture(0.05f, issue)).refusal());

    assertThat(refusal.code()).isEqualTo("face_" + issue.toLowerCase(java.util.Locale.ROOT));
    assertThat(refusal.reason()).contains(advice);
  }

  @Test
  void choose_ofAPoorFace_takesIt() {
    assertThat(EnrolmentRules.choose(picture(0.3f, "OCCLUDED")).face()).isNotNull();
  }

  @Test
  void chooseAgain_ofAFaceThatWasTakenOnBefore_doesNotJudgeItsQuality() {
    assertThat(EnrolmentRules.chooseAgain(picture(0.01f, "TOO_DARK")).face()).isNotNull();
  }
}
