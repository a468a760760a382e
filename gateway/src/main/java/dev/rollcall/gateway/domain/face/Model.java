package dev.rollcall.gateway.domain.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One loaded network, as the inference server lists it.
 *
 * @param task DETECTION, LANDMARKS, RECOGNITION, AGE_GENDER, EMOTION, FACE_MESH, LIVENESS,
 *     HEAD_POSE
 * @param threshold recognition: the largest distance that counts as one person; null for tasks
 *     without one
 */
public record Model(
    String id,
    String version,
    String task,
    String licence,
    String trainingData,
    boolean researchOnly,
    String source,
    String sha256,
    List<Accuracy> accuracy,
    @Nullable Double threshold,
    List<String> labels) {
  public Model {
    accuracy = List.copyOf(accuracy);
    labels = List.copyOf(labels);
  }

  /** A measured figure, with how many pictures and by which protocol. */
  public record Accuracy(String metric, double value, long n, String protocol, String source) {}
}
