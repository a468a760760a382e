package dev.rollcall.models.training.graph;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.training.graph.Variables.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The layers that networks are made of, all NHWC and all with a gradient that was checked against
 * finite differences (see {@code GradientTest}): no dilated convolution, whose gradient this
 * TensorFlow computes wrongly without a word.
 *
 * <p>One instance is one branch: a training branch normalises by the statistics of its batch and
 * keeps moving ones; an inference branch uses the slow copies of both weights and statistics. Both
 * take their variables from the same {@link Variables}.
 */
public final class Layers {
  /** As in Keras and dlib; large enough for bfloat16. */
  private static final float EPSILON = 1e-3f;

  /** The share of each batch in the moving statistics. */
  private static final float MOMENTUM = 0.1f;

  private final Ops ops;
  private final Variables variables;
  private final Branch branch;
  private final Random random;
  private final List<Op> updates = new ArrayList<>();

  /** Which values of the variables a branch sees. */
  public enum Branch {
    TRAINING,
    INFERENCE
  }

  /**
   * A branch.
   *
   * @param seed of the first values of weights that this branch is the first to ask for
   */
  public Layers(Ops ops, Variables variables, Branch branch, long seed) {
    this.ops = ops;
    this.variables = variables;
    this.branch = branch;
    this.random = new Random(seed);
  }

  public Ops ops() {
    return ops;
  }

  public boolean isTraining() {
    return branch == Branch.TRAINING;
  }

  /** What must run with every training step beside the optimiser. */
  List<Op> updates() {
    return updates;
  }

