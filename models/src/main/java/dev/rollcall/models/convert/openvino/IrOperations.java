package dev.rollcall.models.convert.openvino;

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
import java.util.List;
import java.util.Map;

/** What each layer type means, one layer after the other. */
final class IrOperations {
  private final NchwGraph graph;
  private final Map<IrLayer.Port, Value> values;
  private final byte[] weights;

  /**
   * Ready to add layers.
   *
   * @param values what is known so far; grows with every layer
   */
  IrOperations(NchwGraph graph, Map<IrLayer.Port, Value> values, byte[] weights) {
    this.graph = graph;
    this.values = values;
    this.weights = weights;
  }

  void add(IrLayer layer) throws ConversionException {
    if (layer.type().equals("Split") || layer.type().equals("VariadicSplit")) {
      split(layer);
      return;
    }
    Value value = value(layer);
    // A MaxPool's second output, the positions, is never computed; whoever reads it is refused.
    values.put(new IrLayer.Port(layer.id(), layer.outputPorts().get(0)), value);
  }

  private Value value(IrLayer layer) throws ConversionException {
    Origin origin = layer.origin();
    return switch (layer.type()) {
      case "Const" -> IrConstant.read(layer, weights);
      case "Convert" -> convert(layer);
      case "Convolution" -> convolution(layer, false);
      case "GroupConvolution" -> convolution(layer, true);
      case "MaxPool" -> graph.maxPool(origin, x(layer), pool(layer));
      case "AvgPool" -> graph.meanPool(origin, x(layer), pool(layer), !layer.flag("exclude-pad"));
      case "ReLU" -> graph.unary(origin, "Relu", x(layer));
      case "Sigmoid", "Tanh", "Exp", "Sqrt", "Abs" -> graph.unary(origin, layer.type(), x(layer));
      case "SoftPlus" -> graph.unary(origin, "Softplus", x(layer));
      case "Elu" -> elu(layer);
      case "PReLU" -> prelu(layer);
      case "Clamp" -> graph.clip(origin, x(layer), layer.real("min"), layer.real("max"));
      case "HSigmoid" -> graph.hardSigmoid(origin, x(layer), 1.0 / 6, 0.5);
      case "HSwish" ->
          graph.multiply(
              origin,
              x(layer),
              graph.hardSigmoid(
                  new Origin(layer.name() + "/gate", layer.type()), x(layer), 1.0 / 6, 0.5));
      case "SoftMax", "Softmax" ->
          graph.softmax(origin, x(layer), Math.toIntExact(layer.integer("axis", 1)));
      case "Add" -> graph.add(origin, input(layer, 0), input(layer, 1));
      case "Subtract" -> graph.subtract(origin, input(layer, 0), input(layer, 1));
      case "Multiply" -> graph.multiply(origin, input(layer, 0), input(layer, 1));
      case "Divide" -> graph.divide(origin, input(layer, 0), input(layer, 1));
      case "Maximum" -> graph.maximum(origin, input(layer, 0), input(layer, 1));
      case "Minimum" -> graph.minimum(origin, input(layer, 0), input(layer, 1));
      case "Power" -> graph.power(origin, input(layer, 0), input(layer, 1));
      case "FakeQuantize" -> fakeQuantize(layer);
      case "MatMul" -> matrix(layer);
      case "Reshape" -> reshape(layer);
      case "Squeeze" -> squeeze(layer);
      case "Unsqueeze" -> unsqueeze(layer);
      case "ShapeOf" -> graph.shape(x(layer));
      case "Gather" -> gather(layer);
      case "Transpose" -> graph.transpose(origin, x(layer), axes(layer));
      case "Concat" -> concat(layer);
      case "ReduceMean" -> graph.mean(origin, x(layer), axes(layer), layer.flag("keep_dims"));
      case "Pad" -> pad(layer);
      case "Interpolate" -> interpolate(layer);
      default -> throw origin.unknown();
    };
  }

  private Value convert(IrLayer layer) throws ConversionException {
    Value value = input(layer, 0);
    boolean toFloat = layer.text("destination_type", "f32").startsWith("f");
    if (value instanceof Numbers numbers && toFloat) {
      float[] floats = new float[numbers.values().size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = numbers.values().get(i);
      }
      return new Weights(Constant.of(numbers.shape(), floats));
    }
    if (value instanceof Weights known && !toFloat) {
      List<Long> whole = new ArrayList<>();
      for (int i = 0; i < known.constant().size(); i++) {
        whole.add((long) known.constant().get(i));
      }
      return new Numbers(known.shape(), whole);
    }
    return value;
  }

