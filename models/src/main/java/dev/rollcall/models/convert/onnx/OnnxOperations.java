package dev.rollcall.models.convert.onnx;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.nchw.NchwGraph;
import dev.rollcall.models.convert.nchw.Origin;
import dev.rollcall.models.convert.nchw.Value;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Numbers;
import dev.rollcall.models.convert.nchw.Value.Weights;
import dev.rollcall.models.convert.nchw.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What each ONNX operation means, one after the other in the file's order. */
final class OnnxOperations {
  private static final long CLIP_BY_INPUTS = 11;
  private static final long SOFTMAX_BY_AXIS = 13;

  private final NchwGraph graph;
  private final Map<String, Value> values;
  private final Map<String, OnnxTensor> weights;
  private final long opset;

  /**
   * Ready to add nodes.
   *
   * @param values what is known so far, by name; grows with every node
   */
  OnnxOperations(
      NchwGraph graph, Map<String, Value> values, Map<String, OnnxTensor> weights, long opset) {
    this.graph = graph;
    this.values = values;
    this.weights = weights;
    this.opset = opset;
  }

  void add(OnnxNode node) throws ConversionException {
    if (node.operation().equals("Split")) {
      split(node);
      return;
    }
    values.put(node.origin().node(), value(node));
  }

  private Value value(OnnxNode node) throws ConversionException {
    Origin origin = node.origin();
    return switch (node.operation()) {
      case "Constant" -> node.tensor("value");
      case "Identity", "Dropout", "Cast" -> input(node, 0);
      case "Conv" -> convolution(node);
      case "MaxPool" -> pool(node, true);
      case "AveragePool" -> pool(node, false);
      case "GlobalAveragePool" -> graph.globalMean(origin, x(node));
      case "BatchNormalization" ->
          graph.normalise(
              origin,
              x(node),
              constant(node, 1),
              constant(node, 2),
              constant(node, 3),
              constant(node, 4),
              node.real("epsilon", 1e-5f));
      case "Relu", "Sigmoid", "Tanh", "Elu", "Exp", "Sqrt", "Abs", "Neg", "Softplus", "Log" ->
          graph.unary(origin, node.operation(), x(node));
      case "LeakyRelu" -> graph.leakyRelu(origin, x(node), node.real("alpha", 0.01f));
      case "PRelu" -> graph.prelu(origin, x(node), constant(node, 1));
      case "HardSigmoid" ->
          graph.hardSigmoid(origin, x(node), node.real("alpha", 0.2f), node.real("beta", 0.5f));
      case "HardSwish" ->
          graph.multiply(
              origin,
              x(node),
              graph.hardSigmoid(
                  new Origin(origin.node() + "/gate", origin.operation()), x(node), 1.0 / 6, 0.5));
      case "Clip" -> clip(node);
      case "Add" -> graph.add(origin, input(node, 0), input(node, 1));
      case "Sub" -> graph.subtract(origin, input(node, 0), input(node, 1));
      case "Mul" -> graph.multiply(origin, input(node, 0), input(node, 1));
      case "Div" -> graph.divide(origin, input(node, 0), input(node, 1));
      case "Max" -> graph.maximum(origin, input(node, 0), input(node, 1));
      case "Min" -> graph.minimum(origin, input(node, 0), input(node, 1));
      case "Pow" -> graph.power(origin, input(node, 0), input(node, 1));
      case "Softmax" -> softmax(node);
      case "MatMul" -> graph.matrix(origin, x(node), constant(node, 1));
      case "Gemm" -> gemm(node);
      case "Shape" -> graph.shape(x(node));
      case "Reshape" -> graph.reshape(origin, x(node), numbers(node, 1));
      case "Flatten" -> flatten(node);
      case "Squeeze" -> squeeze(node);
      case "Unsqueeze" -> unsqueeze(node);
      case "Gather" -> gather(node);
      case "Transpose" -> graph.transpose(origin, x(node), node.integers("perm", List.of()));
      case "Concat" -> concat(node);
      case "Slice" -> slice(node);
      case "ReduceMean" ->
          graph.mean(origin, x(node), axes(node), node.integer("keepdims", 1) == 1);
      case "Pad" -> pad(node);
      case "Resize", "Upsample" -> resize(node);
      default -> throw origin.unknown();
    };
  }

