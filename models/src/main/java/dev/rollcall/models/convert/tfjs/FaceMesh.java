package dev.rollcall.models.convert.tfjs;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * MediaPipe's face mesh as human ships it: 192 pixels a side, 0 to 1. It gives 468 points in pixels
 * of its input, divided here by the side, and whether there is a face at all as a sigmoid.
 */
public final class FaceMesh {
  private static final int SIDE = 192;
  private static final int POINTS = 468;

  private FaceMesh() {}

  /**
   * Reads the graph model.
   *
   * @param file {@code facemesh.json}, its weights beside it
   */
  public static Network read(Path file) throws IOException {
    GraphBuilder graph = new GraphBuilder();
    String input =
        graph.node(
            "Mul",
            "image/scaled",
            graph.image(SIDE, SIDE),
            graph.constant("image/factor", Constant.scalar(1.0 / 255)));
    Map<String, String> outputs = TfjsGraph.read(file).addTo(graph, input);
    String pixels = outputs.getOrDefault("output_mesh", "");
    String fractions =
        graph.node(
            "Mul",
            "points/fractions",
            pixels,
            graph.constant("points/factor", Constant.scalar(1.0 / SIDE)));
    return graph.network(
        SIDE,
        SIDE,
        Map.of(
            "points",
            new Network.Output(
                graph.reshapeRows(fractions, "points", POINTS, 3), List.of(POINTS, 3)),
            "score",
            new Network.Output(
                graph.reshapeRows(outputs.getOrDefault("output_faceflag", ""), "score"),
                List.of())));
  }
}
