package dev.rollcall.models.training.data;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharpnessTest {
  private static final int SIDE = 48;
  private static final List<Integer> ALL = IntStream.range(0, 60).boxed().toList();

  private static final double[][] WAVES = waves();

  private static double[][] waves() {
    double[][] waves = new double[SIDE][SIDE];
    for (int k = 0; k < SIDE; k++) {
      for (int i = 0; i < SIDE; i++) {
        waves[k][i] = Math.cos(Math.PI * (i + 0.5) * k / SIDE);
      }
    }
    return waves;
  }

  /** Waves in both directions whose power falls as in photographs, then blurred. */
  private static byte[] picture(int seed, double sigma) {
    Random random = new Random(seed);
    double[][] along = new double[SIDE][SIDE];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        double gone = Math.exp(-Math.pow(sigma * Math.PI / SIDE, 2) * (u * u + v * v) / 2.0);
        double height = random.nextGaussian() * 20 / Math.pow(1 + Math.hypot(u, v), 1.3) * gone;
        for (int x = 0; x < SIDE; x++) {
          along[v][x] += height * WAVES[u][x];
        }
      }
    }
    double[] light = new double[SIDE * SIDE];
    for (int v = 0; v < SIDE; v++) {
      for (int i = 0; i < light.length; i++) {
        light[i] += along[v][i % SIDE] * WAVES[v][i / SIDE];
      }
    }
    byte[] picture = new byte[light.length];
    for (int i = 0; i < light.length; i++) {
      picture[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + light[i])));
    }
    return picture;
  }

  private static Sharpness of(int firstSeed, double sigma) throws Exception {
    return Sharpness.of(index -> picture(firstSeed + index, sigma), ALL, SIDE);
  }

  @Test
  void blurAgainst_picturesBlurredByAGaussian_isItsSigma() throws Exception {
    Sharpness sharp = of(0, 0);

    assertThat(of(1000, 3).blurAgainst(sharp)).isWithin(0.3).of(3);
    assertThat(of(1000, 1.5).blurAgainst(sharp)).isWithin(0.3).of(1.5);
  }

  @Test
  void blurAgainst_picturesAsSharp_isNone() throws Exception {
    assertThat(of(1000, 0).blurAgainst(of(0, 0))).isLessThan(0.5);
  }

  @Test
  void blurAgainst_picturesBlurrierThanThese_isNone() throws Exception {
    assertThat(of(1000, 0).blurAgainst(of(0, 3))).isLessThan(0.5);
  }
}
