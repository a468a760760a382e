package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Quality;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which face of a picture may stand for a person, and why not where none may. */
public final class EnrolmentRules {
  /** Below this the embedding says more about the enlargement than about the face. */
  public static final int LEAST_FACE_PIXELS = 40;

  /** Only a face of which next to nothing is left is turned away: a poor one still recognises. */
  private static final double UNUSABLE_QUALITY = 0.1;

  private EnrolmentRules() {}

  /** The dominant face where it is usable. */
  public static Choice choose(Analysis analysis) {
    return choose(analysis, UNUSABLE_QUALITY);
  }

  /** The same of a picture that was taken on before: how good it is, is not judged again. */
  public static Choice chooseAgain(Analysis analysis) {
    return choose(analysis, 0);
  }

  private static Choice choose(Analysis analysis, double leastQuality) {
    if (analysis.faces().isEmpty()) {
      return refuse(
          "no_face", "No face was found. Face the camera in good light, and come closer.");
    }
    Optional<Face> dominant = DominantFace.of(analysis.faces());
    if (dominant.isEmpty()) {
      return refuse(
          "multiple_faces",
          "There are %d faces and none stands out. Send a picture of one person."
              .formatted(analysis.faces().size()));
    }
    Face face = dominant.get();
    if (face.box().shorterSide() < LEAST_FACE_PIXELS) {
      return refuse(
          "face_too_small",
          "The face is %d pixels wide; %d are needed. Come closer or send a larger picture."
              .formatted(Math.round(face.box().shorterSide()), LEAST_FACE_PIXELS));
    }
    Quality quality = face.quality();
    if (quality != null && quality.score() < leastQuality && !quality.advice().isEmpty()) {
      return refuse(
          "face_" + quality.issues().get(0).toLowerCase(Locale.ROOT),
          "The face cannot be made out well enough. " + String.join(" ", quality.advice()));
    }
    if (face.embedding() == null) {
      return refuse("face_unreadable", "The face could not be read. Take another picture.");
    }
    return new Choice(face, null);
  }

  private static Choice refuse(String code, String reason) {
    return new Choice(null, new Refusal(code, reason));
  }

  /** Exactly one of the two is there. */
  public record Choice(@Nullable Face face, @Nullable Refusal refusal) {
    public Choice {
      if ((face == null) == (refusal == null)) {
        throw new IllegalArgumentException("either a face or a refusal");
      }
    }
  }

  /** A code for programs and a sentence that a person can act on. */
  public record Refusal(String code, String reason) {}
}
