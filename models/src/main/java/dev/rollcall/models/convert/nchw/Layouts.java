package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Layout;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Turns activations and constants from one layout into another, at run time only where it must. */
final class Layouts {
  private static final int[] TO_LAST = {0, 2, 3, 1};
  private static final int[] TO_FIRST = {0, 3, 1, 2};

  private final GraphBuilder graph;

  Layouts(GraphBuilder graph) {
    this.graph = graph;
  }

  /** As its shape says. */
  Activation plain(Activation x) {
    if (x.layout() == Layout.PLAIN) {
      return x;
    }
    Activation settled = settled(x);
    if (liesAlike(x.shape())) {
      return reshaped(settled, Layout.PLAIN);
    }
    return new Activation(transpose(settled.node(), TO_FIRST), x.shape(), Layout.PLAIN);
  }

  /** Channels last; only for four axes. */
  Activation last(Origin origin, Activation x)
      throws dev.rollcall.models.convert.ConversionException {
    if (x.rank() != 4) {
      throw origin.refuse("expects a picture of four axes, not " + x.shape());
    }
    if (x.layout() != Layout.PLAIN) {
      return settled(x);
    }
    return liesAlike(x.shape())
        ? reshaped(x, Layout.CHANNELS_LAST)
        : new Activation(transpose(x.node(), TO_LAST), x.shape(), Layout.CHANNELS_LAST);
  }

  /** With the channels in the network's own order. */
  Activation settled(Activation x) {
    if (x.layout() != Layout.REVERSED_CHANNELS_LAST) {
      return x;
    }
    String reversed =
        graph.add(
            NodeDef.newBuilder()
                .setName(x.node() + "/reversed")
                .setOp("ReverseV2")
                .addInput(x.node())
                .addInput(graph.integers(x.node() + "/channels", List.of(1), 3))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32)));
    return new Activation(reversed, x.shape(), Layout.CHANNELS_LAST);
  }

  /** Where both layouts have the same bytes: one channel, or one pixel. */
  static boolean liesAlike(List<Integer> shape) {
    return shape.get(1) == 1 || (shape.get(2) == 1 && shape.get(3) == 1);
  }

  private Activation reshaped(Activation x, Layout layout) {
    List<Integer> shape = x.shape();
    List<Integer> order =
        layout == Layout.PLAIN
            ? List.of(shape.get(1), shape.get(2), shape.get(3))
            : List.of(shape.get(2), shape.get(3), shape.get(1));
    if (order.contains(Value.OPEN)) {
      return new Activation(
          transpose(x.node(), layout == Layout.PLAIN ? TO_FIRST : TO_LAST), shape, layout);
    }
    return new Activation(
        graph.reshapeRows(
            x.node(), x.node() + "/laid", order.stream().mapToInt(Integer::intValue).toArray()),
        shape,
        layout);
  }

  String transpose(String x, int... order) {
    return graph.add(
        NodeDef.newBuilder()
            .setName(x + "/transposed")
            .setOp("Transpose")
            .addInput(x)
            .addInput(graph.integers(x + "/order", List.of(order.length), order))
            .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
            .putAttr("Tperm", GraphBuilder.type(DataType.DT_INT32)));
  }

  /** A constant that is joined with an activation, laid out as that one is. */
  static Constant like(Constant constant, Activation x) {
    if (constant.size() == 1) {
      return constant.reshape(List.of());
    }
    if (x.layout() == Layout.PLAIN || constant.shape().size() > 4) {
      return constant;
    }
    List<Integer> shape =
        new ArrayList<>(java.util.Collections.nCopies(4 - constant.shape().size(), 1));
    shape.addAll(constant.shape());
    Constant turned = constant.reshape(shape).transpose(TO_LAST);
    return x.layout() == Layout.REVERSED_CHANNELS_LAST ? reversed(turned) : turned;
  }

  /** With the positions of the last axis the other way round. */
  static Constant reversed(Constant constant) {
    int last = constant.size(-1) - 1;
    return constant.permuteLast(channel -> last - channel);
  }

  /** Which axis of the memory an axis of the shape is. */
  static int axis(Activation x, int axis) {
    if (x.layout() == Layout.PLAIN) {
      return axis;
    }
    return new int[] {0, 3, 1, 2}[axis];
  }
}
