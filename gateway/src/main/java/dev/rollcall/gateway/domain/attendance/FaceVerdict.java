package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Face;
import org.jspecify.annotations.Nullable;

/**
 * A face and what it counts for.
 *
 * @param status null where no decision was asked about this face
 * @param match null where nothing was compared
 */
public record FaceVerdict(
    Face face, @Nullable Status status, @Nullable Reason reason, @Nullable Match match) {
  public FaceVerdict {
    if (status == Status.INVALID && reason == null) {
      throw new IllegalArgumentException("an invalid face needs a reason");
    }
  }

  /** A face that is shown but not decided about. */
  public static FaceVerdict undecided(Face face) {
    return new FaceVerdict(face, null, null, null);
  }

  /** The same face, refused. */
  public FaceVerdict refused(Reason why, @Nullable Match instead) {
    return new FaceVerdict(face, Status.INVALID, why, instead);
  }

  /** The same face and person, who does not count for this reason. */
  public FaceVerdict refused(Reason why) {
    return refused(why, match);
  }

  /** The same face where the person turns out not to exist any more. */
  public FaceVerdict withPersonGone() {
    return refused(
        Reason.UNKNOWN_FACE, match == null ? null : match.withoutIdentity(Decision.UNKNOWN));
  }

  /** The same face where the person's earlier record stands. */
  public FaceVerdict asDuplicate() {
    return new FaceVerdict(face, Status.VALID, Reason.DUPLICATE, match);
  }
}
