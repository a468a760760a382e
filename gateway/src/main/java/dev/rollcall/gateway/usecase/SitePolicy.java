package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.Decision;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.PictureVerdict;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Quality;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.PeopleStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation's settings make of pictures: which heads are asked, what is left out of
 * answers, and who does not count for want of consent or quality.
 */
public final class SitePolicy {
  private final CurrentSettings settings;
  private final PeopleStore people;

  public SitePolicy(CurrentSettings settings, PeopleStore people) {
    this.settings = settings;
    this.people = people;
  }

  /** The optional heads that are switched on. */
  Set<Feature> optionalFeatures(String organisationId) {
    SiteSettings.Features on = settings.of(organisationId).features();
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    if (on.emotion()) {
      features.add(Feature.EMOTION);
    }
    if (on.age() || on.gender()) {
      features.add(Feature.AGE_GENDER);
    }
    return features;
  }

  /** What a check-in asks for. */
  Set<Feature> checkInFeatures(String organisationId, LivenessPolicy liveness) {
    Set<Feature> features = optionalFeatures(organisationId);
    features.add(Feature.EMBEDDING);
    features.add(Feature.QUALITY);
    if (liveness != LivenessPolicy.OFF) {
      features.add(Feature.LIVENESS);
    }
    return features;
  }

  /** Without what is switched off; age and gender come from one head. */
  Analysis masked(String organisationId, Analysis analysis) {
    SiteSettings.Features on = settings.of(organisationId).features();
    if (on.emotion() && on.age() && on.gender()) {
      return analysis;
    }
    return new Analysis(
        analysis.width(),
        analysis.height(),
        analysis.faces().stream().map(face -> masked(face, on)).toList(),
        analysis.stages());
  }

  private static Face masked(Face face, SiteSettings.Features on) {
    return new Face(
        face.box(),
        face.landmarks(),
        face.embedding(),
        on.age() ? face.age() : null,
        on.gender() ? face.gender() : null,
        on.emotion() ? face.emotion() : null,
        face.liveness(),
        face.quality());
  }

  /** Refuses faces below the quality gate and people whose consent is missing. */
  PictureVerdict applied(String organisationId, PictureVerdict verdict) {
    SiteSettings site = settings.of(organisationId);
    boolean gated = site.qualityGate().leastScore() > 0 || site.qualityGate().leastFacePixels() > 0;
    if ((!gated && !site.consent().required()) || verdict.faces().isEmpty()) {
      return verdict;
    }
    List<FaceVerdict> faces = new ArrayList<>();
    boolean refused = false;
    for (FaceVerdict face : verdict.faces()) {
      Reason refusal = face.status() == null ? null : refusal(organisationId, site, face);
      faces.add(refusal == null ? face : face.refused(refusal, kept(face.match(), refusal)));
      refused |= refusal != null;
    }
    return refused ? PictureVerdict.of(faces) : verdict;
  }

  /** Of a face too poor to decide about nobody is named. */
  private static @Nullable Match kept(@Nullable Match match, Reason refusal) {
    return match == null || refusal != Reason.LOW_QUALITY
        ? match
        : match.withoutIdentity(Decision.UNKNOWN);
  }

  private @Nullable Reason refusal(String organisationId, SiteSettings site, FaceVerdict verdict) {
    if (isTooPoor(verdict.face(), site.qualityGate())) {
      return Reason.LOW_QUALITY;
    }
    Match match = verdict.match();
    String personId = match == null ? null : match.personId();
    if (personId == null || !site.consent().required()) {
      return null;
    }
    boolean agreed =
        people
            .find(organisationId, personId)
            .map(Person::consent)
            .filter(site.consent().version()::equals)
            .isPresent();
    return agreed ? null : Reason.CONSENT_MISSING;
  }

  /** True below the gate; a face nobody has judged passes its score. */
  static boolean isTooPoor(Face face, SiteSettings.QualityGate gate) {
    Quality quality = face.quality();
    return face.box().shorterSide() < gate.leastFacePixels()
        || (quality != null && quality.score() < gate.leastScore());
  }

  /** Why a face may not be enrolled here; null where it may. */
  @Nullable String enrolmentRefusal(String organisationId, Face face) {
    SiteSettings.QualityGate gate = settings.of(organisationId).qualityGate();
    return isTooPoor(face, gate)
        ? "The picture is below this site's quality gate. Come closer, in good light, and hold still."
        : null;
  }

  /** Throws CONSENT_MISSING where this site enrols nobody who has not agreed to its text. */
  void requireConsent(String organisationId, @Nullable String consent) {
    SiteSettings.Consent wanted = settings.of(organisationId).consent();
    if (wanted.required() && !wanted.version().equals(consent)) {
      throw ProblemException.ofField(
          ProblemCode.CONSENT_MISSING,
          "consent",
          "This site enrols only who has agreed to its text, version %s. Send consent=%1$s once they have."
              .formatted(wanted.version()));
    }
  }
}
