package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Layers;
import dev.rollcall.models.training.graph.Plan;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A {@link ResidualTower} on grey faces with one matrix behind it.
 *
 * @param labels how many classes
 * @param side of the largest faces, in pixels
 * @param width channels of the first stage; the standard is 48 (1.5 million weights)
 * @param dropout share of the last features that a step does not see
 */
record EmotionNet(int labels, int side, int width, float dropout) implements Plan {
  static final String IMAGE = "image";
  static final String TARGET = "target";
  static final String WEIGHT = "weight";
  static final String LOGITS = "logits";

  @Override
  public List<Feed> feeds() {
    return List.of(
        new Feed(IMAGE, List.of(-1L, -1L, 1L)),
        new Feed(TARGET, List.of((long) labels)),
        new Feed(WEIGHT, List.of()));
  }

  ResidualTower tower() {
    return new ResidualTower(1, side, width);
  }

  /** Cross-entropy against targets that may be soft, each row by its weight. */
  @Override
  public Operand<TFloat32> loss(
      Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
    Ops ops = layers.ops();
    Operand<TFloat32> features =
        layers.dropout(tower().features(layers, Plan.fed(fed, IMAGE)), dropout, seed);
    Operand<TFloat32> logits = layers.dense("head", features, tower().featureSize(), labels);
    Operand<TFloat32> each =
        ops.nn.softmaxCrossEntropyWithLogits(logits, Plan.fed(fed, TARGET)).loss();
    Operand<TFloat32> weight = Plan.fed(fed, WEIGHT);
    Operand<TFloat32> total = ops.reduceSum(ops.math.mul(each, weight), ops.constant(0));
    return ops.math.div(total, ops.reduceSum(weight, ops.constant(0)));
  }

  @Override
  public Map<String, Operand<TFloat32>> outputs(Layers layers, Map<String, Operand<TFloat32>> fed) {
    return Map.of(
        LOGITS,
        layers.dense(
            "head", tower().features(layers, Plan.fed(fed, IMAGE)), tower().featureSize(), labels));
  }
}
