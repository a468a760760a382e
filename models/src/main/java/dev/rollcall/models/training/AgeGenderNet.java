package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Backbone;
import dev.rollcall.models.training.graph.Layers;
import dev.rollcall.models.training.graph.Linear;
import dev.rollcall.models.training.graph.Plan;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Age and gender on the features of a trained backbone. Age is a distribution over ordered bins:
 * its mean is the age (Rothe et al. 2015), its deviation the range; neighbouring bins share the
 * target, so that 31 for 33 is a small error and 60 a large one.
 *
 * <p>Both heads begin with what the base's own say: its gender, and a normal law around its age,
 * whose logits are linear in the age as the age is in the features. So a step is taken from what is
 * known, not from noise that would spoil the features first.
 */
record AgeGenderNet(Backbone backbone, int side, float dropout) implements Plan {
  static final String IMAGE = "image";
  static final String YEARS = "years";
  static final String BINS_TARGET = "bins";
  static final String GENDER_TARGET = "gender";
  static final String BIN_LOGITS = "bin_logits";
  static final String GENDER_LOGITS = "gender_logits";

  /** Bins of two years, from 0 to 110. */
  static final int BINS = 56;

  static final double BIN_YEARS = 2;

  /** Years; how far a face's target spreads over its neighbours. */
  private static final double SPREAD = 2.5;

  /** Years; how sure the base is taken to be of its age. */
  private static final double FIRST_DEVIATION = 6;

  /** An error of so many years costs as much as an undecided gender. */
  private static final float YEARS_PER_LOSS = 5;

  @Override
  public List<Feed> feeds() {
    return List.of(
        new Feed(IMAGE, List.of((long) side, (long) side, 3L)),
        new Feed(YEARS, List.of()),
        new Feed(BINS_TARGET, List.of((long) BINS)),
        new Feed(GENDER_TARGET, List.of(2L)));
  }

  static double centre(int bin) {
    return bin * BIN_YEARS;
  }

  /** A discretised normal law around the age. */
  static float[] target(double years) {
    float[] target = new float[BINS];
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double off = (centre(bin) - years) / SPREAD;
      target[bin] = (float) Math.exp(-off * off / 2);
      sum += target[bin];
    }
    for (int bin = 0; bin < BINS; bin++) {
      target[bin] /= (float) sum;
    }
    return target;
  }

  @Override
  public Operand<TFloat32> loss(
      Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
    Ops ops = layers.ops();
    Operand<TFloat32> features =
        layers.dropout(backbone.features(layers, Plan.fed(fed, IMAGE)), dropout, seed);
    Operand<TFloat32> bins = bins(layers, features);
    Operand<TFloat32> gender = gender(layers, features);
    Operand<TFloat32> binLoss =
        ops.nn.softmaxCrossEntropyWithLogits(bins, Plan.fed(fed, BINS_TARGET)).loss();
    Operand<TFloat32> genderLoss =
        ops.nn.softmaxCrossEntropyWithLogits(gender, Plan.fed(fed, GENDER_TARGET)).loss();
    Operand<TFloat32> years = expected(ops, bins);
    Operand<TFloat32> off =
        ops.math.mul(
            ops.math.abs(ops.math.sub(years, Plan.fed(fed, YEARS))),
            ops.constant(1 / YEARS_PER_LOSS));
    Operand<TFloat32> all = ops.math.add(ops.math.add(binLoss, genderLoss), off);
    return ops.math.mean(all, ops.constant(0));
  }

  private Operand<TFloat32> bins(Layers layers, Operand<TFloat32> features) {
    return backbone
        .head("age")
        .filter(head -> head.outputs() == 1)
        .map(head -> layers.dense("age", features, aroundTheAge(head)))
        .orElseGet(() -> layers.dense("age", features, backbone.featureSize(), BINS));
  }

  private Operand<TFloat32> gender(Layers layers, Operand<TFloat32> features) {
    return backbone
        .head("gender")
        .filter(head -> head.outputs() == 2)
        .map(head -> layers.dense("gender", features, head))
        .orElseGet(() -> layers.dense("gender", features, backbone.featureSize(), 2));
  }

  /** Of the exponent -(centre - age)^2 / (2 deviation^2), what depends on the bin. */
  static Linear aroundTheAge(Linear age) {
    double variance = FIRST_DEVIATION * FIRST_DEVIATION;
    float[] weights = new float[age.weights().length * BINS];
    float[] bias = new float[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      double slope = centre(bin) / variance;
      for (int i = 0; i < age.weights().length; i++) {
        weights[i * BINS + bin] = (float) (slope * age.weights()[i]);
      }
      bias[bin] = (float) (slope * (age.bias()[0] - centre(bin) / 2));
    }
    return new Linear(weights, bias);
  }

  private static Operand<TFloat32> expected(Ops ops, Operand<TFloat32> logits) {
    float[] centres = new float[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      centres[bin] = (float) centre(bin);
    }
    Operand<TFloat32> values = ops.constant(Shape.of(BINS), DataBuffers.of(centres));
    return ops.sum(
        ops.math.mul(ops.nn.softmax(logits), values), ops.constant(1), new Sum.Options[0]);
  }

  @Override
  public Map<String, Operand<TFloat32>> outputs(Layers layers, Map<String, Operand<TFloat32>> fed) {
    Operand<TFloat32> features = backbone.features(layers, Plan.fed(fed, IMAGE));
    return Map.of(BIN_LOGITS, bins(layers, features), GENDER_LOGITS, gender(layers, features));
  }
}
