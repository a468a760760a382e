package dev.rollcall.models.training.graph;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/**
 * A network of an installed pack, taken up to its features, whose last layers learn on: their
 * constants become variables. What lies before them stays as it is.
 *
 * <p>The input is what the SavedModel takes, {@code [N, height, width, 3]} RGB 0 to 255, but as
 * float32.
 */
public final class Backbone {
  /** What may come after a head's logits or its number. */
  private static final Set<String> SHAPING = Set.of("Identity", "Reshape", "Squeeze", "Softmax");

  private static final Set<String> KERNELS = Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

  private final Map<String, NodeDef> nodes;
  private final String features;
  private final int featureSize;
  private final Set<String> learning;
  private final Map<String, Linear> heads;

  private Backbone(
      Map<String, NodeDef> nodes,
      String features,
      int featureSize,
      Set<String> learning,
      Map<String, Linear> heads) {
    this.nodes = nodes;
    this.features = features;
    this.featureSize = featureSize;
    this.learning = learning;
    this.heads = heads;
  }

  /** Where a backbone ends. */
  public enum End {
    /** At the output itself. */
    OUTPUT,
    /** At what the last matrix before the output is applied to. */
    BEFORE_LAST_MATRIX
  }

  /**
   * Reads an installed model.
   *
   * @param folder holds {@code saved_model.pb}, weights as constants
   * @param output its name in the signature
   * @param layers how many of the last convolutions and matrices learn
   * @throws IOException where the file is none of ours or has no such output
   */
  public static Backbone read(Path folder, String output, End end, int layers) throws IOException {
    Path file = folder.resolve("saved_model.pb");
    MetaGraphDef graph = SavedModel.parseFrom(Files.readAllBytes(file)).getMetaGraphs(0);
    Map<String, NodeDef> all = new HashMap<>();
    graph.getGraphDef().getNodeList().forEach(node -> all.put(node.getName(), node));
    String tensor =
        graph
            .getSignatureDefOrThrow("serving_default")
            .getOutputsOrDefault(output, TensorInfo.getDefaultInstance())
            .getName();
    if (tensor.isEmpty()) {
      throw new IOException(folder + " has no output " + output);
    }
    String last = plain(tensor);
    int size = 0;
    if (end == End.BEFORE_LAST_MATRIX) {
      NodeDef matrix = lastMatrix(all, last, folder);
      last = plain(matrix.getInput(0));
      size = tensorOf(all, plain(matrix.getInput(1))).size(0);
    } else {
      size =
          Math.toIntExact(
              graph
                  .getSignatureDefOrThrow("serving_default")
                  .getOutputsOrThrow(output)
                  .getTensorShape()
                  .getDim(1)
                  .getSize());
    }
    Map<String, NodeDef> ordered = new LinkedHashMap<>();
    order(all, last, ordered);
    Map<String, Linear> heads = new HashMap<>();
    for (Map.Entry<String, TensorInfo> each :
        graph.getSignatureDefOrThrow("serving_default").getOutputsMap().entrySet()) {
      linear(all, plain(each.getValue().getName()), last)
          .ifPresent(head -> heads.put(each.getKey(), head));
    }
    return new Backbone(ordered, last, size, learning(ordered, layers), heads);
  }

  /** The matrix and bias that lead from the features to a node, where nothing else does. */
  private static Optional<Linear> linear(
      Map<String, NodeDef> nodes, String output, String features) {
    NodeDef node = nodes.getOrDefault(output, NodeDef.getDefaultInstance());
    while (SHAPING.contains(node.getOp())) {
      node = nodes.getOrDefault(plain(node.getInput(0)), NodeDef.getDefaultInstance());
    }
    if (!node.getOp().equals("BiasAdd")) {
      return Optional.empty();
    }
    NodeDef matrix = nodes.getOrDefault(plain(node.getInput(0)), NodeDef.getDefaultInstance());
    if (!matrix.getOp().equals("MatMul") || !plain(matrix.getInput(0)).equals(features)) {
      return Optional.empty();
    }
    return Optional.of(
        new Linear(
            tensorOf(nodes, plain(matrix.getInput(1))).values(),
            tensorOf(nodes, plain(node.getInput(1))).values()));
  }

  private static NodeDef lastMatrix(Map<String, NodeDef> nodes, String from, Path folder)
      throws IOException {
    NodeDef node = nodes.get(from);
    while (node != null && !node.getOp().equals("MatMul")) {
      node = node.getInputCount() == 0 ? null : nodes.get(plain(node.getInput(0)));
    }
    if (node == null) {
      throw new IOException(folder + " has no matrix before its output: it cannot be trained on");
    }
    return node;
  }

