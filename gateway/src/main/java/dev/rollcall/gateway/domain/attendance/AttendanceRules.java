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
    return decideBy(
        mode, faces, probe -> new Identity(matchRule.decide(search.apply(probe)), null));
  }

  /** The same, where somebody else says who a face is and whether that person may count here. */
  public PictureVerdict decideBy(
      Mode mode, List<Face> faces, Function<Embedding, Identity> identify) {
    if (faces.isEmpty()) {
      return new PictureVerdict(Status.INVALID, Reason.NO_FACE, List.of());
    }
    return mode == Mode.SINGLE ? single(faces, identify) : group(faces, identify);
  }

  private PictureVerdict single(List<Face> faces, Function<Embedding, Identity> identify) {
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
          face.equals(dominant.get()) ? decideFace(face, identify) : FaceVerdict.undecided(face));
    }
    return PictureVerdict.of(verdicts);
  }

  private PictureVerdict group(List<Face> faces, Function<Embedding, Identity> identify) {
    List<FaceVerdict> verdicts =
        new ArrayList<>(faces.stream().map(face -> decideFace(face, identify)).toList());
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

  private FaceVerdict decideFace(Face face, Function<Embedding, Identity> identify) {
    Embedding embedding = face.embedding();
    if (embedding == null) {
      return new FaceVerdict(face, Status.INVALID, Reason.LOW_QUALITY, null);
    }
    Identity identity = identify.apply(embedding);
    Match match = identity.match();
    Reason refusal =
        identity.refusal() != null
            ? identity.refusal()
            : refusalFor(face.liveness(), match.decision());
    return new FaceVerdict(face, refusal == null ? Status.VALID : Status.INVALID, refusal, match);
  }

  /** Who it is comes first: whether a stranger is alive makes no difference. */
  private @Nullable Reason refusalFor(Liveness liveness, Decision decision) {
    return switch (decision) {
      case MATCHED -> livenessPolicy.refusalOf(liveness.state());
      case UNKNOWN -> Reason.UNKNOWN_FACE;
      case AMBIGUOUS -> Reason.AMBIGUOUS;
    };
  }
}
