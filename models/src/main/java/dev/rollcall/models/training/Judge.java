package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.TrainingGraph;
import java.io.IOException;
import java.util.Map;

/** Says after each epoch how good the network is, on faces that it does not learn from. */
interface Judge {
  /** The figure that decides: higher is better. */
  String score();

  /** All figures by name, among them {@link #score}. */
  Map<String, Double> judge(TrainingGraph graph) throws IOException;
}