  private static Constant tensorOf(Map<String, NodeDef> nodes, String name) {
    NodeDef node = nodes.getOrDefault(name, NodeDef.getDefaultInstance());
    return Constant.of(node.getAttrOrThrow("value").getTensor());
  }

  /** Inputs before what uses them. */
  private static void order(Map<String, NodeDef> all, String name, Map<String, NodeDef> ordered) {
    NodeDef node = all.get(name);
    if (node == null || ordered.containsKey(name)) {
      return;
    }
    for (String input : node.getInputList()) {
      order(all, plain(input), ordered);
    }
    ordered.put(name, node);
  }

  /** The float constants of the last layers: kernels, and all that is added or multiplied after. */
  private static Set<String> learning(Map<String, NodeDef> ordered, int layers) {
    List<String> kernels = new ArrayList<>();
    for (NodeDef node : ordered.values()) {
      if (KERNELS.contains(node.getOp())) {
        kernels.add(node.getName());
      }
    }
    Set<String> learning = new LinkedHashSet<>();
    if (layers == 0 || kernels.isEmpty()) {
      return learning;
    }
    String first = kernels.get(Math.max(0, kernels.size() - layers));
    boolean after = false;
    for (NodeDef node : ordered.values()) {
      after |= node.getName().equals(first);
      if (after && (KERNELS.contains(node.getOp()) || node.getOp().equals("BiasAdd"))) {
        learning.add(plain(node.getInput(1)));
      }
    }
    return learning;
  }

  private static String plain(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** How many numbers the features are. */
  public int featureSize() {
    return featureSize;
  }

  /** The head that the network itself has for an output, where it is one dense layer. */
  public Optional<Linear> head(String output) {
    return Optional.ofNullable(heads.get(output));
  }

  /** The features of a batch, {@code [N, featureSize]}, in one branch. */
  public Operand<TFloat32> features(Layers layers, Operand<TFloat32> image) {
    Ops ops = layers.ops();
    Map<String, Operand<?>> made = new HashMap<>();
    String branch = layers.isTraining() ? "learn." : "answer.";
    for (NodeDef node : nodes.values()) {
      made.put(node.getName(), copy(ops, layers, node, made, image, branch));
    }
    return ((Operand<?>) known(made, features)).asOutput().expect(TFloat32.class);
  }

  private Operand<?> copy(
      Ops ops,
      Layers layers,
      NodeDef node,
      Map<String, Operand<?>> made,
      Operand<TFloat32> image,
      String branch) {
    if (node.getOp().equals("Placeholder")
        || (node.getOp().equals("Cast") && node.getInput(0).equals(Network.INPUT))) {
      return image;
    }
    if (learning.contains(node.getName())) {
      Constant first = Constant.of(node.getAttrOrThrow("value").getTensor());
      return layers.imported(node.getName(), first);
    }
    OperationBuilder copy =
        ops.scope()
            .env()
            .opBuilder(
                node.getOp(),
                ops.scope().makeUnique(branch + node.getName().replace('/', '.')),
                ops.scope());
    for (String input : node.getInputList()) {
      copy.addInput(known(made, plain(input)).asOutput());
    }
    for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
      if (!attribute.getKey().startsWith("_")) {
        copy.setAttr(attribute.getKey(), attribute.getValue());
      }
    }
    Operation operation = copy.build();
    return operation.output(0);
  }

  private static Operand<?> known(Map<String, Operand<?>> made, String name) {
    Operand<?> operand = made.get(name);
    if (operand == null) {
      throw new IllegalArgumentException("the network's node " + name + " comes too late");
    }
    return operand;
  }

  /**
   * The backbone's nodes with what was learnt, to be put before a head.
   *
   * @param weights by the names that {@link TrainingGraph#slowWeights} gives
   */
  public List<NodeDef> learnt(Map<String, float[]> weights) {
    Set<String> missing = new HashSet<>(learning);
    List<NodeDef> learnt = new ArrayList<>();
    for (NodeDef node : nodes.values()) {
      float[] values = weights.get(Layers.importedName(node.getName()));
      if (learning.contains(node.getName()) && values != null) {
        missing.remove(node.getName());
        TensorProto old = node.getAttrOrThrow("value").getTensor();
        Constant constant =
            Constant.of(
                old.getTensorShape().getDimList().stream()
                    .map(side -> Math.toIntExact(side.getSize()))
                    .toList(),
                values);
        learnt.add(
            node.toBuilder()
                .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(constant.toProto()).build())
                .build());
      } else {
        learnt.add(node);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the checkpoint holds no " + missing);
    }
    return learnt;
  }

  /** The node whose first output the features are. */
  public String featureNode() {
    return features;
  }
}
