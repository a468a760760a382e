package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.graph.Constant;
import java.util.List;

/** What flows along an edge of a network that was written channels first. */
public sealed interface Value {
  /** In a shape: the batch, of any size. */
  int BATCH = -1;

  /** In a shape: a side of the picture that the network leaves open. */
  int OPEN = -2;

  /** As the network's own file counts it, channels first. */
  List<Integer> shape();

  /** Numbers that the file holds. */
  record Weights(Constant constant) implements Value {
    @Override
    public List<Integer> shape() {
      return constant.shape();
    }
  }

  /**
   * Integers that are known at import: shapes, axes, sizes.
   *
   * @param values row-major; {@link #BATCH_SIZE} and {@link #OPEN_SIZE} stand for what is not known
   */
  record Numbers(List<Integer> shape, List<Long> values) implements Value {
    /** The batch's size, whatever it will be. */
    public static final long BATCH_SIZE = Long.MIN_VALUE;

    /** The size of a side that is left open. */
    public static final long OPEN_SIZE = Long.MIN_VALUE + 1;

    public Numbers {
      shape = List.copyOf(shape);
      values = List.copyOf(values);
    }

    /** A vector. */
    public static Numbers of(List<Long> values) {
      return new Numbers(List.of(values.size()), values);
    }
  }

  /**
   * What a node computes.
   *
   * @param node its name in the graph that is built
   */
  record Activation(String node, List<Integer> shape, Layout layout) implements Value {
    public Activation {
      shape = List.copyOf(shape);
    }

    int rank() {
      return shape.size();
    }

    Activation with(String newNode, List<Integer> newShape) {
      return new Activation(newNode, newShape, layout);
    }
  }

  /** How an activation lies in memory. */
  enum Layout {
    /** As its shape says. */
    PLAIN,
    /** {@code [N, H, W, C]} where the shape says {@code [N, C, H, W]}. */
    CHANNELS_LAST,
    /** The same with the last channel first: RGB where the network expects BGR. */
    REVERSED_CHANNELS_LAST
  }
}