  private Value convolution(OnnxNode node) throws ConversionException {
    Constant kernel = constant(node, 1);
    int height = kernel.shape().size() == 4 ? kernel.size(2) : 0;
    int width = kernel.shape().size() == 4 ? kernel.size(3) : 0;
    Activation x = x(node);
    Window window = window(node, x, List.of(height, width));
    Activation convolved =
        graph.convolve(node.origin(), x, kernel, window, Math.toIntExact(node.integer("group", 1)));
    return node.inputs().size() > 2
        ? graph.bias(node.origin(), convolved, constant(node, 2))
        : convolved;
  }

  private Value pool(OnnxNode node, boolean maximum) throws ConversionException {
    Activation x = x(node);
    Window window = window(node, x, node.integers("kernel_shape", List.of()));
    if (node.integer("ceil_mode", 0) == 1) {
      if (x.shape().get(2) < 0 || x.shape().get(3) < 0) {
        throw node.origin().refuse("rounds up a size that is open");
      }
      window = window.roundedUp(x.shape().get(2), x.shape().get(3));
    }
    return maximum
        ? graph.maxPool(node.origin(), x, window)
        : graph.meanPool(node.origin(), x, window, node.integer("count_include_pad", 0) == 1);
  }

  private static Window window(OnnxNode node, Activation x, List<Integer> kernel)
      throws ConversionException {
    List<Integer> pads = node.integers("pads", List.of(0, 0, 0, 0));
    List<Integer> strides = node.integers("strides", List.of(1, 1));
    if (kernel.size() != 2 || pads.size() != 4 || strides.size() != 2) {
      throw node.origin().refuse("only windows of two axes are known, not " + kernel);
    }
    Window window =
        new Window(
            kernel,
            strides,
            pads.subList(0, 2),
            pads.subList(2, 4),
            node.integers("dilations", List.of(1, 1)));
    return switch (node.text("auto_pad", "NOTSET")) {
      case "NOTSET", "VALID" -> window;
      case "SAME_UPPER" -> window.padded(x.shape().get(2), x.shape().get(3), false);
      case "SAME_LOWER" -> window.padded(x.shape().get(2), x.shape().get(3), true);
      default -> throw node.origin().refuse("pads " + node.text("auto_pad", ""));
    };
  }

  private Value clip(OnnxNode node) throws ConversionException {
    double low = node.real("min", Float.NEGATIVE_INFINITY);
    double high = node.real("max", Float.POSITIVE_INFINITY);
    if (opset >= CLIP_BY_INPUTS) {
      low = optional(node, 1).isPresent() ? constant(node, 1).get(0) : low;
      high = optional(node, 2).isPresent() ? constant(node, 2).get(0) : high;
    }
    return graph.clip(node.origin(), x(node), low, high);
  }

  private Value softmax(OnnxNode node) throws ConversionException {
    Activation x = x(node);
    int axis = Math.toIntExact(node.integer("axis", opset >= SOFTMAX_BY_AXIS ? -1 : 1));
    boolean last = axis == -1 || axis == x.shape().size() - 1;
    if (opset < SOFTMAX_BY_AXIS && !last) {
      // It then takes all axes behind as one.
      return graph.softmax(node.origin(), graph.flatten(node.origin(), x), 1);
    }
    return graph.softmax(node.origin(), x, axis);
  }

  private Value gemm(OnnxNode node) throws ConversionException {
    Constant matrix = constant(node, 1);
    if (node.integer("transA", 0) != 0 || matrix.shape().size() != 2) {
      throw node.origin().refuse("turns the rows of a batch");
    }
    float alpha = node.real("alpha", 1);
    Constant turned =
        (node.integer("transB", 0) == 1 ? matrix.transpose(1, 0) : matrix).map(v -> v * alpha);
    Activation product = graph.matrix(node.origin(), x(node), turned);
    if (optional(node, 2).isEmpty()) {
      return product;
    }
    float beta = node.real("beta", 1);
    Constant bias = constant(node, 2).map(v -> v * beta);
    return graph.bias(node.origin(), product, bias.broadcast(turned.size(1)));
  }

  private Value flatten(OnnxNode node) throws ConversionException {
    if (node.integer("axis", 1) != 1) {
      throw node.origin().refuse("flattens the batch");
    }
    return graph.flatten(node.origin(), x(node));
  }

