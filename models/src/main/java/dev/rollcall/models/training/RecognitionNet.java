package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Backbone;
import dev.rollcall.models.training.graph.Layers;
import dev.rollcall.models.training.graph.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A Siamese network: one set of weights maps every face of a batch to a point on the unit sphere,
 * and the loss looks at pairs of points (Hadsell et al. 2006): those of one person are drawn
 * together, those of two are pushed apart until they are {@code margin} away.
 *
 * <p>Hard pairs are mined in the batch: all its pairs are formed, and only those that still cost
 * something are averaged, so that the many easy ones do not drown them.
 *
 * @param backbone null: a tower, trained from scratch
 * @param tower null: a backbone
 * @param side pixels of a face
 * @param size of the embedding
 * @param margin in units of Euclidean distance on the sphere, 0 to 2
 */
record RecognitionNet(
    @Nullable Backbone backbone, @Nullable ResidualTower tower, int side, int size, float margin)
    implements Plan {
  static final String IMAGE = "image";

  /** {@code [N, N]}: 1 where two rows are different pictures of one person. */
  static final String SAME = "same";

  /** {@code [N, N]}: 1 where two rows are of two people. */
  static final String OTHER = "other";

  static final String EMBEDDING = "embedding";

  /** Keeps the root's gradient finite where two points meet. */
  private static final float LEAST_SQUARE = 1e-6f;

  /** Pairs that cost less than this count as solved. */
  private static final float SOLVED = 1e-4f;

  @Override
  public List<Feed> feeds() {
    return List.of(
        new Feed(IMAGE, List.of((long) side, (long) side, 3L)),
        new Feed(SAME, List.of(-1L)),
        new Feed(OTHER, List.of(-1L)));
  }

  @Override
  public Operand<TFloat32> loss(
      Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed) {
    Ops ops = layers.ops();
    Operand<TFloat32> points = embedding(layers, fed);
    Operand<TFloat32> cosines = ops.linalg.matMul(points, points, MatMul.transposeB(true));
    Operand<TFloat32> squares =
        ops.math.maximum(
            ops.math.sub(ops.constant(2f), ops.math.mul(ops.constant(2f), cosines)),
            ops.constant(LEAST_SQUARE));
    Operand<TFloat32> distances = ops.math.sqrt(squares);
    Operand<TFloat32> missing =
        ops.math.maximum(ops.math.sub(ops.constant(margin), distances), ops.constant(0f));
    Operand<TFloat32> apart = ops.math.square(missing);
    Operand<TFloat32> together = mean(ops, squares, Plan.fed(fed, SAME));
    return ops.math.add(together, mean(ops, apart, unsolved(ops, apart, Plan.fed(fed, OTHER))));
  }

  /** The mask of those pairs that still cost something; no gradient flows through the choice. */
  private static Operand<TFloat32> unsolved(
      Ops ops, Operand<TFloat32> costs, Operand<TFloat32> mask) {
    Operand<TFloat32> hard =
        ops.dtypes.cast(ops.math.greater(costs, ops.constant(SOLVED)), TFloat32.class);
    return ops.math.mul(ops.stopGradient(hard), mask);
  }

  private static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> costs, Operand<TFloat32> mask) {
    Operand<TInt32> both = ops.constant(new int[] {0, 1});
    return ops.math.div(
        ops.sum(ops.math.mul(costs, mask), both),
        ops.math.add(ops.sum(mask, both), ops.constant(1f)));
  }

  private Operand<TFloat32> embedding(Layers layers, Map<String, Operand<TFloat32>> fed) {
    Operand<TFloat32> image = Plan.fed(fed, IMAGE);
    Operand<TFloat32> raw;
    if (backbone != null) {
      raw = backbone.features(layers, image);
    } else if (tower != null) {
      raw = layers.dense("embedding", tower.features(layers, image), tower.featureSize(), size);
    } else {
      throw new IllegalStateException("neither backbone nor tower");
    }
    Ops ops = layers.ops();
    Operand<TFloat32> length = ops.sum(ops.math.square(raw), ops.constant(1), Sum.keepDims(true));
    return ops.math.mul(raw, ops.math.rsqrt(ops.math.add(length, ops.constant(LEAST_SQUARE))));
  }

  @Override
  public Map<String, Operand<TFloat32>> outputs(Layers layers, Map<String, Operand<TFloat32>> fed) {
    return Map.of(EMBEDDING, embedding(layers, fed));
  }
}
