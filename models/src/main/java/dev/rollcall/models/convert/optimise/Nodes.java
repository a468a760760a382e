package dev.rollcall.models.convert.optimise;

import dev.rollcall.models.convert.graph.Constant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The nodes of a graph by name, to be rewritten in place: a node keeps its name when what it does
 * is replaced, so that whoever reads from it need not be touched.
 */
final class Nodes {
  private final GraphDef source;
  private final Map<String, NodeDef> byName = new LinkedHashMap<>();

  Nodes(GraphDef source) {
    this.source = source;
    source.getNodeList().forEach(node -> byName.put(node.getName(), node));
  }

  List<NodeDef> snapshot() {
    return new ArrayList<>(byName.values());
  }

  /** The node as it stands now, if it is still there. */
  Optional<NodeDef> current(NodeDef node) {
    return Optional.ofNullable(byName.get(node.getName()));
  }

  /** The node that an input names, if it is the node's first output. */
  Optional<NodeDef> input(NodeDef node, int index) {
    return index < node.getInputCount()
        ? Optional.ofNullable(byName.get(nodeName(node.getInput(index))))
        : Optional.empty();
  }

  /** The float32 constant that an input names. */
  Optional<Constant> constant(NodeDef node, int index) {
    return input(node, index)
        .filter(input -> input.getOp().equals("Const"))
        .map(input -> input.getAttrOrThrow("value").getTensor())
        .filter(tensor -> tensor.getDtype() == DataType.DT_FLOAT)
        .map(Constant::of);
  }

  /** How many inputs each node feeds. */
  Map<String, Integer> uses() {
    Map<String, Integer> uses = new HashMap<>();
    for (NodeDef node : byName.values()) {
      node.getInputList().forEach(input -> uses.merge(nodeName(input), 1, Integer::sum));
    }
    return uses;
  }

  void put(NodeDef node) {
    byName.put(node.getName(), node);
  }

  /** Adds a constant under a name derived from the node's; gives the name. */
  String putConstant(NodeDef near, String suffix, Constant value) {
    String name = near.getName() + "/" + suffix;
    while (byName.containsKey(name)) {
      name += "_";
    }
    put(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
            .putAttr("value", AttrValue.newBuilder().setTensor(value.toProto()).build())
            .build());
    return name;
  }

  /** What the outputs need, inputs before their users. */
  GraphDef neededFor(Collection<String> outputs) {
    Set<String> done = new LinkedHashSet<>();
    Deque<String> stack = new ArrayDeque<>(outputs);
    while (!stack.isEmpty()) {
      String name = stack.peek();
      NodeDef node = byName.get(name);
      if (node == null) {
        throw new IllegalStateException("no node named " + name);
      }
      List<String> missing =
          node.getInputList().stream()
              .map(Nodes::nodeName)
              .filter(input -> !done.contains(input))
              .toList();
      if (missing.isEmpty()) {
        done.add(name);
        stack.pop();
      } else {
        missing.forEach(stack::push);
      }
    }
    GraphDef.Builder graph = GraphDef.newBuilder().setVersions(source.getVersions());
    for (String name : done) {
      NodeDef node = byName.get(name);
      if (node != null) {
        graph.addNode(node);
      }
    }
    return graph.build();
  }

  /** Without the mark of a control input and the number of an output. */
  static String nodeName(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
