package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A residual network for small faces, trained from scratch: a stem at full size, then three stages
 * of one, two and two residual blocks, each at half the size of the one before.
 *
 * <p>Each face is brought to zero mean and unit deviation first, so that light and contrast of the
 * room do not matter. The mean over the last map makes the tower indifferent to the input's size:
 * it can be trained small first and large last.
 *
 * @param channels 1 for grey, 3 for RGB
 * @param side of the largest faces, in pixels
 * @param width channels of the first stage
 */
record ResidualTower(int channels, int side, int width) {
  /** From this side on the second convolution halves the picture. */
  private static final int LARGE = 24;

  int stem() {
    return Math.max(8, width * 2 / 3);
  }

  int downStride() {
    return side >= LARGE ? 2 : 1;
  }

  int featureSize() {
    return width * 4;
  }

  /** {@code [N, side, side, channels]}, 0 to 255, to {@code [N, featureSize]}. */
  Operand<TFloat32> features(Layers layers, Operand<TFloat32> image) {
    Operand<TFloat32> x = standardised(layers.ops(), image);
    x = layers.block("stem", x, 3, channels, stem(), 1);
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
