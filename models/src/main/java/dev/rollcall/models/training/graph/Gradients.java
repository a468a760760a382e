package dev.rollcall.models.training.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** Gradients of a loss, refused where this TensorFlow would compute them wrongly or not at all. */
final class Gradients {
  private Gradients() {}

  /**
   * One gradient for each variable's value.
   *
   * @throws IllegalArgumentException where an operation has no gradient, a wrong one (a dilated
   *     convolution), or a value does not influence the loss
   */
  static List<Operand<TFloat32>> of(
      Graph graph, Operand<TFloat32> loss, List<Operand<TFloat32>> values) {
    refuseDilation(graph, loss);
    Output<?>[] made;
    try {
      made =
          graph.addGradients(
              loss.asOutput(), values.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "this network cannot be trained: " + String.valueOf(e.getMessage()), e);
    }
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (int i = 0; i < made.length; i++) {
      if (made[i] == null) {
        throw new IllegalArgumentException(
            values.get(i).asOutput().op().name() + " does not influence the loss");
      }
      gradients.add(made[i].expect(TFloat32.class));
    }
    return gradients;
  }

  /** Their gradient in the C++ library ignores the dilation. */
  private static void refuseDilation(Graph graph, Operand<TFloat32> loss) {
    GraphDef definition = graph.toGraphDef();
    java.util.Map<String, NodeDef> nodes = new java.util.HashMap<>();
    definition.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Deque<String> open = new ArrayDeque<>(List.of(loss.asOutput().op().name()));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      NodeDef node = nodes.get(name);
      if (node == null || !seen.add(name)) {
        continue;
      }
      boolean dilated =
          node.containsAttr("dilations")
              && node.getAttrOrThrow("dilations").getList().getIList().stream()
                  .anyMatch(by -> by != 1);
      if (dilated) {
        throw new IllegalArgumentException(
            node.getOp()
                + " "
                + name
                + " is dilated, and TensorFlow's gradient of that is wrong: use a larger window or"
                + " a stride");
      }
      for (String input : node.getInputList()) {
        String plain = input.startsWith("^") ? input.substring(1) : input;
        int colon = plain.indexOf(':');
        open.push(colon < 0 ? plain : plain.substring(0, colon));
      }
    }
  }
}
