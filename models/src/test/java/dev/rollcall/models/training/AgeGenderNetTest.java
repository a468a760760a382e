package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.models.training.graph.Linear;
import org.junit.jupiter.api.Test;

class AgeGenderNetTest {
  @Test
  void aroundTheAge_featuresThatMeanAnAge_hasThatAgeAsItsMean() {
    Linear age = new Linear(new float[] {3, -2}, new float[] {20});
    for (double first : new double[] {0, 2.1, 9.7}) {
      double[] features = {first, 1.5};
      double years = 20 + 3 * first - 2 * 1.5;

      assertThat(mean(AgeGenderNet.aroundTheAge(age), features)).isWithin(0.1).of(years);
    }
  }

  private static double mean(Linear bins, double[] features) {
    double sum = 0;
    double weighted = 0;
    for (int bin = 0; bin < AgeGenderNet.BINS; bin++) {
      double logit = bins.bias()[bin];
      for (int i = 0; i < features.length; i++) {
        logit += features[i] * bins.weights()[i * AgeGenderNet.BINS + bin];
      }
      double share = Math.exp(logit - 100);
      sum += share;
      weighted += share * AgeGenderNet.centre(bin);
    }
    return weighted / sum;
  }
}