  /** He's initialisation: normal with variance 2 / inputs. */
  private Variables.First he(long inputs) {
    float deviation = (float) Math.sqrt(2.0 / inputs);
    return size -> {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = deviation * (float) random.nextGaussian();
      }
      return values;
    };
  }

  private Operand<TFloat32> seen(String name, Kind kind, Variables.First first, long... shape) {
    Operand<TFloat32> value = variables.variable(name, kind, first, shape);
    return isTraining()
        ? value
        : variables.variable(
            SlowCopies.name(name), Kind.SHADOW, size -> variables.firstOf(name), shape);
  }

  static String importedName(String node) {
    return "backbone/" + node;
  }

  /** A constant of a finished network, as a variable that begins with its value. */
  Operand<TFloat32> imported(String node, Constant constant) {
    long[] shape = new long[constant.shape().size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = constant.shape().get(i);
    }
    return seen(importedName(node), Kind.TRAINED, size -> constant.values(), shape);
  }

  /** A convolution without bias; a normalisation follows. */
  public Operand<TFloat32> convolution(
      String name, Operand<TFloat32> x, int window, long inputs, long outputs, long stride) {
    Operand<TFloat32> kernel =
        seen(
            name + "/kernel",
            Kind.TRAINED,
            he((long) window * window * inputs),
            window,
            window,
            inputs,
            outputs);
    return ops.nn.conv2d(x, kernel, List.of(1L, stride, stride, 1L), "SAME");
  }

  /** Batch normalisation with scale and shift. */
  public Operand<TFloat32> normalisation(String name, Operand<TFloat32> x, long channels) {
    Operand<TFloat32> scale = seen(name + "/scale", Kind.TRAINED, Variables.constant(1), channels);
    Operand<TFloat32> shift = seen(name + "/shift", Kind.TRAINED, Variables.constant(0), channels);
    Operand<TFloat32> mean = seen(name + "/mean", Kind.STATISTIC, Variables.constant(0), channels);
    Operand<TFloat32> variance =
        seen(name + "/variance", Kind.STATISTIC, Variables.constant(1), channels);
    if (!isTraining()) {
      return ops.nn
          .fusedBatchNorm(
              x,
              scale,
              shift,
              mean,
              variance,
              FusedBatchNorm.isTraining(false),
              FusedBatchNorm.epsilon(EPSILON))
          .y();
    }
    Operand<TFloat32> none = ops.fill(ops.constant(new long[] {0}), ops.constant(0f));
    FusedBatchNorm<TFloat32, TFloat32> normalised =
        ops.nn.fusedBatchNorm(
            x,
            scale,
            shift,
            none,
            none,
            FusedBatchNorm.isTraining(true),
            FusedBatchNorm.epsilon(EPSILON));
    follow(name + "/mean", mean, normalised.batchMean());
    follow(name + "/variance", variance, normalised.batchVariance());
    return normalised.y();
  }

  private void follow(String name, Operand<TFloat32> moving, Operand<TFloat32> batch) {
    updates.add(
        ops.assignSubVariableOp(
            variables.handle(name),
            ops.math.mul(ops.math.sub(moving, batch), ops.constant(MOMENTUM))));
  }

  /** Convolution, normalisation, ReLU. */
  public Operand<TFloat32> block(
      String name, Operand<TFloat32> x, int window, long inputs, long outputs, long stride) {
    return ops.nn.relu(
        normalisation(name, convolution(name, x, window, inputs, outputs, stride), outputs));
  }

  /**
   * Two 3x3 convolutions beside a shortcut (He et al. 2016); where the shape changes, the shortcut
   * is an average and a 1x1 convolution, as in ResNet-D (He et al. 2019).
   */
  public Operand<TFloat32> residual(
      String name, Operand<TFloat32> x, long inputs, long outputs, long stride) {
    Operand<TFloat32> inner = block(name + "/a", x, 3, inputs, outputs, stride);
    inner =
        normalisation(
            name + "/b", convolution(name + "/b", inner, 3, outputs, outputs, 1), outputs);
    Operand<TFloat32> shortcut = x;
    if (stride > 1) {
      List<Long> window = List.of(1L, stride, stride, 1L);
      shortcut = ops.nn.avgPool(shortcut, window, window, "SAME");
    }
    if (inputs != outputs) {
      shortcut =
          normalisation(
              name + "/s", convolution(name + "/s", shortcut, 1, inputs, outputs, 1), outputs);
    }
    return ops.nn.relu(ops.math.add(inner, shortcut));
  }

  /** {@code [N, H, W, C]} to {@code [N, C]}. */
  public Operand<TFloat32> globalMean(Operand<TFloat32> x) {
    return ops.math.mean(x, ops.constant(new int[] {1, 2}));
  }

  /** {@code x * weights + bias}. */
  public Operand<TFloat32> dense(String name, Operand<TFloat32> x, long inputs, long outputs) {
    return dense(name, x, inputs, outputs, he(2 * inputs), Variables.constant(0));
  }

  /** The same, beginning with what is known. */
  public Operand<TFloat32> dense(String name, Operand<TFloat32> x, Linear first) {
    return dense(
        name,
        x,
        first.weights().length / first.outputs(),
        first.outputs(),
        size -> first.weights(),
        size -> first.bias());
  }

  private Operand<TFloat32> dense(
      String name,
      Operand<TFloat32> x,
      long inputs,
      long outputs,
      Variables.First firstWeights,
      Variables.First firstBias) {
    Operand<TFloat32> weights =
        seen(name + "/weights", Kind.TRAINED, firstWeights, inputs, outputs);
    Operand<TFloat32> bias = seen(name + "/bias", Kind.TRAINED, firstBias, outputs);
    return ops.nn.biasAdd(ops.linalg.matMul(x, weights), bias);
  }

  /**
   * Sets a share of the numbers to zero while training.
   *
   * @param seed int32 [2], another for every step: the mask depends on nothing else, so that a
   *     resumed training drops what it would have dropped
   */
  public Operand<TFloat32> dropout(Operand<TFloat32> x, float share, Operand<TInt32> seed) {
    if (!isTraining() || share == 0) {
      return x;
    }
    Operand<TFloat32> dice = ops.random.statelessRandomUniform(ops.shape(x), seed, TFloat32.class);
    Operand<TFloat32> kept =
        ops.dtypes.cast(ops.math.greaterEqual(dice, ops.constant(share)), TFloat32.class);
    return ops.math.mul(ops.math.mul(x, kept), ops.constant(1 / (1 - share)));
  }
}