  private Value convolution(IrLayer layer, boolean grouped) throws ConversionException {
    Constant kernel = constant(layer, 1);
    int groups = 1;
    if (grouped) {
      List<Integer> shape = kernel.shape();
      if (shape.size() != 5) {
        throw layer.origin().refuse("only two-dimensional convolutions are known, not " + shape);
      }
      groups = shape.get(0);
      List<Integer> joined = new ArrayList<>(shape.subList(1, 5));
      joined.set(0, groups * shape.get(1));
      kernel = kernel.reshape(joined);
    }
    if (kernel.shape().size() != 4) {
      throw layer
          .origin()
          .refuse("only two-dimensional convolutions are known, not " + kernel.shape());
    }
    return graph.convolve(
        layer.origin(),
        x(layer),
        kernel,
        window(layer, List.of(kernel.size(2), kernel.size(3))),
        groups);
  }

  private Window window(IrLayer layer, List<Integer> kernel) throws ConversionException {
    List<Integer> dilations = layer.integers("dilations");
    String padding = layer.text("auto_pad", "explicit");
    boolean explicit = padding.equals("explicit");
    List<Integer> none = List.of(0, 0);
    if (kernel.size() != 2 || layer.integers("strides").size() != 2) {
      throw layer.origin().refuse("only windows of two axes are known, not " + kernel);
    }
    Window window =
        new Window(
            kernel,
            layer.integers("strides"),
            explicit ? layer.integers("pads_begin") : none,
            explicit ? layer.integers("pads_end") : none,
            dilations.isEmpty() ? List.of(1, 1) : dilations);
    List<Integer> shape = x(layer).shape();
    return switch (padding) {
      case "explicit", "valid" -> window;
      case "same_upper" -> window.padded(shape.get(2), shape.get(3), false);
      case "same_lower" -> window.padded(shape.get(2), shape.get(3), true);
      default -> throw layer.origin().refuse("pads " + padding);
    };
  }

  private Window pool(IrLayer layer) throws ConversionException {
    Window window = window(layer, layer.integers("kernel"));
    List<Integer> shape = x(layer).shape();
    return layer.text("rounding_type", "floor").startsWith("ceil")
        ? window.roundedUp(shape.get(2), shape.get(3))
        : window;
  }

  private Value elu(IrLayer layer) throws ConversionException {
    if (layer.real("alpha") != 1) {
      throw layer.origin().refuse("has an alpha other than 1");
    }
    return graph.unary(layer.origin(), "Elu", x(layer));
  }

  /** The slope is a vector: one for all, or one a channel. */
  private Value prelu(IrLayer layer) throws ConversionException {
    Activation x = x(layer);
    Constant slope = constant(layer, 1);
    if (slope.size() > 1) {
      List<Integer> shape = new ArrayList<>(List.of(slope.size()));
      while (shape.size() < x.shape().size() - 1) {
        shape.add(1);
      }
      slope = slope.reshape(shape);
    }
    return graph.prelu(layer.origin(), x, slope);
  }

  private Value fakeQuantize(IrLayer layer) throws ConversionException {
    return graph.fakeQuantize(
        layer.origin(),
        input(layer, 0),
        constant(layer, 1),
        constant(layer, 2),
        constant(layer, 3),
        constant(layer, 4),
        Math.toIntExact(layer.integer("levels", 256)));
  }

  private Value matrix(IrLayer layer) throws ConversionException {
    if (layer.flag("transpose_a")) {
      throw layer.origin().refuse("turns the rows of a batch");
    }
    Constant matrix = constant(layer, 1);
    if (matrix.shape().size() != 2) {
      throw layer.origin().refuse("multiplies by a constant of shape " + matrix.shape());
    }
    return graph.matrix(
        layer.origin(), x(layer), layer.flag("transpose_b") ? matrix.transpose(1, 0) : matrix);
  }

  private Value reshape(IrLayer layer) throws ConversionException {
    List<Long> target = numbers(layer, 1);
    if (input(layer, 0) instanceof Weights known) {
      int product = 1;
      for (long size : target) {
        product *= size > 0 ? Math.toIntExact(size) : 1;
      }
      int rest = known.constant().size() / product;
      return new Weights(
          known
              .constant()
              .reshape(
                  target.stream().map(size -> size < 0 ? rest : Math.toIntExact(size)).toList()));
    }
    if (target.contains(0L) && !layer.flag("special_zero")) {
      throw layer.origin().refuse("asks for an axis of size 0");
    }
    return graph.reshape(layer.origin(), x(layer), target);
  }

  private Value squeeze(IrLayer layer) throws ConversionException {
    if (input(layer, 0) instanceof Numbers numbers) {
      return new Numbers(List.of(), numbers.values());
    }
    return graph.squeeze(
        layer.origin(), x(layer), layer.inputs().size() > 1 ? axes(layer) : List.of());
  }

  private Value unsqueeze(IrLayer layer) throws ConversionException {
    if (input(layer, 0) instanceof Numbers numbers) {
      return Numbers.of(numbers.values());
    }
    return graph.unsqueeze(layer.origin(), x(layer), axes(layer));
  }

