package dev.rollcall.models.evaluation;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MatchRatesTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** Three of four genuine pairs are nearer than any impostor; one is further than two of four. */
  private final MatchRates rates =
      new MatchRates(new double[] {0.1, 0.2, 0.3, 0.9}, new double[] {0.7, 0.8, 1.0, 1.2});

  @Test
  void areaUnderCurve_ofFourAndFour_countsTheOrderedPairs() {
    assertThat(rates.areaUnderCurve()).isWithin(1e-12).of(14 / 16.0);
  }

  @Test
  void areaUnderCurve_ofTies_countsHalf() {
    MatchRates tied = new MatchRates(new double[] {0.5}, new double[] {0.5, 0.6});

    assertThat(tied.areaUnderCurve()).isWithin(1e-12).of(0.75);
  }

  @Test
  void equalErrorRate_ofFourAndFour_isAQuarter() {
    assertThat(rates.equalErrorRate()).isWithin(1e-12).of(0.25);
  }

  @Test
  void threshold_forAQuarter_letsOneImpostorIn() {
    double threshold = rates.threshold(0.25);

    assertThat(rates.falseMatchRate(threshold)).isEqualTo(0.25);
    assertThat(rates.falseMatchRate(Math.nextUp(threshold))).isEqualTo(0.5);
    assertThat(rates.trueAcceptRate(threshold)).isEqualTo(0.75);
  }

  @Test
  void threshold_forNone_staysBelowTheNearestImpostor() {
    assertThat(rates.falseMatchRate(rates.threshold(0.2))).isEqualTo(0);
    assertThat(rates.threshold(0.2)).isLessThan(0.7);
  }

  @Test
  void bestThreshold_liesBetweenTheClasses() {
    assertThat(rates.bestThreshold()).isWithin(1e-12).of(0.5);
  }

  @Test
  void pairsWithoutAFace_areAcceptedAtNoThreshold() {
    MatchRates missed =
        new MatchRates(new double[] {0.1, NEVER}, new double[] {1.0, NEVER, NEVER, NEVER});

    assertThat(missed.trueAcceptRate(2)).isEqualTo(0.5);
    assertThat(missed.falseMatchRate(2)).isEqualTo(0.25);
    assertThat(missed.threshold(1e-3)).isLessThan(1.0);
    assertThat(missed.threshold(0.5)).isEqualTo(2);
    assertThat(missed.equalErrorRate()).isEqualTo(0.5);
  }

  @Test
  void rates_withoutImpostorsOrOfNotANumber_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new MatchRates(new double[] {1}, new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MatchRates(new double[] {Double.NaN}, new double[] {1}));
  }

  @Test
  void everything_ofRandomDistances_equalsCountingByHand() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] genuine = distances(random, 1 + random.nextInt(40), 0.6);
      double[] impostor = distances(random, 1 + random.nextInt(40), 1.1);
      MatchRates drawn = new MatchRates(genuine, impostor);

      assertThat(drawn.areaUnderCurve()).isWithin(1e-9).of(area(genuine, impostor));
      assertThat(right(genuine, impostor, drawn.bestThreshold()))
          .isEqualTo(mostRight(genuine, impostor));
      for (double rate : new double[] {0, 0.01, 0.1, 0.5}) {
        double threshold = drawn.threshold(rate);
        assertThat(share(impostor, threshold)).isAtMost(rate + 1e-12);
        assertThat(drawn.trueAcceptRate(threshold)).isEqualTo(share(genuine, threshold));
      }
      double equal = drawn.equalErrorRate();
      double[] bounds = equalErrorBounds(genuine, impostor);
      assertThat(equal).isAtLeast(bounds[0] - 1e-12);
      assertThat(equal).isAtMost(bounds[1] + 1e-12);
    }
  }

  /** Tenths, so that ties are frequent; one in ten was not found. */
  private static double[] distances(Random random, int n, double mean) {
    return DoubleStream.generate(
            () ->
                random.nextInt(10) == 0
                    ? NEVER
                    : Math.max(0, Math.round(10 * (mean + 0.3 * random.nextGaussian())) / 10.0))
        .limit(n)
        .toArray();
  }

  private static double area(double[] genuine, double[] impostor) {
    double wins = 0;
    for (double one : genuine) {
      for (double other : impostor) {
        wins += one < other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return wins / genuine.length / impostor.length;
  }

  private static double share(double[] distances, double threshold) {
    return (double) Arrays.stream(distances).filter(d -> d <= threshold).count() / distances.length;
  }

  private static long right(double[] genuine, double[] impostor, double threshold) {
    return Arrays.stream(genuine).filter(d -> d <= threshold).count()
        + Arrays.stream(impostor).filter(d -> d > threshold).count();
  }

  private static long mostRight(double[] genuine, double[] impostor) {
    return DoubleStream.iterate(-0.05, t -> t <= 3, t -> t + 0.05)
        .mapToLong(t -> right(genuine, impostor, t))
        .max()
        .orElseThrow();
  }

  /** Between the two thresholds around the crossing both errors enclose the equal error. */
  private static double[] equalErrorBounds(double[] genuine, double[] impostor) {
    double low = 0;
    double high = 1;
    for (double t = -0.05; t <= 3; t += 0.05) {
      double matched = share(impostor, t);
      double missed = 1 - share(genuine, t);
      if (matched <= missed) {
        low = Math.max(low, matched);
        high = Math.min(high, missed);
      } else {
        high = Math.min(high, matched);
        low = Math.max(low, missed);
      }
    }
    return new double[] {low, high};
  }
}
