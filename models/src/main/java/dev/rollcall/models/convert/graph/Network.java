package dev.rollcall.models.convert.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.proto.GraphDef;

/**
 * A network ready to be written: the graph, its one input {@code image} (uint8 {@code [N, height,
 * width, 3]}, RGB) and its float32 outputs.
 *
 * @param height in pixels, or -1 for any
 * @param width in pixels, or -1 for any
 * @param outputs by the name in the signature
 */
public record Network(GraphDef graph, int height, int width, Map<String, Output> outputs) {

  /** The name of the placeholder and of the input in the signature. */
  public static final String INPUT = "image";

  public Network {
    outputs = Map.copyOf(outputs);
  }

  /**
   * One output.
   *
   * @param node the node whose first output it is
   * @param rowShape the shape of one row, without the batch
   */
  public record Output(String node, List<Integer> rowShape) {
    public Output {
      rowShape = List.copyOf(rowShape);
    }
  }

  /** The same network with another graph that computes the same outputs. */
  public Network withGraph(GraphDef other) {
    return new Network(other, height, width, outputs);
  }
}
