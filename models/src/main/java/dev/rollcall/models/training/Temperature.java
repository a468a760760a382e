package dev.rollcall.models.training;

import java.util.function.DoubleUnaryOperator;

/**
 * Temperature scaling (Guo et al. 2017): one number by which all logits are divided, so that a
 * probability of 0.8 is right in eight of ten cases. It changes no answer, only how sure it is.
 */
final class Temperature {
  private static final double COLDEST = 0.05;
  private static final double HOTTEST = 20;
  private static final int STEPS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Temperature() {}

  /**
   * The temperature with the least loss, by golden section over its logarithm.
   *
   * @param loss mean negative log-likelihood at a temperature, on faces that were not learnt from
   */
  static double fit(DoubleUnaryOperator loss) {
    double low = Math.log(COLDEST);
    double high = Math.log(HOTTEST);
    for (int i = 0; i < STEPS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss.applyAsDouble(Math.exp(left)) < loss.applyAsDouble(Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }
}
