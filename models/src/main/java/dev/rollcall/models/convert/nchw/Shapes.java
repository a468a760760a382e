package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Layout;
import dev.rollcall.models.convert.nchw.Value.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Operations that move values about. The batch's axis stays in front and open: what would mix the
 * rows of a batch is refused.
 */
final class Shapes {
  private final GraphBuilder graph;
  private final Layouts layouts;

  Shapes(GraphBuilder graph, Layouts layouts) {
    this.graph = graph;
    this.layouts = layouts;
  }

  /**
   * Another shape for the same values.
   *
   * @param target -1 once for what remains; 0 for the size that stands there now
   */
  Activation reshape(Origin origin, Activation given, List<Long> target)
      throws ConversionException {
    Activation x = layouts.plain(given);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < target.size(); i++) {
      long size = target.get(i);
      if (size == 0 && i < x.rank()) {
        sizes.add(x.shape().get(i));
      } else if (size == Numbers.BATCH_SIZE) {
        sizes.add(Value.BATCH);
      } else if (size == Numbers.OPEN_SIZE) {
        sizes.add(Value.OPEN);
      } else {
        sizes.add(Math.toIntExact(size));
      }
    }
    return reshaped(origin, x, withBatch(origin, x, sizes));
  }

  /** Finds the batch in the target, whose -1 may stand for it or for another axis. */
  private static List<Integer> withBatch(Origin origin, Activation x, List<Integer> target)
      throws ConversionException {
    List<Integer> rest = new ArrayList<>(target.subList(1, target.size()));
    int first = target.get(0);
    int row = product(x.shape().subList(1, x.rank()));
    int known = product(rest.stream().filter(size -> size != -1).toList());
    long unknown = rest.stream().filter(size -> size == -1).count();
    boolean batchInFront = first == 1 || first == Value.BATCH;
    if (!batchInFront || unknown > 1) {
      throw origin.refuse(
          "reshapes %s to %s, which mixes the rows of a batch".formatted(x.shape(), target));
    }
    if (row < 0) {
      if (unknown == 1) {
        rest.replaceAll(size -> size == -1 ? Value.OPEN : size);
      }
    } else if (unknown == 1 && known > 0 && row % known == 0) {
      rest.replaceAll(size -> size == -1 ? row / known : size);
    } else if (unknown == 1 || row != known) {
      throw origin.refuse(
          "reshapes %s to %s, which mixes the rows of a batch".formatted(x.shape(), target));
    }
    rest.add(0, Value.BATCH);
    return rest;
  }

  /** Negative where a size is open. */
  private static int product(List<Integer> sizes) {
    return sizes.contains(Value.OPEN) ? -1 : sizes.stream().reduce(1, Math::multiplyExact);
  }

  private Activation reshaped(Origin origin, Activation x, List<Integer> shape)
      throws ConversionException {
    List<Integer> rest = shape.subList(1, shape.size());
    if (rest.stream().filter(size -> size == Value.OPEN).count() > 1) {
      throw origin.refuse("leaves more than one size open: " + shape);
    }
    if (!rest.contains(Value.OPEN)) {
      return new Activation(
          graph.reshapeRows(
              x.node(), origin.name(), rest.stream().mapToInt(Integer::intValue).toArray()),
          shape,
          Layout.PLAIN);
    }
    int[] sizes = rest.stream().mapToInt(size -> size == Value.OPEN ? -1 : size).toArray();
    String node = graph.reshapeOpenRows(x.node(), origin.name(), sizes);
    return new Activation(node, shape, Layout.PLAIN);
  }

  Activation transpose(Origin origin, Activation given, List<Integer> order)
      throws ConversionException {
    if (order.size() != given.rank() || order.get(0) != 0) {
      throw origin.refuse("moves the batch's axis: " + order);
    }
    List<Integer> shape = order.stream().map(given.shape()::get).toList();
    if (given.layout() != Layout.PLAIN && order.equals(List.of(0, 2, 3, 1))) {
      return new Activation(layouts.settled(given).node(), shape, Layout.PLAIN);
    }
    Activation x = layouts.plain(given);
    return new Activation(
        layouts.transpose(x.node(), order.stream().mapToInt(Integer::intValue).toArray()),
        shape,
        Layout.PLAIN);
  }

  Activation concat(Origin origin, List<Activation> given, int axis) throws ConversionException {
    boolean pictures = given.stream().anyMatch(x -> x.layout() != Layout.PLAIN && x.rank() == 4);
    List<Activation> parts = new ArrayList<>();
    for (Activation part : given) {
      parts.add(pictures ? layouts.last(origin, part) : layouts.plain(part));
    }
    Activation first = parts.get(0);
    int wanted = axis < 0 ? axis + first.rank() : axis;
    if (wanted == 0) {
      throw origin.refuse("joins along the batch");
    }
    List<Integer> shape = new ArrayList<>(first.shape());
    boolean open = parts.stream().anyMatch(part -> part.shape().get(wanted) < 0);
    shape.set(
        wanted,
        open ? Value.OPEN : parts.stream().mapToInt(part -> part.shape().get(wanted)).sum());
    return first.with(
        graph.concat(
            origin.name(),
            Layouts.axis(first, wanted),
            parts.stream().map(Activation::node).toList()),
        shape);
  }

  /** One range of an axis, every so many positions. */
  Activation slice(Origin origin, Activation given, int axis, long start, long end, long step)
      throws ConversionException {
    Activation x = layouts.settled(given);
    int wanted = axis < 0 ? axis + x.rank() : axis;
    int size = x.shape().get(wanted);
    if (wanted == 0 || size < 0 || step < 1) {
      throw origin.refuse("takes a part of an axis whose size is open, or backwards");
    }
    long from = Math.min(start < 0 ? start + size : start, size);
    long to = Math.min(end < 0 ? end + size : end, size);
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(wanted, Math.toIntExact(Math.max(0, (to - from + step - 1) / step)));
    int[] begins = new int[x.rank()];
    int[] ends = new int[x.rank()];
    int[] steps = new int[x.rank()];
    Arrays.fill(steps, 1);
    int physical = Layouts.axis(x, wanted);
    begins[physical] = Math.toIntExact(from);
    ends[physical] = Math.toIntExact(to);
    steps[physical] = Math.toIntExact(step);
    long others = ((1L << x.rank()) - 1) & ~(1L << physical);
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp("StridedSlice")
                .addInput(x.node())
                .addInput(graph.integers(origin.name("begin"), List.of(begins.length), begins))
                .addInput(graph.integers(origin.name("end"), List.of(ends.length), ends))
                .addInput(graph.integers(origin.name("steps"), List.of(steps.length), steps))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Index", GraphBuilder.type(DataType.DT_INT32))
                .putAttr("begin_mask", AttrValue.newBuilder().setI(others).build())
                .putAttr("end_mask", AttrValue.newBuilder().setI(others).build()));
    return x.with(node, shape);
  }

  /** The mean over some axes. */
  Activation mean(Origin origin, Activation given, List<Integer> axes, boolean keep)
      throws ConversionException {
    List<Integer> wanted =
        axes.stream().map(axis -> axis < 0 ? axis + given.rank() : axis).sorted().toList();
    if (wanted.contains(0)) {
      throw origin.refuse("reduces the batch");
    }
    boolean pixels = given.rank() == 4 && (keep || wanted.equals(List.of(2, 3)));
    Activation x = pixels ? layouts.settled(given) : layouts.plain(given);
    int[] physical = wanted.stream().mapToInt(axis -> Layouts.axis(x, axis)).toArray();
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp("Mean")
                .addInput(x.node())
                .addInput(graph.integers(origin.name("axes"), List.of(physical.length), physical))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32))
                .putAttr("keep_dims", GraphBuilder.flag(keep)));
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!wanted.contains(axis)) {
        shape.add(x.shape().get(axis));
      } else if (keep) {
        shape.add(1);
      }
    }
    return new Activation(node, shape, keep ? x.layout() : Layout.PLAIN);
  }

  /** A border of one value; sizes before and after by axis, channels first. */
  Activation pad(Origin origin, Activation given, List<Long> before, List<Long> after, float value)
      throws ConversionException {
    Activation x = layouts.settled(given);
    int[] sizes = new int[2 * x.rank()];
    List<Integer> shape = new ArrayList<>(x.shape());
    for (int axis = 0; axis < x.rank(); axis++) {
      int both = Math.toIntExact(before.get(axis) + after.get(axis));
      if (axis == 0 && both != 0) {
        throw origin.refuse("pads the batch");
      }
      sizes[2 * Layouts.axis(x, axis)] = Math.toIntExact(before.get(axis));
      sizes[2 * Layouts.axis(x, axis) + 1] = Math.toIntExact(after.get(axis));
      if (shape.get(axis) >= 0) {
        shape.set(axis, shape.get(axis) + both);
      }
    }
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp("PadV2")
                .addInput(x.node())
                .addInput(graph.integers(origin.name("paddings"), List.of(x.rank(), 2), sizes))
                .addInput(graph.constant(origin.name("border"), Constant.scalar(value)))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Tpaddings", GraphBuilder.type(DataType.DT_INT32)));
    return x.with(node, shape);
  }

  /** {@code x * weights} for rows, or for stacks of rows. */
  Activation multiply(Origin origin, Activation given, Constant weights)
      throws ConversionException {
    Activation x = layouts.plain(given);
    int in = x.shape().get(x.rank() - 1);
    if (weights.shape().size() != 2 || weights.size(0) != in) {
      throw origin.refuse(
          "a matrix of shape %s does not fit %s".formatted(weights.shape(), x.shape()));
    }
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(x.rank() - 1, weights.size(1));
    String matrix = graph.constant(origin.name("weights"), weights);
    return x.with(
        graph.node(x.rank() == 2 ? "MatMul" : "BatchMatMulV2", origin.name(), x.node(), matrix),
        shape);
  }

  /** The order that puts the axes back to front, for formats that leave it out. */
  static List<Integer> backwards(int rank) {
    return IntStream.range(0, rank).mapToObj(axis -> rank - 1 - axis).toList();
  }
}
