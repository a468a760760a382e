package dev.rollcall.models.evaluation;

import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Face;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the pipeline says of one picture.
 *
 * @param width of the upright picture; 0 where it could not be read
 * @param faces largest first; none where the picture could not be read
 * @param refusal why it could not be read; empty where it could
 */
record Reading(Shot shot, int width, int height, List<Face> faces, String refusal) {
  Reading {
    faces = List.copyOf(faces);
  }

  /** The face whose middle is nearest to the picture's. */
  Optional<Face> central() {
    return faces.stream().min(Comparator.comparingDouble(this::offCentre));
  }

  private double offCentre(Face face) {
    double x = (face.box().xMin() + face.box().xMax() - width) / 2;
    double y = (face.box().yMin() + face.box().yMax() - height) / 2;
    return Math.hypot(x, y);
  }

  /** The central face's embedding; empty where no face was found. */
  float[] embedding() {
    Embedding embedding = central().map(Face::embedding).orElse(null);
    return embedding == null ? Distances.NO_FACE : embedding.values();
  }

  /** Of each picture's central face, in their order. */
  static List<float[]> embeddings(List<Reading> readings) {
    return readings.stream().map(Reading::embedding).toList();
  }
}