  private Value squeeze(OnnxNode node) throws ConversionException {
    if (input(node, 0) instanceof Numbers numbers) {
      return new Numbers(List.of(), numbers.values());
    }
    return graph.squeeze(node.origin(), x(node), axes(node));
  }

  private Value unsqueeze(OnnxNode node) throws ConversionException {
    if (input(node, 0) instanceof Numbers numbers) {
      return Numbers.of(numbers.values());
    }
    return graph.unsqueeze(node.origin(), x(node), axes(node));
  }

  /** By attribute in old files, by the second input in newer ones. */
  private List<Integer> axes(OnnxNode node) throws ConversionException {
    return node.has("axes") || optional(node, 1).isEmpty()
        ? node.integers("axes", List.of())
        : numbers(node, 1).stream().map(Math::toIntExact).toList();
  }

  private Value gather(OnnxNode node) throws ConversionException {
    List<Long> positions = numbers(node, 1);
    if (input(node, 0) instanceof Numbers numbers) {
      List<Long> picked = new ArrayList<>();
      for (long position : positions) {
        picked.add(
            numbers
                .values()
                .get(
                    Math.toIntExact(position < 0 ? position + numbers.values().size() : position)));
      }
      return new Numbers(values(node, 1).shape(), picked);
    }
    if (positions.size() != 1) {
      throw node.origin().refuse("picks more than one position of a computed value");
    }
    Activation x = x(node);
    int axis = Math.toIntExact(node.integer("axis", 0));
    long position = positions.get(0);
    Activation row =
        graph.slice(
            node.origin(), x, axis, position, position == -1 ? Long.MAX_VALUE : position + 1, 1);
    return values(node, 1).shape().isEmpty()
        ? graph.squeeze(node.origin(), row, List.of(axis))
        : row;
  }

