package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Layout;
import dev.rollcall.models.convert.nchw.Value.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations of a network that was written channels first, each added to a graph that is laid
 * out channels last. Axes and shapes are the file's own throughout.
 *
 * <p>Not thread-safe.
 */
public final class NchwGraph {
  private final Layouts layouts;
  private final Convolutions convolutions;
  private final Elementwise elementwise;
  private final Shapes shapes;
  private final Resizing resizing;

  public NchwGraph(GraphBuilder graph) {
    layouts = new Layouts(graph);
    convolutions = new Convolutions(graph, layouts);
    elementwise = new Elementwise(graph, layouts);
    shapes = new Shapes(graph, layouts);
    resizing = new Resizing(graph, layouts);
  }

  /**
   * The network's picture.
   *
   * @param node {@code [N, H, W, 3]} in RGB order, already normalised as the network expects
   * @param height in pixels, or {@link Value#OPEN}
   * @param width in pixels, or {@link Value#OPEN}
   * @param bgr whether the network expects blue first; its first kernel is turned then
   */
  public static Activation picture(String node, int height, int width, boolean bgr) {
    return new Activation(
        node,
        List.of(Value.BATCH, 3, height, width),
        bgr ? Layout.REVERSED_CHANNELS_LAST : Layout.CHANNELS_LAST);
  }

  /** The name of a node that holds the value as its shape says. */
  public String plain(Activation x) {
    return layouts.plain(x).node();
  }

  /** The name of a node that holds a picture channels last, in the network's own order. */
  public String channelsLast(Activation x) {
    return layouts.settled(x).node();
  }

  /** See {@link Convolutions#convolve}; {@code kernel [out, in / groups, height, width]}. */
  public Activation convolve(
      Origin origin, Activation x, Constant kernel, Window window, int groups)
      throws ConversionException {
    return convolutions.convolve(origin, x, kernel, window, groups);
  }

  /** Adds one value to each channel. */
  public Activation bias(Origin origin, Activation x, Constant bias) throws ConversionException {
    List<Integer> shape = new ArrayList<>(java.util.Collections.nCopies(x.rank() - 1, 1));
    shape.set(0, bias.size());
    return (Activation)
        elementwise.pair(
            new Origin(origin.node() + "/bias", origin.operation()),
            Elementwise.Pairwise.ADD,
            x,
            new Value.Weights(bias.reshape(shape)));
  }

  public Activation maxPool(Origin origin, Activation x, Window window) throws ConversionException {
    return convolutions.maximum(origin, x, window);
  }

  /**
   * A mean over windows.
   *
   * @param countPadding whether the border's zeros count as pixels
   */
  public Activation meanPool(Origin origin, Activation x, Window window, boolean countPadding)
      throws ConversionException {
    return convolutions.mean(origin, x, window, countPadding);
  }

  public Activation globalMean(Origin origin, Activation x) throws ConversionException {
    return convolutions.globalMean(origin, x);
  }

  /** An operation of one input that TensorFlow has under that name. */
  public Activation unary(Origin origin, String operation, Activation x) {
    return elementwise.unary(origin, operation, x);
  }

