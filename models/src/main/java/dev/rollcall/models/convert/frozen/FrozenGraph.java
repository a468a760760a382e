package dev.rollcall.models.convert.frozen;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.OpenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A frozen TensorFlow graph: channels last, one float32 placeholder for the picture. Only stateless
 * operations that the CPU computes pass; any other is refused by node and name. Where a Reshape
 * fixes the batch at 1, it is opened.
 */
public final class FrozenGraph {
  private static final Set<String> PLACEHOLDERS = Set.of("Placeholder", "PlaceholderV2");

  private static final Set<String> PASSED_ON =
      Set.of(
          "Abs",
          "Add",
          "AddN",
          "AddV2",
          "ArgMax",
          "AvgPool",
          "BatchMatMul",
          "BatchMatMulV2",
          "BatchToSpaceND",
          "BiasAdd",
          "Cast",
          "ClipByValue",
          "Concat",
          "ConcatV2",
          "Const",
          "Conv2D",
          "DepthToSpace",
          "DepthwiseConv2dNative",
          "Div",
          "Elu",
          "Exp",
          "ExpandDims",
          "Fill",
          "Floor",
          "FloorDiv",
          "FloorMod",
          "FusedBatchNorm",
          "FusedBatchNormV2",
          "FusedBatchNormV3",
          "GatherV2",
          "Identity",
          "LeakyRelu",
          "Log",
          "MatMul",
          "Max",
          "MaxPool",
          "Maximum",
          "Mean",
          "Min",
          "Minimum",
          "MirrorPad",
          "Mul",
          "Neg",
          "Pack",
          "Pad",
          "PadV2",
          "Pow",
          "Prod",
          "Range",
          "RealDiv",
          "Reciprocal",
          "Relu",
          "Relu6",
          "Reshape",
          "ResizeBilinear",
          "ResizeNearestNeighbor",
          "ReverseV2",
          "Round",
          "Rsqrt",
          "Selu",
          "Shape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Softplus",
          "SpaceToBatchND",
          "SpaceToDepth",
          "Split",
          "SplitV",
          "Sqrt",
          "Square",
          "SquaredDifference",
          "Squeeze",
          "StopGradient",
          "StridedSlice",
          "Sub",
          "Sum",
          "Tanh",
          "Tile",
          "Transpose",
          "Unpack");

  private final Map<String, NodeDef> nodes;
  private final String placeholder;

  private FrozenGraph(Map<String, NodeDef> nodes, String placeholder) {
    this.nodes = nodes;
    this.placeholder = placeholder;
  }

  /**
   * Reads the file.
   *
   * @throws ConversionException where it is no GraphDef, or takes something else than one picture
   */
  public static FrozenGraph read(Path file) throws IOException {
    GraphDef graph;
    try {
      graph = GraphDef.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new ConversionException(file + " is not a frozen graph: " + e.getMessage());
    }
    Map<String, NodeDef> nodes = new LinkedHashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    List<String> inputs =
        nodes.values().stream()
            .filter(node -> PLACEHOLDERS.contains(node.getOp()))
            .map(NodeDef::getName)
            .toList();
    if (inputs.size() != 1) {
      throw new ConversionException(
          "%s has the placeholders %s; a frozen graph of one picture is wanted"
              .formatted(file, inputs));
    }
    return new FrozenGraph(nodes, inputs.get(0));
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
    NodeDef node = nodes.getOrDefault(placeholder, NodeDef.getDefaultInstance());
    TensorShapeProto shape =
        node.containsAttr("shape")
            ? node.getAttrOrThrow("shape").getShape()
            : TensorShapeProto.getDefaultInstance();
    return shape.getDimCount() == 4 ? (int) shape.getDim(axis).getSize() : -1;
  }

  /** The nodes that nothing else reads. */
  public List<String> outputs() {
    Set<String> read = new HashSet<>();
    nodes.values().forEach(node -> node.getInputList().forEach(input -> read.add(bare(input))));
    return nodes.keySet().stream().filter(name -> !read.contains(name)).toList();
  }

