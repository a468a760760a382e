package dev.rollcall.gateway.domain.review;

import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Embedding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A face and what was decided about it.
 *
 * @param recordId the attendance record that it made; null where it made none
 * @param candidates the nearest people, best first
 * @param box where the face is in the picture; null where the picture is the face
 * @param mediaType of the picture in the vault; null where there is none, or none any more
 * @param template null where the face has none, or none any more
 * @param quality 0 to 1, as the quality head says
 * @param decision null while it is open
 */
public record ReviewItem(
    String id,
    String organisationId,
    ReviewKind kind,
    @Nullable String recordId,
    @Nullable String sessionId,
    Instant time,
    List<Candidate> candidates,
    List<String> flags,
    @Nullable Box box,
    @Nullable String mediaType,
    @Nullable Embedding template,
    double quality,
    @Nullable Decision decision,
    Instant expiresAt) {
  public ReviewItem {
    candidates = List.copyOf(candidates);
    flags = List.copyOf(flags);
  }

  /** What a person can say. */
  public enum Verdict {
    CONFIRMED,
    ASSIGNED,
    REJECTED
  }

  /**
   * What was said.
   *
   * @param personId whom it was decided to be; null: nobody
   */
  public record Decision(
      Verdict verdict,
      String accountId,
      Instant time,
      @Nullable String reason,
      @Nullable String personId) {}
}
