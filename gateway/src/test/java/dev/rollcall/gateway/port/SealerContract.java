package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every sealer does. */
public abstract class SealerContract {
  private static final byte[] PLAIN = "a template of a face".getBytes(StandardCharsets.UTF_8);

  protected abstract Sealer sealer();

  @Test
  void sealed_opensAgain_andDoesNotShowThePlainBytes() {
    byte[] sealed = sealer().seal(PLAIN, "template", "1");
    assertThat(Bytes.indexOf(sealed, PLAIN)).isEqualTo(-1);
    assertThat(sealer().open(sealed, "template", "1")).isEqualTo(PLAIN);
    assertThat(sealer().open(sealer().seal(new byte[0], "t", "1"), "t", "1")).isEmpty();
  }

  @Test
  void sealed_ofAnotherRowOrPurpose_doesNotOpen() {
    byte[] sealed = sealer().seal(PLAIN, "template", "1");
    assertFaulty(sealed, "template", "2");
    assertFaulty(sealed, "picture", "1");
  }

  @Test
  void sealed_changedAnywhere_doesNotOpen() {
    byte[] sealed = sealer().seal(PLAIN, "template", "1");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertFaulty(changed, "template", "1");
    }
    assertFaulty(new byte[0], "template", "1");
    assertFaulty(PLAIN, "template", "1");
  }

  private void assertFaulty(byte[] sealed, String purpose, String row) {
    assertThat(
            assertThrows(ProblemException.class, () -> sealer().open(sealed, purpose, row)).code())
        .isEqualTo(ProblemCode.INTERNAL_FAULT);
  }
}
