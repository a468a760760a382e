package dev.rollcall.models.evaluation;

import java.util.List;

/**
 * What is kept of a person's enrolled pictures, and how far a face is from it.
 *
 * <p>Vectors are L2-normalised embeddings of one embedder.
 */
final class EnrolmentTemplate {
  /** So that a picture of quality 0 still counts for something where there is no better. */
  private static final double LEAST_WEIGHT = 0.05;

  private final List<float[]> vectors;

  private EnrolmentTemplate(List<float[]> vectors) {
    this.vectors = vectors;
  }

  /** How pictures of one person become a template. */
  enum Way {
    /** All are kept; the nearest counts. */
    NEAREST,
    /** Their mean direction. */
    MEAN,
    /** Their mean direction, each picture weighted by its quality. */
    QUALITY_MEAN
  }

  /**
   * One enrolled picture.
   *
   * @param quality 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Picture(float[] embedding, double quality) {}

  /** Of at least one picture. */
  static EnrolmentTemplate of(Way way, List<Picture> pictures) {
    List<float[]> all = pictures.stream().map(Picture::embedding).toList();
    return switch (way) {
      case NEAREST -> new EnrolmentTemplate(all);
      case MEAN -> new EnrolmentTemplate(List.of(mean(pictures, false)));
      case QUALITY_MEAN -> new EnrolmentTemplate(List.of(mean(pictures, true)));
    };
  }

  double distance(float[] face) {
    return vectors.stream().mapToDouble(v -> Distances.between(v, face)).min().orElseThrow();
  }

  private static float[] mean(List<Picture> pictures, boolean byQuality) {
    float[] sum = new float[pictures.get(0).embedding().length];
    for (Picture picture : pictures) {
      double weight = byQuality ? Math.max(LEAST_WEIGHT, picture.quality()) : 1;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (weight * picture.embedding()[i]);
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (sum[i] / length);
    }
    return sum;
  }
}
