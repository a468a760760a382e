package dev.rollcall.models.convert.graph;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A float32 constant in row-major order. Immutable: every operation gives a new one.
 *
 * <p>Kernels follow TensorFlow's layout: convolution {@code [height, width, in, out]}, depthwise
 * {@code [height, width, channels, multiplier]}, matrix {@code [in, out]}.
 */
public final class Constant {
  private final List<Integer> shape;
  private final float[] values;

  private Constant(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
    int size = shape.stream().reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "a constant of shape " + shape + " holds " + size + " values, not " + values.length);
    }
  }

  /**
   * From a shape and values, which are copied.
   *
   * @throws IllegalArgumentException where the shape does not hold as many values
   */
  public static Constant of(List<Integer> shape, float... values) {
    return new Constant(List.copyOf(shape), values.clone());
  }

  /** A vector. */
  public static Constant vector(float... values) {
    return of(List.of(values.length), values);
  }

  /** A scalar. */
  public static Constant scalar(double value) {
    return of(List.of(), (float) value);
  }

  /**
   * From a tensor as TensorFlow stores it.
   *
   * @throws IllegalArgumentException where the tensor is not float32
   */
  public static Constant of(TensorProto tensor) {
    if (tensor.getDtype() != DataType.DT_FLOAT) {
      throw new IllegalArgumentException("not a float32 tensor: " + tensor.getDtype());
    }
    float[] values = new float[tensor.getTensorContent().size() / Float.BYTES];
    tensor
        .getTensorContent()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    List<Integer> shape =
        tensor.getTensorShape().getDimList().stream()
            .map(dimension -> Math.toIntExact(dimension.getSize()))
            .toList();
    return new Constant(shape, values);
  }

  public TensorProto toProto() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    shape.forEach(size -> dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size)));
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(dimensions)
        .setTensorContent(ByteString.copyFrom(bytes.array()))
        .build();
  }

  public List<Integer> shape() {
    return shape;
  }

  public int size() {
    return values.length;
  }

  /** The size of an axis; negative axes count from the last. */
  public int size(int axis) {
    return shape.get(axis < 0 ? shape.size() + axis : axis);
  }

  /** All values in row-major order; a copy. */
  public float[] values() {
    return values.clone();
  }

  public float get(int index) {
    return values[index];
  }

  /** True where every axis but the last has size 1: one value for each channel. */
  public boolean isPerChannel() {
    return shape.isEmpty() || values.length == size(-1);
  }

  /** The same values under another shape. */
  public Constant reshape(List<Integer> newShape) {
    return new Constant(List.copyOf(newShape), values);
  }

  /** A vector of that many values: this one's, or its only value repeated. */
  public Constant broadcast(int count) {
    if (values.length == count) {
      return reshape(List.of(count));
    }
    if (values.length != 1) {
      throw new IllegalArgumentException(values.length + " values cannot fill " + count);
    }
    float[] filled = new float[count];
    Arrays.fill(filled, values[0]);
    return new Constant(List.of(count), filled);
  }

  /**
   * Multiplies along one axis, counted from the last.
   *
   * @param factors one value, or one for each position of the axis
   */
  public Constant scale(Constant factors, int axisFromLast) {
    int axis = shape.size() - 1 - axisFromLast;
    int inner = shape.subList(axis + 1, shape.size()).stream().reduce(1, (a, b) -> a * b);
    Constant each = factors.broadcast(shape.get(axis));
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * each.values[i / inner % shape.get(axis)];
    }
    return new Constant(shape, scaled);
  }

  /** The sum of two of the same shape. */
  public Constant plus(Constant other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(shape + " and " + other.shape + " do not add up");
    }
    float[] sum = new float[values.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = values[i] + other.values[i];
    }
    return new Constant(shape, sum);
  }

  public Constant negated() {
    return map(value -> -value);
  }

  /** Keeps the positions of the last axis that the test accepts. */
  public Constant keepLast(IntPredicate kept) {
    int last = size(-1);
    int[] from = java.util.stream.IntStream.range(0, last).filter(kept).toArray();
    return gatherLast(from.length, i -> from[i]);
  }

  /** Puts another position of the last axis at each. */
  public Constant permuteLast(IntUnaryOperator source) {
    return gatherLast(size(-1), source);
  }

  /**
   * Puts the axes into another order.
   *
   * @param order {@code order[i]} is the axis that becomes axis i
   */
  public Constant transpose(int... order) {
    int[] strides = new int[shape.size()];
    for (int axis = shape.size() - 1, stride = 1; axis >= 0; stride *= shape.get(axis--)) {
      strides[axis] = stride;
    }
    List<Integer> newShape = Arrays.stream(order).mapToObj(shape::get).toList();
    float[] moved = new float[values.length];
    for (int i = 0; i < moved.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = order.length - 1; axis >= 0; axis--) {
        from += rest % newShape.get(axis) * strides[order[axis]];
        rest /= newShape.get(axis);
      }
      moved[i] = values[from];
    }
    return new Constant(newShape, moved);
  }

  /** Some positions of the first axis. */
  public Constant slice(int from, int count) {
    int row = values.length / shape.get(0);
    int[] newShape = shape.stream().mapToInt(Integer::intValue).toArray();
    newShape[0] = count;
    return new Constant(
        Arrays.stream(newShape).boxed().toList(),
        Arrays.copyOfRange(values, from * row, (from + count) * row));
  }

  /** Puts something else in the place of each value. */
  public Constant map(DoubleUnaryOperator change) {
    float[] changed = new float[values.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (float) change.applyAsDouble(values[i]);
    }
    return new Constant(shape, changed);
  }

  /**
   * Joins two element by element; sizes of 1, and missing ones in front, are repeated as in numpy.
   *
   * @throws IllegalArgumentException where the shapes do not go together
   */
  public Constant combine(Constant other, DoubleBinaryOperator join) {
    int rank = Math.max(shape.size(), other.shape.size());
    List<Integer> one = padded(rank);
    List<Integer> two = other.padded(rank);
    int[] joint = new int[rank];
    for (int i = 0; i < rank; i++) {
      joint[i] = Math.max(one.get(i), two.get(i));
      if (Math.min(one.get(i), two.get(i)) != joint[i] && Math.min(one.get(i), two.get(i)) != 1) {
        throw new IllegalArgumentException(shape + " and " + other.shape + " do not go together");
      }
    }
    List<Integer> jointShape = Arrays.stream(joint).boxed().toList();
    float[] joined = new float[jointShape.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < joined.length; i++) {
      joined[i] =
          (float)
              join.applyAsDouble(
                  values[position(i, joint, one)], other.values[position(i, joint, two)]);
    }
    return new Constant(jointShape, joined);
  }

  private List<Integer> padded(int rank) {
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(rank - shape.size(), 1));
    sizes.addAll(shape);
    return sizes;
  }

  private static int position(int index, int[] joint, List<Integer> sizes) {
    int rest = index;
    int at = 0;
    int stride = 1;
    for (int axis = joint.length - 1; axis >= 0; axis--) {
      int position = rest % joint[axis];
      rest /= joint[axis];
      at += sizes.get(axis) == 1 ? 0 : position * stride;
      stride *= sizes.get(axis);
    }
    return at;
  }

  private Constant gatherLast(int count, IntUnaryOperator source) {
    int last = size(-1);
    float[] picked = new float[values.length / last * count];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[i / count * last + source.applyAsInt(i % count)];
    }
    int[] newShape = shape.stream().mapToInt(Integer::intValue).toArray();
    newShape[newShape.length - 1] = count;
    return new Constant(Arrays.stream(newShape).boxed().toList(), picked);
  }
}
