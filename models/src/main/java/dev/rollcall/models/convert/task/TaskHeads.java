package dev.rollcall.models.convert.task;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outputs of networks as they are to what each task fixes; detection has a room of its own. */
final class TaskHeads {
  private static final int LANDMARKS = 68;
  private static final int MESH = 468;

  private final GraphBuilder graph;
  private final Recipe recipe;

  TaskHeads(GraphBuilder graph, Recipe recipe) {
    this.graph = graph;
    this.recipe = recipe;
  }

  Map<String, Network.Output> outputs(List<Raw> raw) throws ConversionException {
    return switch (recipe.task()) {
      case RECOGNITION -> Map.of("embedding", vector("embedding", only(raw)));
      case EMOTION -> Map.of("probabilities", probabilities("probabilities", only(raw)));
      case LIVENESS -> Map.of("live", live(only(raw)));
      case AGE_GENDER -> ageGender(raw);
      case HEAD_POSE -> Map.of("degrees", degrees(raw));
      case LANDMARKS -> Map.of("points", points(only(raw), LANDMARKS, 2));
      case FACE_MESH -> mesh(raw);
      case DETECTION -> throw new IllegalStateException("detection has a head of its own");
    };
  }

  private Raw only(List<Raw> raw) throws ConversionException {
    return counted(raw, 1).get(0);
  }

  private List<Raw> counted(List<Raw> raw, int count) throws ConversionException {
    if (raw.size() != count) {
      throw new ConversionException(
          "%s needs %d outputs and there are %d: name them with --outputs"
              .formatted(recipe.task(), count, raw.size()));
    }
    return raw;
  }

  /** {@code [N, D]}. */
  private Network.Output vector(String name, Raw raw) {
    int size = raw.rowSize();
    String node =
        size > 0 ? graph.reshapeRows(raw.node(), name, size) : graph.flattenRows(raw.node(), name);
    return new Network.Output(node, List.of(size));
  }

  private Network.Output probabilities(String name, Raw raw) {
    if (!recipe.softmax()) {
      return vector(name, raw);
    }
    Network.Output logits = vector(name + "/logits", raw);
    return new Network.Output(graph.node("Softmax", name, logits.node()), logits.rowShape());
  }

  private Network.Output live(Raw raw) throws ConversionException {
    if (recipe.liveClass() < 0) {
      return scalar("live", raw);
    }
    Network.Output classes = probabilities("classes", raw);
    int size = classes.rowShape().get(0);
    if (size >= 0 && recipe.liveClass() >= size) {
      throw new ConversionException(
          "class %d is asked for and there are %d".formatted(recipe.liveClass(), size));
    }
    return new Network.Output(
        graph.reshapeRows(graph.column(classes.node(), "live/column", recipe.liveClass()), "live"),
        List.of());
  }

  private Network.Output scalar(String name, Raw raw) throws ConversionException {
    if (raw.rowSize() > 1) {
      throw new ConversionException("one number a row is expected, not " + raw.rowShape());
    }
    return new Network.Output(graph.reshapeRows(raw.node(), name), List.of());
  }

  private Map<String, Network.Output> ageGender(List<Raw> raw) throws ConversionException {
    List<Raw> both = counted(raw, 2);
    String years =
        graph.node(
            "Mul",
            "age/years",
            both.get(0).node(),
            graph.constant("age/factor", Constant.scalar(recipe.yearsFactor())));
    return Map.of(
        "age", scalar("age", new Raw(years, both.get(0).rowShape())),
        "gender", probabilities("gender", both.get(1)));
  }

  private Network.Output degrees(List<Raw> raw) throws ConversionException {
    if (raw.size() == 1) {
      return vector("degrees", raw.get(0));
    }
    List<String> angles = new ArrayList<>();
    for (Raw angle : counted(raw, 3)) {
      angles.add(graph.reshapeRows(angle.node(), "angle", 1));
    }
    return new Network.Output(graph.concat("degrees", 1, angles), List.of(3));
  }

  private Network.Output points(Raw raw, int count, int axes) throws ConversionException {
    if (raw.rowSize() > 0 && raw.rowSize() != count * axes) {
      throw new ConversionException(
          "%d points are expected, not a row of %s".formatted(count, raw.rowShape()));
    }
    return new Network.Output(
        graph.reshapeRows(raw.node(), "points", count, axes), List.of(count, axes));
  }

  private Map<String, Network.Output> mesh(List<Raw> raw) throws ConversionException {
    List<Raw> both = counted(raw, 2);
    return Map.of(
        "points", points(both.get(0), MESH, 3),
        "score", scalar("score", both.get(1)));
  }
}
