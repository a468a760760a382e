package dev.rollcall.models.convert.nchw;

import com.google.errorprone.annotations.Immutable;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Numbers;
import dev.rollcall.models.convert.nchw.Value.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Operations on each value by itself, and on pairs of them. */
final class Elementwise {
  private final GraphBuilder graph;
  private final Layouts layouts;

  Elementwise(GraphBuilder graph, Layouts layouts) {
    this.graph = graph;
    this.layouts = layouts;
  }

  @Immutable
  private interface Floats extends DoubleBinaryOperator {}

  @Immutable
  private interface Integers extends LongBinaryOperator {}

  /** The two-sided operations by TensorFlow's names. */
  enum Pairwise {
    ADD("AddV2", Double::sum, Long::sum),
    SUBTRACT("Sub", (a, b) -> a - b, (a, b) -> a - b),
    MULTIPLY("Mul", (a, b) -> a * b, (a, b) -> a * b),
    DIVIDE("RealDiv", (a, b) -> a / b, (a, b) -> a / b),
    MAXIMUM("Maximum", Math::max, Math::max),
    MINIMUM("Minimum", Math::min, Math::min),
    POWER("Pow", Math::pow, (a, b) -> Math.round(Math.pow((double) a, (double) b)));

    private final String operation;
    private final Floats floats;
    private final Integers integers;

    Pairwise(String operation, Floats floats, Integers integers) {
      this.operation = operation;
      this.floats = floats;
      this.integers = integers;
    }

    boolean commutes() {
      return this == ADD || this == MULTIPLY || this == MAXIMUM || this == MINIMUM;
    }
  }

  Activation unary(Origin origin, String operation, Activation x) {
    return x.with(graph.node(operation, origin.name(), x.node()), x.shape());
  }

  Value pair(Origin origin, Pairwise pairwise, Value a, Value b) throws ConversionException {
    if (a instanceof Numbers one && b instanceof Numbers two) {
      return numbers(origin, pairwise, one, two);
    }
    if (a instanceof Activation x && b instanceof Activation y) {
      return joined(origin, pairwise, x, y);
    }
    if (a instanceof Activation x) {
      return withConstant(origin, pairwise, x, constant(b), false);
    }
    if (b instanceof Activation y) {
      return withConstant(origin, pairwise, y, constant(a), !pairwise.commutes());
    }
    return new Weights(combine(origin, constant(a), constant(b), pairwise.floats));
  }

  private static Constant constant(Value value) {
    if (value instanceof Numbers numbers) {
      float[] floats = new float[numbers.values().size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = numbers.values().get(i);
      }
      return Constant.of(numbers.shape(), floats);
    }
    return ((Weights) value).constant();
  }

