package dev.rollcall.models.training.data;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final CropFile.Shape SHAPE = new CropFile.Shape(24, 24, 1);

  private static byte[] face() {
    byte[] face = new byte[SHAPE.size()];
    new Random(4).nextBytes(face);
    return face;
  }

  private static float[] varied(Augmentation augmentation, int side, long seed) {
    float[] target = new float[side * side];
    augmentation.apply(face(), SHAPE, side, new SplittableRandom(seed), target, 0);
    return target;
  }

  @Test
  void sameSeed_sameFace_anotherSeedAnother() {
    assertThat(varied(Augmentation.STANDARD, 24, 9))
        .isEqualTo(varied(Augmentation.STANDARD, 24, 9));
    assertThat(varied(Augmentation.STANDARD, 24, 9))
        .isNotEqualTo(varied(Augmentation.STANDARD, 24, 10));
  }

  @Test
  void nothing_changesNothing() {
    float[] same = varied(Augmentation.NONE, 24, 1);
    byte[] face = face();
    for (int i = 0; i < face.length; i++) {
      assertThat(same[i]).isWithin(0.01f).of(face[i] & 0xff);
    }
  }

  @Test
  void flip_alone_mirrors() {
    float[] mirrored = varied(new Augmentation(1, 0, 0, 0, 0, 0, 0), 24, 1);
    byte[] face = face();
    assertThat(mirrored[5]).isWithin(0.01f).of(face[24 - 1 - 5] & 0xff);
  }

  @Test
  void everything_staysInRange_atAnySide() {
    for (long seed = 0; seed < 50; seed++) {
      for (float value : varied(Augmentation.STANDARD, 16, seed)) {
        assertThat(value).isAtLeast(0f);
        assertThat(value).isAtMost(255f);
      }
    }
  }

  @Test
  void detail_ofABlurredPicture_meetsThatOfTheSharpOne() {
    int side = 48;
    byte[] sharp = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double wave =
            Math.cos(Math.PI * 4 * (x + 0.5) / side) + Math.cos(Math.PI * 6 * (y + 0.5) / side);
        sharp[y * side + x] = (byte) Math.round(128 + 40 * wave);
      }
    }
    double sigma = 3;
    byte[] blurred = new byte[side * side];
    double four = Math.exp(-Math.pow(sigma * Math.PI * 4 / side, 2) / 2);
    double six = Math.exp(-Math.pow(sigma * Math.PI * 6 / side, 2) / 2);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double wave =
            four * Math.cos(Math.PI * 4 * (x + 0.5) / side)
                + six * Math.cos(Math.PI * 6 * (y + 0.5) / side);
        blurred[y * side + x] = (byte) Math.round(128 + 40 * wave);
      }
    }
    Detail detail = new Detail(side, 24, sigma, 0.015);
    byte[] restored = detail.apply(detail.gainsOfBlurred(), blurred);
    byte[] coarser = detail.apply(detail.gainsOfSharp(), sharp);
    // Undoing a blur enlarges the rounding of its bytes: single pixels may be off, the picture not.
    double off = 0;
    for (int i = 0; i < restored.length; i++) {
      off += Math.abs((restored[i] & 0xff) - (coarser[i] & 0xff));
    }
    assertThat(off / restored.length).isLessThan(5);
  }
}
