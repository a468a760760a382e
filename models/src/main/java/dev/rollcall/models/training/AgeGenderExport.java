package dev.rollcall.models.training;

import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.util.List;
import java.util.Map;

/**
 * Backbone and heads as the server runs them: {@code age [N]}, {@code gender [N, 2]}, and {@code
 * age_range [N, 2]}, the years between which two of three ages lie.
 */
final class AgeGenderExport {
  private AgeGenderExport() {}

  /**
   * Builds the network.
   *
   * @param rangeFactor by which the distribution's deviation is multiplied to hold 68 % of the ages
   */
  static Network of(AgeGenderNet net, Map<String, float[]> weights, double rangeFactor) {
    GraphBuilder graph = new GraphBuilder();
    net.backbone().learnt(weights).forEach(node -> graph.add(node.toBuilder()));
    String features = net.backbone().featureNode();
    int size = net.backbone().featureSize();
    String bins =
        graph.node(
            "Softmax", "new/bins", dense(graph, features, "age", size, AgeGenderNet.BINS, weights));
    float[] centres = new float[AgeGenderNet.BINS];
    float[] squares = new float[AgeGenderNet.BINS];
    for (int bin = 0; bin < centres.length; bin++) {
      centres[bin] = (float) AgeGenderNet.centre(bin);
      squares[bin] = centres[bin] * centres[bin];
    }
    List<Integer> column = List.of(AgeGenderNet.BINS, 1);
    String mean = graph.dense(bins, "new/mean", Constant.of(column, centres));
    String moment = graph.dense(bins, "new/moment", Constant.of(column, squares));
    String variance =
        graph.node("Sub", "new/variance", moment, graph.node("Square", "new/square", mean));
    String none = graph.constant("new/none", Constant.scalar(0));
    String deviation =
        graph.node("Sqrt", "new/deviation", graph.node("Maximum", "new/positive", variance, none));
    String half =
        graph.node(
            "Mul",
            "new/half",
            deviation,
            graph.constant("new/factor", Constant.scalar(rangeFactor)));
    String low = graph.node("Maximum", "new/low", graph.node("Sub", "new/below", mean, half), none);
    String high = graph.node("AddV2", "new/high", mean, half);
    String gender =
        graph.node("Softmax", "new/gender", dense(graph, features, "gender", size, 2, weights));
    return graph.network(
        net.side(),
        net.side(),
        Map.of(
            "age", new Network.Output(graph.reshapeRows(mean, "new/age"), List.of()),
            "age_range",
                new Network.Output(
                    graph.concat("new/age_range", 1, List.of(low, high)), List.of(2)),
            "gender", new Network.Output(gender, List.of(2))));
  }

  private static String dense(
      GraphBuilder graph,
      String x,
      String name,
      int inputs,
      int outputs,
      Map<String, float[]> weights) {
    float[] matrix = weights.getOrDefault(name + "/weights", new float[0]);
    float[] bias = weights.getOrDefault(name + "/bias", new float[0]);
    return graph.biasAdd(
        graph.dense(x, "new/" + name + "_head", Constant.of(List.of(inputs, outputs), matrix)),
        "new/" + name + "_bias",
        Constant.vector(bias));
  }
}
