package dev.rollcall.models.training;

import java.util.List;

/** How much the faces of each class count, so that a rare class is not simply ignored. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * Weights with a mean of 1 over all faces: {@code (faces / classes / faces of the class)} to the
   * power of {@code balance}.
   *
   * @param counts faces of each class, each at least 1
   * @param balance 0: every face counts the same; 1: every class does
   */
  static float[] of(List<Integer> counts, double balance) {
    double total = counts.stream().mapToInt(Integer::intValue).sum();
    float[] weights = new float[counts.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.pow(total / counts.size() / counts.get(i), balance);
      sum += weights[i] * (double) counts.get(i);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) (total / sum);
    }
    return weights;
  }
}
