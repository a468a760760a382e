package dev.rollcall.models.training.graph;

/**
 * What a dense layer has learnt.
 *
 * @param weights {@code [inputs, outputs]}, row-major
 * @param bias {@code [outputs]}
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record Linear(float[] weights, float[] bias) {
  public Linear {
    if (bias.length == 0 || weights.length % bias.length != 0) {
      throw new IllegalArgumentException(
          "%d weights for %d outputs".formatted(weights.length, bias.length));
    }
  }

  public int outputs() {
    return bias.length;
  }
}
