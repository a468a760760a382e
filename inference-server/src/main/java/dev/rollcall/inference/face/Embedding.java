package dev.rollcall.inference.face;

/**
 * An L2-normalised embedding with the embedder that made it; those of two embedders do not compare.
 *
 * @param values owned by this record: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A copy a face would buy nothing: it goes on the wire.
public record Embedding(float[] values, String embedderId, String embedderVersion) {
  /** Euclidean distance, 0 to 2. */
  public double distance(Embedding other) {
    if (!embedderId.equals(other.embedderId) || !embedderVersion.equals(other.embedderVersion)) {
      throw new IllegalArgumentException(
          "embeddings of %s %s and %s %s do not compare"
              .formatted(embedderId, embedderVersion, other.embedderId, other.embedderVersion));
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - other.values[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