  public Value add(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.ADD, a, b);
  }

  public Value subtract(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.SUBTRACT, a, b);
  }

  public Value multiply(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.MULTIPLY, a, b);
  }

  public Value divide(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.DIVIDE, a, b);
  }

  public Value maximum(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.MAXIMUM, a, b);
  }

  public Value minimum(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.MINIMUM, a, b);
  }

  public Value power(Origin origin, Value a, Value b) throws ConversionException {
    return elementwise.pair(origin, Elementwise.Pairwise.POWER, a, b);
  }

  /** {@code x} above 0, {@code slope * x} below; the slope broadcasts as in numpy. */
  public Activation prelu(Origin origin, Activation x, Constant slope) {
    return elementwise.prelu(origin, x, slope);
  }

  public Activation leakyRelu(Origin origin, Activation x, float slope) {
    return elementwise.leakyRelu(origin, x, slope);
  }

  /** Between two bounds, either of which may be infinite. */
  public Activation clip(Origin origin, Activation x, double low, double high) {
    return elementwise.clip(origin, x, low, high);
  }

  /** {@code min(max(slope * x + offset, 0), 1)}. */
  public Activation hardSigmoid(Origin origin, Activation x, double slope, double offset) {
    return elementwise.hardSigmoid(origin, x, slope, offset);
  }

  /** {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}, one of each a channel. */
  public Activation normalise(
      Origin origin,
      Activation x,
      Constant gamma,
      Constant beta,
      Constant mean,
      Constant variance,
      double epsilon)
      throws ConversionException {
    Constant factor = gamma.combine(variance, (g, v) -> g / Math.sqrt(v + epsilon));
    Constant shift = beta.combine(mean.combine(factor, (m, f) -> m * f), (b, m) -> b - m);
    return elementwise.perChannel(origin, x, factor, shift);
  }

  public Activation softmax(Origin origin, Activation x, int axis) {
    return elementwise.softmax(origin, x, axis);
  }

  /** See {@link Elementwise#fakeQuantize}. */
  public Value fakeQuantize(
      Origin origin,
      Value value,
      Constant inLow,
      Constant inHigh,
      Constant outLow,
      Constant outHigh,
      int levels)
      throws ConversionException {
    return elementwise.fakeQuantize(origin, value, inLow, inHigh, outLow, outHigh, levels);
  }

  /**
   * Another shape for the same values of each row.
   *
   * @param target -1 once for what remains; 0 for the size that stands there now; the batch in
   *     front
   */
  public Activation reshape(Origin origin, Activation x, List<Long> target)
      throws ConversionException {
    return shapes.reshape(origin, x, target);
  }

  /** Leaves out axes of size 1; all of them where none is named. */
  public Activation squeeze(Origin origin, Activation x, List<Integer> axes)
      throws ConversionException {
    List<Long> target = new ArrayList<>();
    List<Integer> wanted = axes.stream().map(axis -> axis < 0 ? axis + x.rank() : axis).toList();
    for (int axis = 0; axis < x.rank(); axis++) {
      boolean left =
          wanted.isEmpty() ? axis > 0 && x.shape().get(axis) == 1 : wanted.contains(axis);
      if (!left) {
        target.add(size(x, axis));
      }
    }
    return shapes.reshape(origin, x, target);
  }

  /** Puts axes of size 1 in. */
  public Activation unsqueeze(Origin origin, Activation x, List<Integer> axes)
      throws ConversionException {
    int rank = x.rank() + axes.size();
    List<Integer> wanted = axes.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
    List<Long> target = new ArrayList<>();
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      target.add(wanted.contains(axis) ? 1L : size(x, next++));
    }
    return shapes.reshape(origin, x, target);
  }

  /** One vector a row. */
  public Activation flatten(Origin origin, Activation x) throws ConversionException {
    return x.rank() == 2 ? x : shapes.reshape(origin, x, List.of(Numbers.BATCH_SIZE, -1L));
  }

  private static long size(Activation x, int axis) {
    return switch (x.shape().get(axis)) {
      case Value.BATCH -> Numbers.BATCH_SIZE;
      case Value.OPEN -> Numbers.OPEN_SIZE;
      default -> x.shape().get(axis);
    };
  }

  /** The shape as numbers to compute with. */
  public Numbers shape(Activation x) {
    List<Long> sizes = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      sizes.add(size(x, axis));
    }
    return Numbers.of(sizes);
  }

  /** Axes in another order; an empty list turns them back to front. */
  public Activation transpose(Origin origin, Activation x, List<Integer> order)
      throws ConversionException {
    return shapes.transpose(origin, x, order.isEmpty() ? Shapes.backwards(x.rank()) : order);
  }

  public Activation concat(Origin origin, List<Activation> parts, int axis)
      throws ConversionException {
    return shapes.concat(origin, parts, axis);
  }

  /** One range of an axis, every {@code step} positions; negative positions count from the end. */
  public Activation slice(Origin origin, Activation x, int axis, long start, long end, long step)
      throws ConversionException {
    return shapes.slice(origin, x, axis, start, end, step);
  }

  public Activation mean(Origin origin, Activation x, List<Integer> axes, boolean keep)
      throws ConversionException {
    return shapes.mean(origin, x, axes, keep);
  }

  /** A border of one value; sizes before and after, one an axis. */
  public Activation pad(
      Origin origin, Activation x, List<Long> before, List<Long> after, float value)
      throws ConversionException {
    return shapes.pad(origin, x, before, after, value);
  }

  /** {@code x * weights}, {@code weights [in, out]}. */
  public Activation matrix(Origin origin, Activation x, Constant weights)
      throws ConversionException {
    return shapes.multiply(origin, x, weights);
  }

  /** By whole factors, each pixel repeated. */
  public Activation repeat(Origin origin, Activation x, int byHeight, int byWidth)
      throws ConversionException {
    return resizing.repeat(origin, x, byHeight, byWidth);
  }

  /** Linearly between pixels with {@code (x + 0.5) / scale - 0.5}, or corner on corner. */
  public Activation linear(
      Origin origin, Activation x, int height, int width, boolean alignCorners, boolean halfPixel)
      throws ConversionException {
    return resizing.linear(
        origin,
        x,
        height,
        width,
        alignCorners
            ? Resizing.Alignment.ALIGN_CORNERS
            : halfPixel ? Resizing.Alignment.HALF_PIXEL : Resizing.Alignment.ASYMMETRIC);
  }
}
