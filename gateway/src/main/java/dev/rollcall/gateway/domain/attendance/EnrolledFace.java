package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Embedding;
import java.time.Instant;

/**
 * A face that stands for a person. Its picture lies in the vault under the same id.
 *
 * @param mediaType of the picture, such as {@code image/jpeg}
 * @param quality 0 to 1, as the quality head says: a good shot counts more in the person's template
 */
public record EnrolledFace(
    String id,
    String personId,
    Embedding template,
    String mediaType,
    Instant createdAt,
    double quality) {
  public EnrolledFace {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("a quality of " + quality);
    }
  }

  /** A face whose quality nobody has judged: it counts in full. */
  public EnrolledFace(
      String id, String personId, Embedding template, String mediaType, Instant createdAt) {
    this(id, personId, template, mediaType, createdAt, 1);
  }
}