  private Value gather(IrLayer layer) throws ConversionException {
    if (!(input(layer, 0) instanceof Numbers from)) {
      throw layer.origin().refuse("picks positions of a computed value");
    }
    List<Long> picked = new ArrayList<>();
    for (long position : numbers(layer, 1)) {
      picked.add(
          from.values()
              .get(Math.toIntExact(position < 0 ? position + from.values().size() : position)));
    }
    return new Numbers(input(layer, 1).shape(), picked);
  }

  private Value concat(IrLayer layer) throws ConversionException {
    List<Activation> parts = new ArrayList<>();
    List<Long> joined = new ArrayList<>();
    for (int i = 0; i < layer.inputs().size(); i++) {
      if (input(layer, i) instanceof Activation part) {
        parts.add(part);
      } else {
        joined.addAll(numbers(layer, i));
      }
    }
    if (!parts.isEmpty() && !joined.isEmpty()) {
      throw layer.origin().refuse("joins what is computed with what is known");
    }
    return parts.isEmpty()
        ? Numbers.of(joined)
        : graph.concat(layer.origin(), parts, Math.toIntExact(layer.integer("axis", 1)));
  }

  private void split(IrLayer layer) throws ConversionException {
    Activation x = x(layer);
    int given = Math.toIntExact(numbers(layer, 1).get(0));
    int axis = given < 0 ? given + x.shape().size() : given;
    int parts = layer.outputPorts().size();
    long start = 0;
    for (int i = 0; i < parts; i++) {
      long size =
          layer.type().equals("Split") ? x.shape().get(axis) / parts : numbers(layer, 2).get(i);
      if (size < 0) {
        throw layer.origin().refuse("leaves the size of a part open");
      }
      Origin origin = new Origin(layer.name() + "/" + i, layer.type());
      values.put(
          new IrLayer.Port(layer.id(), layer.outputPorts().get(i)),
          graph.slice(origin, x, axis, start, start + size, 1));
      start += size;
    }
  }

  private Value pad(IrLayer layer) throws ConversionException {
    if (!layer.text("pad_mode", "constant").equals("constant")) {
      throw layer.origin().refuse("pads in the mode " + layer.text("pad_mode", ""));
    }
    float value = layer.inputs().size() > 3 ? constant(layer, 3).get(0) : 0;
    return graph.pad(layer.origin(), x(layer), numbers(layer, 1), numbers(layer, 2), value);
  }

  private Value interpolate(IrLayer layer) throws ConversionException {
    Activation x = x(layer);
    int height = x.shape().get(2);
    int width = x.shape().get(3);
    boolean bySizes = layer.text("shape_calculation_mode", "sizes").equals("sizes");
    List<Integer> axes =
        layer.inputs().size() > 3
            ? numbers(layer, 3).stream().map(Math::toIntExact).toList()
            : List.of(2, 3);
    double[] scales = {1, 1};
    for (int i = 0; i < axes.size(); i++) {
      int side = axes.get(i) - 2;
      if (side < 0) {
        continue;
      }
      scales[side] =
          bySizes
              ? (double) numbers(layer, 1).get(i) / x.shape().get(axes.get(i))
              : constant(layer, 2).get(i);
    }
    boolean whole = scales[0] == Math.rint(scales[0]) && scales[1] == Math.rint(scales[1]);
    String alignment = layer.text("coordinate_transformation_mode", "half_pixel");
    if (layer.text("mode", "").equals("nearest") && whole && !alignment.equals("align_corners")) {
      return graph.repeat(layer.origin(), x, (int) scales[0], (int) scales[1]);
    }
    if (layer.text("mode", "").startsWith("linear")) {
      return graph.linear(
          layer.origin(),
          x,
          (int) Math.floor(height * scales[0]),
          (int) Math.floor(width * scales[1]),
          alignment.equals("align_corners"),
          alignment.endsWith("half_pixel"));
    }
    throw layer.origin().refuse("resizes in the mode " + layer.text("mode", "") + ", " + alignment);
  }

  private List<Integer> axes(IrLayer layer) throws ConversionException {
    return numbers(layer, 1).stream().map(Math::toIntExact).toList();
  }

  private Value input(IrLayer layer, int index) throws ConversionException {
    if (index >= layer.inputs().size()) {
      throw layer.origin().refuse("has no input number " + (index + 1));
    }
    Value value = values.get(layer.inputs().get(index));
    if (value == null) {
      throw layer.origin().refuse("reads a second output that is not computed");
    }
    return value;
  }

  private Activation x(IrLayer layer) throws ConversionException {
    if (input(layer, 0) instanceof Activation x) {
      return x;
    }
    throw layer.origin().refuse("is given a constant where a computed value is expected");
  }

  private Constant constant(IrLayer layer, int index) throws ConversionException {
    if (input(layer, index) instanceof Weights known) {
      return known.constant();
    }
    throw layer.origin().refuse("input %d must be a constant of floats".formatted(index + 1));
  }

  private List<Long> numbers(IrLayer layer, int index) throws ConversionException {
    if (input(layer, index) instanceof Numbers known) {
      return known.values();
    }
    throw layer.origin().refuse("input %d is only known at run time".formatted(index + 1));
  }
}
