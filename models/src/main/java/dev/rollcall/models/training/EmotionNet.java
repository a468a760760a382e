package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Layers;
import dev.rollcall.models.training.graph.Plan;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A residual network for small grey faces.
 *
 * <p>A stem at full size, then three stages of two residual blocks at a half, a quarter and an
 * eighth. Each face is brought to zero mean and unit deviation first, so that light and contrast of
 * the room do not matter. The mean over the last map makes it indifferent to the input's size: it
 * is trained small first and large last.
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

  static final int STANDARD_WIDTH = 48;

  /** From this side on the second convolution halves the picture. */
  private static final int LARGE = 32;

  @Override
  public List<Feed> feeds() {
    return List.of(
        new Feed(IMAGE, List.of(-1L, -1L, 1L)),
        new Feed(TARGET, List.of((long) labels)),
        new Feed(WEIGHT, List.of()));
  }

  int stem() {
    return Math.max(8, width * 2 / 3);
  }

  int downStride() {
    return side >= LARGE ? 2 : 1;
  }

  /** Cross-entropy against targets that may be soft, each row by its weight. */
  @Override
  public Operand<TFloat32> loss(
      Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
    Ops ops = layers.ops();
    Operand<TFloat32> features = layers.dropout(features(layers, fed), dropout, seed);
    Operand<TFloat32> logits = layers.dense("head", features, width * 4L, labels);
    Operand<TFloat32> each = ops.nn.softmaxCrossEntropyWithLogits(logits, Plan.fed(fed, TARGET)).loss();
    Operand<TFloat32> weight = Plan.fed(fed, WEIGHT);
    Operand<TFloat32> total = ops.reduceSum(ops.math.mul(each, weight), ops.constant(0));
    return ops.math.div(total, ops.reduceSum(weight, ops.constant(0)));
  }

  @Override
  public Map<String, Operand<TFloat32>> outputs(Layers layers, Map<String, Operand<TFloat32>> fed) {
    return Map.of(LOGITS, layers.dense("head", features(layers, fed), width * 4L, labels));
  }

  private Operand<TFloat32> features(Layers layers, Map<String, Operand<TFloat32>> fed) {
    Operand<TFloat32> x = standardised(layers.ops(), Plan.fed(fed, IMAGE));
    x = layers.block("stem", x, 3, 1, stem(), 1);
    x = layers.block("down", x, 3, stem(), width, downStride());
    x = layers.residual("stage1", x, width, width, 1);
    x = layers.residual("stage2a", x, width, width * 2L, 2);
    x = layers.residual("stage2b", x, width * 2L, width * 2L, 1);
    x = layers.residual("stage3a", x, width * 2L, width * 4L, 2);
    x = layers.residual("stage3b", x, width * 4L, width * 4L, 1);
    return layers.globalMean(x);
  }

  private static Operand<TFloat32> standardised(Ops ops, Operand<TFloat32> image) {
    Operand<TInt32> sides = ops.constant(new int[] {1, 2, 3});
    Operand<TFloat32> centred =
        ops.math.sub(image, ops.math.mean(image, sides, Mean.keepDims(true)));
    Operand<TFloat32> variance =
        ops.math.mean(ops.math.square(centred), sides, Mean.keepDims(true));
    return ops.math.mul(centred, ops.math.rsqrt(ops.math.add(variance, ops.constant(1f))));
  }
}