  /**
   * Adds what the outputs need to a graph.
   *
   * @param input the picture, normalised as the network expects
   * @param outputs nodes of the file
   * @return the outputs' nodes in the graph by their names in the file
   * @throws ConversionException where an operation is not known; it names the node
   */
  public Map<String, String> addTo(GraphBuilder graph, String input, List<String> outputs)
      throws ConversionException {
    Set<String> targets = new HashSet<>();
    nodes.values().stream()
        .filter(node -> node.getOp().equals("Reshape") && node.getInputCount() > 1)
        .forEach(node -> targets.add(bare(node.getInput(1))));
    Map<String, String> renamed = new HashMap<>();
    for (NodeDef node : neededFor(outputs)) {
      renamed.put(node.getName(), add(graph, node, input, renamed, targets));
    }
    Map<String, String> found = new LinkedHashMap<>();
    outputs.forEach(name -> found.put(name, renamed.getOrDefault(name, name)));
    return found;
  }

  private static String add(
      GraphBuilder graph,
      NodeDef node,
      String input,
      Map<String, String> renamed,
      Set<String> reshapeTargets)
      throws ConversionException {
    String operation = node.getOp();
    if (PLACEHOLDERS.contains(operation)) {
      return input;
    }
    NodeDef.Builder copy = node.toBuilder().clearInput().clearDevice();
    node.getInputList().stream()
        .filter(name -> !name.startsWith("^"))
        .forEach(name -> copy.addInput(renamedInput(name, renamed)));
    if (operation.equals("PlaceholderWithDefault")) {
      return graph.add(
          copy.setOp("Identity")
              .removeAttr("shape")
              .putAttr("T", node.getAttrOrThrow("dtype"))
              .removeAttr("dtype"));
    }
    if (!PASSED_ON.contains(operation)) {
      throw new ConversionException(
          "node %s (%s): this converter does not know the operation; freeze the network for inference"
              .formatted(node.getName(), operation));
    }
    if (text(node, "data_format").startsWith("NC")) {
      throw new ConversionException(
          "node %s (%s): channels first, which TensorFlow does not compute on a CPU; export it channels last"
              .formatted(node.getName(), operation));
    }
    if (text(node, "padding").equals("EXPLICIT")) {
      throw new ConversionException(
          "node %s (%s): explicit padding is not taken; export it with a Pad in front"
              .formatted(node.getName(), operation));
    }
    if (operation.equals("Const") && reshapeTargets.contains(node.getName())) {
      var target = OpenBatch.of(node.getName(), node.getAttrOrThrow("value").getTensor());
      copy.putAttr("value", node.getAttrOrThrow("value").toBuilder().setTensor(target).build());
    }
    return graph.add(copy);
  }

  private static String text(NodeDef node, String attribute) {
    return node.containsAttr(attribute) ? node.getAttrOrThrow(attribute).getS().toStringUtf8() : "";
  }

  private static String renamedInput(String input, Map<String, String> renamed) {
    String name = bare(input);
    return renamed.getOrDefault(name, name) + input.substring(name.length());
  }

  private List<NodeDef> neededFor(List<String> outputs) throws ConversionException {
    Map<String, NodeDef> done = new LinkedHashMap<>();
    Set<String> begun = new HashSet<>();
    Deque<String> stack = new ArrayDeque<>(outputs);
    while (!stack.isEmpty()) {
      String name = stack.peek();
      NodeDef node = nodes.get(name);
      if (node == null) {
        throw new ConversionException("the graph has no node " + name);
      }
      List<String> missing = new ArrayList<>();
      for (String input : node.getInputList()) {
        if (!input.startsWith("^") && !done.containsKey(bare(input))) {
          missing.add(bare(input));
        }
      }
      if (missing.isEmpty()) {
        done.putIfAbsent(name, node);
        stack.pop();
      } else if (begun.add(name)) {
        missing.forEach(stack::push);
      } else {
        throw new ConversionException(
            "node %s (%s) is part of a loop".formatted(name, node.getOp()));
      }
    }
    return List.copyOf(done.values());
  }

  private static String bare(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
