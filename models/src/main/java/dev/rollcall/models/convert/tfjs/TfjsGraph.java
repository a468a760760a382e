package dev.rollcall.models.convert.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.OpenBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * A TensorFlow.js graph model: {@code model.json} and its weights.
 *
 * <p>The converter that wrote it fused convolutions with what follows them into operations that
 * TensorFlow knows under other rules or not at all. They are taken apart here, and TensorFlow fuses
 * them again its own way. Only operations whose meaning is known to be the same on both sides pass;
 * any other is refused by name. Where a file fixes the batch at 1 in a Reshape, it is opened.
 */
public final class TfjsGraph {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> PASSED_ON =
      Set.of(
          "Add",
          "AddV2",
          "AvgPool",
          "BiasAdd",
          "Conv2D",
          "DepthwiseConv2dNative",
          "Elu",
          "Exp",
          "Identity",
          "LeakyRelu",
          "MatMul",
          "MaxPool",
          "Maximum",
          "Mean",
          "Minimum",
          "Mul",
          "Pad",
          "PadV2",
          "RealDiv",
          "Relu",
          "Relu6",
          "Reshape",
          "ResizeBilinear",
          "Sigmoid",
          "Softmax",
          "Squeeze",
          "Sub",
          "Tanh",
          "Transpose",
          "ConcatV2");

  private static final Map<String, String> UNFUSED =
      Map.of(
          "_FusedConv2D", "Conv2D",
          "FusedDepthwiseConv2dNative", "DepthwiseConv2dNative",
          "_FusedMatMul", "MatMul");

  private static final Set<String> ACTIVATIONS =
      Set.of("Relu", "Relu6", "Elu", "Sigmoid", "Tanh", "LeakyRelu");

  /** Attributes that only the fused operations have. */
  private static final Set<String> FUSION =
      Set.of(
          "fused_ops",
          "num_args",
          "epsilon",
          "leakyrelu_alpha",
          "TArgs",
          "num_host_args",
          "host_args",
          "filter_format");

  private final List<JsonNode> nodes;
  private final Map<String, String> outputs;
  private final WeightsManifest weights;

  private TfjsGraph(List<JsonNode> nodes, Map<String, String> outputs, WeightsManifest weights) {
    this.nodes = nodes;
    this.outputs = outputs;
    this.weights = weights;
  }

