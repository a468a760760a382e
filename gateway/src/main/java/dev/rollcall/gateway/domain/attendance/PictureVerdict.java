package dev.rollcall.gateway.domain.attendance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a picture counts for: VALID where any of its faces is. */
public record PictureVerdict(Status status, @Nullable Reason reason, List<FaceVerdict> faces) {
  public PictureVerdict {
    faces = List.copyOf(faces);
    if (status == Status.INVALID && reason == null) {
      throw new IllegalArgumentException("an invalid picture needs a reason");
    }
  }

  /**
   * The verdict over decided faces: the first valid one that is not a duplicate says VALID without
   * a reason; otherwise the first decided face gives status and reason.
   */
  public static PictureVerdict of(List<FaceVerdict> faces) {
    FaceVerdict spokesman = null;
    for (FaceVerdict face : faces) {
      if (face.status() != null && (spokesman == null || rank(face) < rank(spokesman))) {
        spokesman = face;
      }
    }
    if (spokesman == null || spokesman.status() == null) {
      throw new IllegalArgumentException("no face was decided about");
    }
    return new PictureVerdict(spokesman.status(), spokesman.reason(), faces);
  }

  private static int rank(FaceVerdict face) {
    if (face.status() == Status.INVALID) {
      return 2;
    }
    return face.reason() == null ? 0 : 1;
  }
}