  private static Numbers numbers(Origin origin, Pairwise pairwise, Numbers a, Numbers b)
      throws ConversionException {
    int size = Math.max(a.values().size(), b.values().size());
    List<Long> joined = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long x = a.values().get(a.values().size() == 1 ? 0 : i);
      long y = b.values().get(b.values().size() == 1 ? 0 : i);
      if (Math.min(x, y) <= Numbers.OPEN_SIZE) {
        throw origin.refuse("computes with a size that is only known at run time");
      }
      joined.add(pairwise.integers.applyAsLong(x, y));
    }
    return new Numbers(a.values().size() == size ? a.shape() : b.shape(), joined);
  }

  private static Constant combine(Origin origin, Constant a, Constant b, DoubleBinaryOperator join)
      throws ConversionException {
    try {
      return a.combine(b, join);
    } catch (IllegalArgumentException e) {
      throw origin.refuse(String.valueOf(e.getMessage()));
    }
  }

  /** The constant is the second input where the order does not matter: there it can be folded. */
  private Activation withConstant(
      Origin origin, Pairwise pairwise, Activation given, Constant constant, boolean first)
      throws ConversionException {
    Activation x = given;
    if (constant.shape().size() > x.rank()) {
      if (constant.size() != 1) {
        throw origin.refuse("%s and %s do not go together".formatted(x.shape(), constant.shape()));
      }
    }
    List<Integer> shape =
        broadcast(origin, x.shape(), constant.size() == 1 ? List.of() : constant.shape());
    String other = graph.constant(origin.name("constant"), Layouts.like(constant, x));
    String node =
        first
            ? graph.node(pairwise.operation, origin.name(), other, x.node())
            : graph.node(pairwise.operation, origin.name(), x.node(), other);
    return x.with(node, shape);
  }

  private Activation joined(Origin origin, Pairwise pairwise, Activation a, Activation b)
      throws ConversionException {
    Activation x = a;
    Activation y = b;
    if (x.layout() != y.layout()) {
      boolean pictures = x.rank() == 4 && y.rank() == 4;
      x = pictures ? layouts.last(origin, x) : layouts.plain(x);
      y = pictures ? layouts.last(origin, y) : layouts.plain(y);
    }
    return x.with(
        graph.node(pairwise.operation, origin.name(), x.node(), y.node()),
        broadcast(origin, x.shape(), y.shape()));
  }

  private static List<Integer> broadcast(Origin origin, List<Integer> a, List<Integer> b)
      throws ConversionException {
    int rank = Math.max(a.size(), b.size());
    List<Integer> joined = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int x = i < rank - a.size() ? 1 : a.get(i - rank + a.size());
      int y = i < rank - b.size() ? 1 : b.get(i - rank + b.size());
      if (x != y && x != 1 && y != 1) {
        throw origin.refuse("%s and %s do not go together".formatted(a, b));
      }
      joined.add(x == 1 ? y : x);
    }
    return joined;
  }

  /**
   * {@code x} where it is above 0, else {@code slope * x}.
   *
   * <p>With slopes up to 1 that is {@code max(x, slope * x)}, half the work of the usual form.
   */
  Activation prelu(Origin origin, Activation x, Constant slope) {
    Constant laid = Layouts.like(slope, x);
    if (IntStream.range(0, slope.size()).allMatch(i -> slope.get(i) <= 1)) {
      String scaled =
          graph.node(
              "Mul", origin.name("scaled"), x.node(), graph.constant(origin.name("slope"), laid));
      return x.with(graph.node("Maximum", origin.name(), x.node(), scaled), x.shape());
    }
    // x + (slope - 1) * min(x, 0)
    String below =
        graph.node(
            "Mul",
            origin.name("below"),
            graph.node(
                "Minimum",
                origin.name("negative"),
                x.node(),
                graph.constant(origin.name("zero"), Constant.scalar(0))),
            graph.constant(origin.name("steeper"), laid.map(s -> s - 1)));
    return x.with(graph.node("AddV2", origin.name(), x.node(), below), x.shape());
  }

  Activation leakyRelu(Origin origin, Activation x, float slope) {
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp("LeakyRelu")
                .addInput(x.node())
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("alpha", org.tensorflow.proto.AttrValue.newBuilder().setF(slope).build()));
    return x.with(node, x.shape());
  }

  /** Between two bounds, either of which may be infinite. */
  Activation clip(Origin origin, Activation x, double low, double high) {
    if (low == 0 && high == 6) {
      return unary(origin, "Relu6", x);
    }
    if (low == 0 && high >= Float.MAX_VALUE) {
      return unary(origin, "Relu", x);
    }
    String node = x.node();
    if (high < Float.MAX_VALUE) {
      node = scalar("Minimum", origin, "most", node, high);
    }
    if (low > -Float.MAX_VALUE) {
      node = scalar("Maximum", origin, "least", node, low);
    }
    return x.with(node, x.shape());
  }

  /** {@code min(max(slope * x + offset, 0), 1)}. */
  Activation hardSigmoid(Origin origin, Activation x, double slope, double offset) {
    String line =
        scalar("AddV2", origin, "line", scalar("Mul", origin, "slope", x.node(), slope), offset);
    return clip(origin, x.with(line, x.shape()), 0, 1);
  }

  private String scalar(String operation, Origin origin, String step, String x, double value) {
    return graph.node(
        operation,
        origin.name(step),
        x,
        graph.constant(origin.name(step + "/value"), Constant.scalar(value)));
  }

  /** {@code x * factor + shift}, one of each for every channel (the second axis). */
  Activation perChannel(Origin origin, Activation x, Constant factor, Constant shift)
      throws ConversionException {
    List<Integer> shape = new ArrayList<>(java.util.Collections.nCopies(x.rank() - 1, 1));
    shape.set(0, factor.size());
    Activation scaled =
        withConstant(
            new Origin(origin.node() + "/scaled", origin.operation()),
            Pairwise.MULTIPLY,
            x,
            factor.reshape(shape),
            false);
    return withConstant(origin, Pairwise.ADD, scaled, shift.reshape(shape), false);
  }

  /** The probabilities along an axis. */
  Activation softmax(Origin origin, Activation given, int axis) {
    int wanted = axis < 0 ? axis + given.rank() : axis;
    Activation x = wanted == 1 && given.rank() == 4 ? layouts.settled(given) : layouts.plain(given);
    boolean isLast = Layouts.axis(x, wanted) == x.rank() - 1;
    if (isLast) {
      return unary(origin, "Softmax", x);
    }
    int[] order = IntStream.range(0, x.rank()).toArray();
    int physical = Layouts.axis(x, wanted);
    order[physical] = x.rank() - 1;
    order[x.rank() - 1] = physical;
    String node = graph.node("Softmax", origin.name(), layouts.transpose(x.node(), order));
    return x.with(layouts.transpose(node, order), x.shape());
  }

  /**
   * OpenVINO's FakeQuantize: clips to the input range, rounds to one of the levels (halves to the
   * even one) and maps onto the output range. Ranges broadcast against the value.
   */
  Value fakeQuantize(
      Origin origin,
      Value value,
      Constant inLow,
      Constant inHigh,
      Constant outLow,
      Constant outHigh,
      int levels)
      throws ConversionException {
    Constant low = combine(origin, inLow, inHigh, Math::min);
    Constant high = combine(origin, inLow, inHigh, Math::max);
    Constant step = combine(origin, inHigh, inLow, (h, l) -> (levels - 1) / (h - l));
    Constant back = combine(origin, outHigh, outLow, (h, l) -> (h - l) / (levels - 1));
    Value clipped =
        pair(
            step(origin, "least"),
            Pairwise.MAXIMUM,
            pair(step(origin, "most"), Pairwise.MINIMUM, value, new Weights(high)),
            new Weights(low));
    Value levelled =
        pair(
            step(origin, "levelled"),
            Pairwise.MULTIPLY,
            pair(step(origin, "from"), Pairwise.SUBTRACT, clipped, new Weights(inLow)),
            new Weights(step));
    Value rounded =
        levelled instanceof Activation x
            ? unary(step(origin, "rounded"), "Round", x)
            : new Weights(constant(levelled).map(Math::rint));
    return pair(
        origin,
        Pairwise.ADD,
        pair(step(origin, "scaled"), Pairwise.MULTIPLY, rounded, new Weights(back)),
        new Weights(outLow));
  }

  private static Origin step(Origin origin, String step) {
    return new Origin(origin.node() + "/" + step, origin.operation());
  }
}
