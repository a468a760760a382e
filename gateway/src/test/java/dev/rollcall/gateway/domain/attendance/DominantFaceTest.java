package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.port.Faces;
import java.util.List;
import org.junit.jupiter.api.Test;

class DominantFaceTest {
  private final Face large = Faces.face(100, null);

  @Test
  void noFace_isNone() {
    assertThat(DominantFace.of(List.of())).isEmpty();
  }

  @Test
  void oneFace_isIt_howeverSmall() {
    assertThat(DominantFace.of(List.of(large))).hasValue(large);
  }

  @Test
  void face_ofTwiceTheAreaOfTheNext_isIt_inAnyOrder() {
    Face half = Faces.face(70, null);
    assertThat(DominantFace.of(List.of(half, large))).hasValue(large);
    assertThat(DominantFace.of(List.of(large, half))).hasValue(large);
  }

  @Test
  void face_ofLessThanTwiceTheArea_doesNotStandOut() {
    assertThat(DominantFace.of(List.of(large, Faces.face(71, null)))).isEmpty();
  }
}
