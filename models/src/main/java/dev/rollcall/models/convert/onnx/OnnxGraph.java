package dev.rollcall.models.convert.onnx;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.NchwGraph;
import dev.rollcall.models.convert.nchw.Value;
import dev.rollcall.models.convert.nchw.Value.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in an ONNX file: float32, one picture {@code [N, 3, H, W]} in. The batch is opened
 * where the file fixes it at 1. Operations of the standard's opsets 7 to 21 as far as convolutional
 * networks use them; any other is refused by node and name.
 */
public final class OnnxGraph {
  private final OnnxFile file;
  private final String input;
  private final List<Integer> inputShape;

  private OnnxGraph(OnnxFile file, String input, List<Integer> inputShape) {
    this.file = file;
    this.input = input;
    this.inputShape = inputShape;
  }

  /**
   * Reads the file.
   *
   * @throws ConversionException where it is no ONNX file, or takes something else than one picture
   */
  public static OnnxGraph read(Path path) throws IOException {
    OnnxFile file = OnnxFile.read(path);
    if (file.inputs().size() != 1) {
      throw new ConversionException(
          "%s takes %s; a network of one picture is wanted"
              .formatted(path, file.inputs().keySet()));
    }
    Map.Entry<String, List<Integer>> input = file.inputs().entrySet().iterator().next();
    List<Integer> shape = input.getValue();
    if (shape.size() != 4 || shape.get(1) != 3) {
      throw new ConversionException(
          "%s: the input %s has the shape %s; [N, 3, height, width] is wanted"
              .formatted(path, input.getKey(), shape));
    }
    return new OnnxGraph(file, input.getKey(), shape);
  }

  /** Pixels, or {@link Value#OPEN}. */
  public int height() {
    return size(2);
  }

  /** Pixels, or {@link Value#OPEN}. */
  public int width() {
    return size(3);
  }

  private int size(int axis) {
    return inputShape.get(axis) <= 0 ? Value.OPEN : inputShape.get(axis);
  }

  /**
   * Adds all nodes to a graph.
   *
   * @param picture as {@link NchwGraph#picture} gives it
   * @return the outputs by their names in the file, in its order
   * @throws ConversionException where an operation is not known; it names the node
   */
  public Map<String, Activation> addTo(GraphBuilder builder, Activation picture)
      throws ConversionException {
    Map<String, Value> values = new HashMap<>();
    values.put(input, picture);
    OnnxOperations operations =
        new OnnxOperations(new NchwGraph(builder), values, file.weights(), file.opset());
    for (OnnxNode node : file.nodes()) {
      operations.add(node);
    }
    Map<String, Activation> outputs = new LinkedHashMap<>();
    for (String name : file.outputs()) {
      if (!(values.get(name) instanceof Activation output)) {
        throw new ConversionException("the output " + name + " does not depend on the picture");
      }
      outputs.put(name, output);
    }
    return outputs;
  }
}