  /**
   * Reads the model and the weights beside it.
   *
   * @throws ConversionException where the file is no graph model
   */
  public static TfjsGraph read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    JsonNode list = json.path("modelTopology").path("node");
    if (list.isEmpty()) {
      throw new ConversionException(file + " is not a TensorFlow.js graph model: it has no nodes");
    }
    List<JsonNode> nodes = new ArrayList<>();
    list.forEach(nodes::add);
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> output : json.path("signature").path("outputs").properties()) {
      outputs.put(output.getKey(), bare(output.getValue().path("name").asText()));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " has no folder");
    }
    return new TfjsGraph(
        nodes, outputs, WeightsManifest.read(json.path("weightsManifest"), folder));
  }

  /**
   * Adds the whole graph to the builder, its one placeholder replaced by {@code input}.
   *
   * @return the nodes that give the signature's outputs, by output name
   * @throws ConversionException where an operation is unknown; the message names node and operation
   */
  public Map<String, String> addTo(GraphBuilder graph, String input) throws ConversionException {
    Map<String, String> renamed = new HashMap<>();
    Map<String, JsonNode> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(name(node), node));
    Set<String> reshapeTargets = reshapeTargets();
    // The file lists nodes in no particular order, and names only exist once they are added.
    for (JsonNode node : inOrder(byName)) {
      String operation = node.path("op").asText();
      String added =
          switch (operation) {
            case "Placeholder" -> input;
            case "Const" ->
                graph.constant(
                    name(node),
                    reshapeTargets.contains(name(node))
                        ? openBatch(node)
                        : weights.tensor(name(node)));
            case "Prelu" -> prelu(graph, name(node), inputs(node, renamed).get(0), slope(node));
            default -> addOperation(graph, node, operation, inputs(node, renamed));
          };
      renamed.put(name(node), added);
    }
    Map<String, String> found = new LinkedHashMap<>();
    outputs.forEach((key, node) -> found.put(key, renamed.getOrDefault(node, node)));
    return found;
  }

  /** Pixels, or -1 where the placeholder does not tell. */
  public int height() {
    return size(1);
  }

  /** Pixels, or -1 where the placeholder does not tell. */
  public int width() {
    return size(2);
  }

  private int size(int axis) {
    return nodes.stream()
        .filter(node -> node.path("op").asText().equals("Placeholder"))
        .map(node -> node.path("attr").path("shape").path("shape").path("dim"))
        .filter(sizes -> sizes.size() == 4)
        .map(sizes -> sizes.get(axis).path("size").asInt(-1))
        .findFirst()
        .orElse(-1);
  }

  private String addOperation(
      GraphBuilder graph, JsonNode node, String operation, List<String> inputs)
      throws ConversionException {
    Map<String, AttrValue> attributes = Attributes.read(node.path("attr"));
    String plain = UNFUSED.get(operation);
    if (plain != null) {
      return addUnfused(graph, node, plain, inputs, attributes);
    }
    if (!PASSED_ON.contains(operation)) {
      throw new ConversionException(
          "node "
              + name(node)
              + " has the operation "
              + operation
              + ", which this converter does not know; use another export of the network");
    }
    refuseExplicitPadding(node, attributes);
    return graph.add(
        NodeDef.newBuilder()
            .setName(name(node))
            .setOp(operation)
            .addAllInput(inputs)
            .putAllAttr(attributes));
  }

  private String addUnfused(
      GraphBuilder graph,
      JsonNode node,
      String operation,
      List<String> inputs,
      Map<String, AttrValue> attributes)
      throws ConversionException {
    refuseExplicitPadding(node, attributes);
    AttrValue fused = attributes.getOrDefault("fused_ops", AttrValue.getDefaultInstance());
    AttrValue slope = attributes.get("leakyrelu_alpha");
    attributes.keySet().removeAll(FUSION);
    attributes.put("T", GraphBuilder.type(DataType.DT_FLOAT));
    String last =
        graph.add(
            NodeDef.newBuilder()
                .setName(name(node))
                .setOp(operation)
                .addInput(inputs.get(0))
                .addInput(inputs.get(1))
                .putAllAttr(attributes));
    int argument = 2;
    for (ByteString bytes : fused.getList().getSList()) {
      String step = bytes.toStringUtf8();
      String stepName = name(node) + "/" + step;
      if (step.equals("BiasAdd")) {
        last = graph.node("BiasAdd", stepName, last, inputs.get(argument++));
      } else if (step.equals("Prelu")) {
        String source = bare(node.path("input").get(argument++).asText());
        last = prelu(graph, stepName, last, weights.constant(source));
      } else if (ACTIVATIONS.contains(step)) {
        NodeDef.Builder activation =
            NodeDef.newBuilder()
                .setName(stepName)
                .setOp(step)
                .addInput(last)
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT));
        if (step.equals("LeakyRelu") && slope != null) {
          activation.putAttr("alpha", slope);
        }
        last = graph.add(activation);
      } else {
        throw new ConversionException(
            "node "
                + name(node)
                + " fuses the operation "
                + step
                + ", which this converter does not know; use another export of the network");
      }
    }
    return last;
  }

  /** {@code max(x, 0) + slope * min(x, 0)}: TensorFlow has no operation for it. */
  private static String prelu(GraphBuilder graph, String name, String x, Constant slope) {
    String below =
        graph.node(
            "Minimum", name + "/below", x, graph.constant(name + "/zero", Constant.scalar(0)));
    String scaled =
        graph.node("Mul", name + "/scaled", below, graph.constant(name + "/slope", slope));
    return graph.node("AddV2", name + "/prelu", graph.node("Relu", name + "/above", x), scaled);
  }

  private Constant slope(JsonNode node) throws ConversionException {
    return weights.constant(bare(node.path("input").get(1).asText()));
  }

  /** Under oneDNN an explicitly padded depthwise convolution ends the process, so none passes. */
  private static void refuseExplicitPadding(JsonNode node, Map<String, AttrValue> attributes)
      throws ConversionException {
    AttrValue padding = attributes.get("padding");
    if (padding != null && padding.getS().toStringUtf8().equals("EXPLICIT")) {
      throw new ConversionException(
          "node "
              + name(node)
              + " has the operation "
              + node.path("op").asText()
              + " with explicit padding, which this converter does not take");
    }
  }

  private Set<String> reshapeTargets() {
    Set<String> targets = new java.util.HashSet<>();
    for (JsonNode node : nodes) {
      if (node.path("op").asText().equals("Reshape")) {
        targets.add(bare(node.path("input").path(1).asText()));
      }
    }
    return targets;
  }

  /** A Reshape's target with its first size, where that is 1, made the batch. */
  private TensorProto openBatch(JsonNode node) throws ConversionException {
    return OpenBatch.of(name(node), weights.tensor(name(node)));
  }

  private List<JsonNode> inOrder(Map<String, JsonNode> byName) throws ConversionException {
    Map<String, JsonNode> done = new LinkedHashMap<>();
    java.util.ArrayDeque<JsonNode> stack = new java.util.ArrayDeque<>(nodes);
    while (!stack.isEmpty()) {
      JsonNode node = stack.peek();
      boolean ready = true;
      if (!done.containsKey(name(node))) {
        for (JsonNode input : node.path("input")) {
          JsonNode source = byName.get(bare(input.asText()));
          if (source == null) {
            throw new ConversionException(
                "node " + name(node) + " reads from " + input.asText() + ", which is not there");
          }
          if (!done.containsKey(name(source))) {
            stack.push(source);
            ready = false;
          }
        }
      }
      if (ready) {
        stack.pop();
        done.put(name(node), node);
      }
    }
    return List.copyOf(done.values());
  }

  private static List<String> inputs(JsonNode node, Map<String, String> renamed) {
    List<String> inputs = new ArrayList<>();
    node.path("input").forEach(input -> inputs.add(renamed.getOrDefault(bare(input.asText()), "")));
    return inputs;
  }

  private static String name(JsonNode node) {
    return node.path("name").asText();
  }

  private static String bare(String input) {
    return input.endsWith(":0") ? input.substring(0, input.length() - 2) : input;
  }
}
