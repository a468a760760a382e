package dev.rollcall.models.convert.optimise;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Makes a graph that was imported or built layer by layer fit for oneDNN's fused kernels, which
 * recognise convolution, BiasAdd and activation in a row and nothing else.
 *
 * <ul>
 *   <li>a multiplication behind a convolution (batch norm, scale layer) goes into kernel and bias;
 *   <li>a multiplication before one (the input's normalisation) goes into the kernel too: zero
 *       padding stays zero under a factor, which it would not under an addition;
 *   <li>an addition behind a convolution becomes its BiasAdd;
 *   <li>the three ways to clip to 0..6 become Relu6;
 *   <li>what no output needs is dropped.
 * </ul>
 *
 * <p>Invariant: every surviving node computes what it computed, up to the rounding of float32.
 */
public final class GraphOptimiser {
  private static final Set<String> CONVOLUTIONS =
      Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

  private final Nodes nodes;
  private Map<String, Integer> uses;

  private GraphOptimiser(Network network) {
    nodes = new Nodes(network.graph());
    uses = nodes.uses();
  }

  public static Network optimise(Network network) {
    return new GraphOptimiser(network).run(network);
  }

  private Network run(Network network) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (NodeDef seen : nodes.snapshot()) {
        Optional<NodeDef> node = nodes.current(seen);
        if (node.isPresent() && rewrite(node.get())) {
          uses = nodes.uses();
          changed = true;
        }
      }
    }
    return network.withGraph(
        nodes.neededFor(network.outputs().values().stream().map(Network.Output::node).toList()));
  }

  private boolean rewrite(NodeDef node) {
    return switch (node.getOp()) {
      case "Mul" -> foldFactorBehind(node);
      case "Add", "AddV2" -> foldAddend(node, false);
      case "Sub" -> foldAddend(node, true);
      case "Conv2D", "DepthwiseConv2dNative" -> foldFactorBefore(node);
      case "Maximum", "ClipByValue" -> toRelu6(node);
      default -> false;
    };
  }

  /** {@code conv(x) * c} and {@code (conv(x) + b) * c}. */
  private boolean foldFactorBehind(NodeDef multiply) {
    Optional<Constant> factor = nodes.constant(multiply, 1).filter(Constant::isPerChannel);
    Optional<NodeDef> source = onlyUsedHere(multiply, 0);
    if (factor.isEmpty() || source.isEmpty()) {
      return false;
    }
    if (source.get().getOp().equals("BiasAdd")) {
      NodeDef bias = source.get();
      Optional<NodeDef> convolution =
          onlyUsedHere(bias, 0).filter(input -> fits(input, factor.get()));
      Optional<Constant> values = nodes.constant(bias, 1);
      if (convolution.isEmpty() || values.isEmpty()) {
        return false;
      }
      scaleOutputs(convolution.get(), convolution.get().getName(), factor.get());
      String scaled = nodes.putConstant(multiply, "bias", values.get().scale(factor.get(), 0));
      nodes.put(bias.toBuilder().setName(multiply.getName()).setInput(1, scaled).build());
      return true;
    }
    if (fits(source.get(), factor.get())) {
      scaleOutputs(source.get(), multiply.getName(), factor.get());
      return true;
    }
    return false;
  }

  /** Puts the convolution, its outputs scaled, under that name. */
  private void scaleOutputs(NodeDef convolution, String name, Constant factor) {
    Constant kernel = nodes.constant(convolution, 1).orElseThrow();
    boolean depthwise = convolution.getOp().equals("DepthwiseConv2dNative");
    Constant scaled = kernel.scale(factor, depthwise ? 1 : 0);
    nodes.put(
        convolution.toBuilder()
            .setName(name)
            .setInput(1, nodes.putConstant(convolution, "scaled", scaled))
            .build());
  }

  /** {@code conv(x * c)}. */
  private boolean foldFactorBefore(NodeDef convolution) {
    Optional<NodeDef> multiply =
        onlyUsedHere(convolution, 0).filter(input -> input.getOp().equals("Mul"));
    if (multiply.isEmpty() || !hasConstantKernel(convolution)) {
      return false;
    }
    Optional<Constant> factor = nodes.constant(multiply.get(), 1).filter(Constant::isPerChannel);
    if (factor.isEmpty()) {
      return false;
    }
    Constant scaled = nodes.constant(convolution, 1).orElseThrow().scale(factor.get(), 1);
    nodes.put(
        convolution.toBuilder()
            .setInput(0, multiply.get().getInput(0))
            .setInput(1, nodes.putConstant(convolution, "scaled", scaled))
            .build());
    return true;
  }

  /** {@code conv(x) + c} and {@code (conv(x) + b) + c}. */
  private boolean foldAddend(NodeDef add, boolean negative) {
    Optional<Constant> given = nodes.constant(add, 1).filter(Constant::isPerChannel);
    Optional<NodeDef> source = onlyUsedHere(add, 0);
    if (given.isEmpty() || source.isEmpty()) {
      return false;
    }
    Constant addend = negative ? given.get().negated() : given.get();
    if (source.get().getOp().equals("BiasAdd")) {
      Optional<Constant> values =
          nodes
              .constant(source.get(), 1)
              .filter(v -> addend.size() == 1 || addend.size() == v.size());
      if (values.isEmpty()) {
        return false;
      }
      Constant sum = values.get().plus(addend.broadcast(values.get().size()));
      nodes.put(
          source.get().toBuilder()
              .setName(add.getName())
              .setInput(1, nodes.putConstant(add, "bias", sum))
              .build());
      return true;
    }
    if (fits(source.get(), addend)) {
      Constant bias = addend.broadcast(channels(source.get()));
      nodes.put(
          NodeDef.newBuilder()
              .setName(add.getName())
              .setOp("BiasAdd")
              .addInput(source.get().getName())
              .addInput(nodes.putConstant(add, "bias", bias))
              .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
              .build());
      return true;
    }
    return false;
  }

  private boolean toRelu6(NodeDef node) {
    Optional<String> clipped =
        node.getOp().equals("ClipByValue")
            ? Optional.of(node.getInput(0))
                .filter(input -> isScalar(node, 1, 0) && isScalar(node, 2, 6))
            : nodes
                .input(node, 0)
                .filter(inner -> inner.getOp().equals("Minimum"))
                .filter(inner -> isScalar(node, 1, 0) && isScalar(inner, 1, 6))
                .map(inner -> inner.getInput(0));
    if (clipped.isEmpty()) {
      return false;
    }
    // A Relu below changes nothing that Relu6 does not.
    Optional<NodeDef> below = Optional.of(clipped.get()).flatMap(this::reluInputOf);
    nodes.put(
        NodeDef.newBuilder()
            .setName(node.getName())
            .setOp("Relu6")
            .addInput(below.map(relu -> relu.getInput(0)).orElse(clipped.get()))
            .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
            .build());
    return true;
  }

  private Optional<NodeDef> reluInputOf(String input) {
    return nodes
        .input(NodeDef.newBuilder().addInput(input).build(), 0)
        .filter(node -> node.getOp().equals("Relu"));
  }

  private boolean isScalar(NodeDef node, int index, float value) {
    return nodes
        .constant(node, index)
        .filter(constant -> constant.size() == 1 && constant.get(0) == value)
        .isPresent();
  }

  private Optional<NodeDef> onlyUsedHere(NodeDef node, int index) {
    return nodes.input(node, index).filter(input -> uses.getOrDefault(input.getName(), 0) == 1);
  }

  /** A convolution whose kernel's last axis (depthwise: the last but one) is its output's. */
  private boolean hasConstantKernel(NodeDef node) {
    if (!CONVOLUTIONS.contains(node.getOp()) || node.containsAttr("transpose_b")) {
      return false;
    }
    boolean depthwise = node.getOp().equals("DepthwiseConv2dNative");
    return nodes.constant(node, 1).filter(k -> !depthwise || k.size(-1) == 1).isPresent();
  }

  private boolean fits(NodeDef convolution, Constant perChannel) {
    return hasConstantKernel(convolution)
        && (perChannel.size() == 1 || perChannel.size() == channels(convolution));
  }

  private int channels(NodeDef convolution) {
    Constant kernel = nodes.constant(convolution, 1).orElseThrow();
    return kernel.size(convolution.getOp().equals("DepthwiseConv2dNative") ? -2 : -1);
  }
}
