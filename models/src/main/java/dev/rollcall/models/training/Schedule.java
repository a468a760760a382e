package dev.rollcall.models.training;

/**
 * The learning rate of a step: it rises evenly over the first steps, then falls along half a cosine
 * (Loshchilov and Hutter 2017) to a hundredth of its peak.
 *
 * @param peak of the rate
 * @param warmUp steps
 * @param total steps
 */
record Schedule(double peak, long warmUp, long total) {
  private static final double END = 0.01;

  /**
   * The rate.
   *
   * @param number of the step, counted from 1
   */
  double rate(long number) {
    if (number <= warmUp) {
      return peak * number / warmUp;
    }
    double done = Math.min(1, (double) (number - warmUp) / Math.max(1, total - warmUp));
    return peak * (END + (1 - END) * (1 + Math.cos(Math.PI * done)) / 2);
  }
}