  private Value concat(OnnxNode node) throws ConversionException {
    List<Activation> parts = new ArrayList<>();
    List<Long> joined = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (input(node, i) instanceof Activation part) {
        parts.add(part);
      } else {
        joined.addAll(numbers(node, i));
      }
    }
    if (!parts.isEmpty() && !joined.isEmpty()) {
      throw node.origin().refuse("joins what is computed with what is known");
    }
    return parts.isEmpty()
        ? Numbers.of(joined)
        : graph.concat(node.origin(), parts, Math.toIntExact(node.integer("axis", 1)));
  }

  private Value slice(OnnxNode node) throws ConversionException {
    boolean byInputs = node.inputs().size() > 1;
    List<Long> starts = byInputs ? numbers(node, 1) : attribute(node, "starts");
    List<Long> ends = byInputs ? numbers(node, 2) : attribute(node, "ends");
    List<Long> axes =
        byInputs && optional(node, 3).isPresent() ? numbers(node, 3) : attribute(node, "axes");
    List<Long> steps =
        byInputs && optional(node, 4).isPresent()
            ? numbers(node, 4)
            : Collections.nCopies(starts.size(), 1L);
    if (input(node, 0) instanceof Numbers numbers) {
      int size = numbers.values().size();
      int from = position(starts.get(0), size);
      return Numbers.of(numbers.values().subList(from, position(ends.get(0), size)));
    }
    Activation x = x(node);
    for (int i = 0; i < starts.size(); i++) {
      int axis = axes.isEmpty() ? i : Math.toIntExact(axes.get(i));
      x = graph.slice(node.origin(), x, axis, starts.get(i), ends.get(i), steps.get(i));
    }
    return x;
  }

  private static int position(long given, int size) {
    return Math.toIntExact(Math.max(0, Math.min(given < 0 ? given + size : given, size)));
  }

  private static List<Long> attribute(OnnxNode node, String name) {
    return node.integers(name, List.of()).stream().map(Long::valueOf).toList();
  }

  private void split(OnnxNode node) throws ConversionException {
    Activation x = x(node);
    int given = Math.toIntExact(node.integer("axis", 0));
    int axis = given < 0 ? given + x.shape().size() : given;
    int parts = node.outputs().size();
    List<Long> sizes = optional(node, 1).isPresent() ? numbers(node, 1) : attribute(node, "split");
    if (sizes.isEmpty()) {
      sizes = Collections.nCopies(parts, (long) x.shape().get(axis) / parts);
    }
    long start = 0;
    for (int i = 0; i < parts; i++) {
      Origin origin = new Origin(node.outputs().get(i), node.operation());
      values.put(
          node.outputs().get(i), graph.slice(origin, x, axis, start, start + sizes.get(i), 1));
      start += sizes.get(i);
    }
  }

  private Value pad(OnnxNode node) throws ConversionException {
    if (!node.text("mode", "constant").equals("constant")) {
      throw node.origin().refuse("pads in the mode " + node.text("mode", ""));
    }
    Activation x = x(node);
    List<Long> pads = optional(node, 1).isPresent() ? numbers(node, 1) : attribute(node, "pads");
    float value = optional(node, 2).isPresent() ? constant(node, 2).get(0) : node.real("value", 0);
    int rank = x.shape().size();
    return graph.pad(node.origin(), x, pads.subList(0, rank), pads.subList(rank, 2 * rank), value);
  }

  private Value resize(OnnxNode node) throws ConversionException {
    Activation x = x(node);
    String mode = node.text("mode", "nearest");
    String alignment = node.text("coordinate_transformation_mode", defaultAlignment(node));
    int height = x.shape().get(2);
    int width = x.shape().get(3);
    int scalesAt = node.operation().equals("Upsample") || opset < CLIP_BY_INPUTS ? 1 : 2;
    double[] scales = {0, 0};
    if (optional(node, 3).isPresent()) {
      List<Long> sizes = numbers(node, 3);
      scales[0] = (double) sizes.get(2) / height;
      scales[1] = (double) sizes.get(3) / width;
    } else {
      Constant given = constant(node, scalesAt);
      if (given.size() != 4) {
        throw node.origin().refuse("says neither scales nor sizes that are known at import");
      }
      scales[0] = given.get(2);
      scales[1] = given.get(3);
    }
    boolean whole = scales[0] >= 1 && scales[1] >= 1 && isWhole(scales[0]) && isWhole(scales[1]);
    if (mode.equals("nearest") && whole && !alignment.equals("align_corners")) {
      return graph.repeat(node.origin(), x, (int) scales[0], (int) scales[1]);
    }
    if (mode.equals("linear") && height > 0 && width > 0) {
      return graph.linear(
          node.origin(),
          x,
          (int) Math.floor(height * scales[0]),
          (int) Math.floor(width * scales[1]),
          alignment.equals("align_corners"),
          alignment.endsWith("half_pixel"));
    }
    throw node.origin()
        .refuse(
            "resizes by %s x %s in the mode %s, %s, which has no counterpart in TensorFlow"
                .formatted(scales[0], scales[1], mode, alignment));
  }

  private String defaultAlignment(OnnxNode node) {
    return node.operation().equals("Upsample") || opset < CLIP_BY_INPUTS
        ? "asymmetric"
        : "half_pixel";
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private Activation x(OnnxNode node) throws ConversionException {
    if (input(node, 0) instanceof Activation x) {
      return x;
    }
    throw node.origin().refuse("is given a constant where a computed value is expected");
  }

  private Value input(OnnxNode node, int index) throws ConversionException {
    return values(node, index);
  }

  private Optional<String> optional(OnnxNode node, int index) {
    return IntStream.of(index)
        .filter(i -> i < node.inputs().size())
        .mapToObj(node.inputs()::get)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private Value values(OnnxNode node, int index) throws ConversionException {
    String name =
        optional(node, index)
            .orElseThrow(() -> node.origin().refuse("has no input number " + (index + 1)));
    Value known = values.get(name);
    if (known != null) {
      return known;
    }
    OnnxTensor tensor = weights.get(name);
    if (tensor == null) {
      throw node.origin().refuse("reads " + name + ", which nothing before it gives");
    }
    Value value = tensor.value();
    values.put(name, value);
    return value;
  }

  private Constant constant(OnnxNode node, int index) throws ConversionException {
    Value value = values(node, index);
    if (value instanceof Weights known) {
      return known.constant();
    }
    throw node.origin().refuse("input %d must be a constant of floats".formatted(index + 1));
  }

  private List<Long> numbers(OnnxNode node, int index) throws ConversionException {
    Value value = values(node, index);
    if (value instanceof Numbers known) {
      return known.values();
    }
    throw node.origin().refuse("input %d is only known at run time".formatted(index + 1));
  }
}
