package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Liveness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the faces of one picture count for.
 *
 * <p>Invariants: in single mode at most one face has a status; in group mode each has one, and no
 * person is given to two faces: the nearer face keeps the person and the other is AMBIGUOUS.
 * Whether a record of the last minutes already stands is the store's to say, as only the database
 * sees all check-ins.
 */
public final class AttendanceRules {
  private final MatchRule matchRule;
  private final LivenessPolicy livenessPolicy;

  public AttendanceRules(MatchRule matchRule, LivenessPolicy livenessPolicy) {
    this.matchRule = matchRule;
    this.livenessPolicy = livenessPolicy;
  }

  /** Decides; {@code search} finds the people nearest to an embedding. */
  public PictureVerdict decide(Mode mode, List<Face> faces, Function<Embedding, Nearest> search) {
    if (faces.isEmpty()) {
      return new PictureVerdict(Status.INVALID, Reason.NO_FACE, List.of());
    }
    return mode == Mode.SINGLE ? single(faces, search) : group(faces, search);
  }

  private PictureVerdict single(List<Face> faces, Function<Embedding, Nearest> search) {
    Optional<Face> dominant = DominantFace.of(faces);
    if (dominant.isEmpty()) {
      return new PictureVerdict(
          Status.INVALID,
          Reason.MULTIPLE_FACES,
          faces.stream().map(FaceVerdict::undecided).toList());
    }
    List<FaceVerdict> verdicts = new ArrayList<>();
    for (Face face : faces) {
      verdicts.add(
          face.equals(dominant.get()) ? decideFace(face, search) : FaceVerdict.undecided(face));
    }
    return PictureVerdict.of(verdicts);
  }

  private PictureVerdict group(List<Face> faces, Function<Embedding, Nearest> search) {
    List<FaceVerdict> verdicts =
        new ArrayList<>(faces.stream().map(face -> decideFace(face, search)).toList());
    Map<String, Integer> nearestFaceOf = new HashMap<>();
    for (int i = 0; i < verdicts.size(); i++) {
      String personId = personOf(verdicts.get(i));
      if (personId != null) {
        nearestFaceOf.merge(
            personId, i, (a, b) -> distanceOf(verdicts, a) <= distanceOf(verdicts, b) ? a : b);
      }
    }
    for (int i = 0; i < verdicts.size(); i++) {
      FaceVerdict verdict = verdicts.get(i);
      String personId = personOf(verdict);
      Match match = verdict.match();
      if (personId != null
          && match != null
          && !Integer.valueOf(i).equals(nearestFaceOf.get(personId))) {
        verdicts.set(
            i, verdict.refused(Reason.AMBIGUOUS, match.withoutIdentity(Decision.AMBIGUOUS)));
      }
    }
    return PictureVerdict.of(verdicts);
  }

  private static @Nullable String personOf(FaceVerdict verdict) {
    Match match = verdict.match();
    return match == null ? null : match.personId();
  }

  private static double distanceOf(List<FaceVerdict> verdicts, int index) {
    Match match = verdicts.get(index).match();
    Double distance = match == null ? null : match.distance();
    return distance == null ? Double.MAX_VALUE : distance;
  }

  private FaceVerdict decideFace(Face face, Function<Embedding, Nearest> search) {
    Embedding embedding = face.embedding();
    if (embedding == null) {
      return new FaceVerdict(face, Status.INVALID, Reason.LOW_QUALITY, null);
    }
    Match match = matchRule.decide(search.apply(embedding));
    Reason refusal = refusalFor(face.liveness(), match.decision());
    return new FaceVerdict(face, refusal == null ? Status.VALID : Status.INVALID, refusal, match);
  }

  private @Nullable Reason refusalFor(Liveness liveness, Decision decision) {
    Reason refusal = livenessPolicy.refusalOf(liveness.state());
    if (refusal != null) {
      return refusal;
    }
    return switch (decision) {
      case MATCHED -> null;
      case UNKNOWN -> Reason.UNKNOWN_FACE;
      case AMBIGUOUS -> Reason.AMBIGUOUS;
    };
  }
}
