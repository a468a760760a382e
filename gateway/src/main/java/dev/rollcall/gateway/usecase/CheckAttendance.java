package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.AttendanceRules;
import dev.rollcall.gateway.domain.attendance.CheckInTime;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.Identity;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.attendance.Mode;
import dev.rollcall.gateway.domain.attendance.PictureVerdict;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RosterRule;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.SessionStore.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is in this picture, and does it count? */
public final class CheckAttendance {
  private final FaceAnalyzer analyzer;
  private final CurrentModels models;
  private final Gallery gallery;
  private final RecordStore records;
  private final SessionChoice sessions;
  private final CurrentSettings settings;
  private final SitePolicy policy;
  private final KeepForReview review;
  private final InstantSource clock;
  private final DraftRecords toRecord;

  public CheckAttendance(
      FaceAnalyzer analyzer,
      CurrentModels models,
      Gallery gallery,
      RecordStore records,
      PeopleStore people,
      SessionChoice sessions,
      CurrentSettings settings,
      SitePolicy policy,
      KeepForReview review,
      InstantSource clock,
      Random random) {
    this.analyzer = analyzer;
    this.models = models;
    this.gallery = gallery;
    this.records = records;
    this.sessions = sessions;
    this.settings = settings;
    this.policy = policy;
    this.review = review;
    this.clock = clock;
    this.toRecord = new DraftRecords(people, clock, random);
  }

  /** Decides, and records every face that was decided about. */
  public Result run(Principal by, Request request, CallContext context, StageTimes times) {
    String organisationId = by.organisationId();
    Optional<SessionChoice.WithRoster> named = sessions.named(by, request.sessionId());
    LivenessPolicy livenessPolicy = settings.liveness(organisationId, models.get(context));
    Analysis analysis =
        policy.masked(
            organisationId,
            analyzer.analyze(
                request.picture(),
                policy.checkInFeatures(organisationId, livenessPolicy),
                context));
    times.addAll(analysis.stages());
    MatchRule matchRule = ruleFor(organisationId, analysis.faces(), context);
    AttendanceRules rules = new AttendanceRules(matchRule, livenessPolicy);
    PictureVerdict verdict =
        times.measure(
            "search",
            () ->
                policy.applied(
                    organisationId,
                    named.isPresent()
                        ? rules.decideBy(
                            request.mode(),
                            analysis.faces(),
                            probe -> identify(organisationId, probe, matchRule, named.get()))
                        : rules.decide(
                            request.mode(),
                            analysis.faces(),
                            probe -> gallery.nearest(organisationId, probe))));
    return times.measure("store", () -> record(by, request, verdict, named));
  }

  private Identity identify(
      String organisationId,
      Embedding probe,
      MatchRule matchRule,
      SessionChoice.WithRoster session) {
    return new RosterRule(matchRule)
        .decide(
            gallery.nearest(organisationId, probe),
            gallery.nearest(organisationId, probe, session.roster()::contains));
  }

  private MatchRule ruleFor(String organisationId, List<Face> faces, CallContext context) {
    for (Face face : faces) {
      Embedding embedding = face.embedding();
      if (embedding != null) {
        return settings.rule(
            organisationId, embedding.embedder(), models.ruleFor(embedding.embedder(), context));
      }
    }
    return models.rule(context);
  }

  private Result record(
      Principal by,
      Request request,
      PictureVerdict decided,
      Optional<SessionChoice.WithRoster> named) {
    SiteSettings site = settings.of(by.organisationId());
    CheckInTime when =
        CheckInTime.of(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            request.capturedAt(),
            Duration.ofMinutes(site.offlineLimitMinutes()));
    PictureVerdict verdict =
        named.isPresent() && !named.get().session().accepts(when.time())
            ? outsideWindow(decided)
            : decided;
    Map<String, AttendanceSession> expected =
        request.sessionId() == null
            ? sessions.forPeople(by, validPeople(verdict), when.time())
            : Map.of();
    List<AttendanceRecord> drafts =
        toRecord.of(by.organisationId(), request, verdict, when, expected, site.zone());
    if (drafts.isEmpty()) {
      return new Result(verdict, List.of(), Map.of(), missing(by, request, named, expected));
    }
    List<RecordStore.Recorded> recorded =
        records.add(
            by.organisationId(),
            drafts,
            Duration.ofMinutes(site.cooldownMinutes()),
            by.accountId());
    List<FaceVerdict> faces = new ArrayList<>();
    List<KeepForReview.Seen> seen = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    int next = 0;
    for (FaceVerdict face : verdict.faces()) {
      if (face.status() == null) {
        faces.add(face);
        continue;
      }
      RecordStore.Recorded entry = recorded.get(next++);
      String personId = entry.record().personId();
      String name = entry.record().personName();
      if (personId != null && name != null) {
        names.put(personId, name);
      }
      if (entry.outcome() == RecordStore.Outcome.STORED) {
        seen.add(new KeepForReview.Seen(face, entry.record()));
      }
      faces.add(
          switch (entry.outcome()) {
            case STORED -> face;
            case DUPLICATE -> face.asDuplicate();
            case PERSON_GONE -> face.withPersonGone();
            case SESSION_OVER -> face.refused(Reason.OUTSIDE_WINDOW);
          });
    }
    review.run(by.organisationId(), request.picture(), seen);
    return new Result(
        PictureVerdict.of(faces),
        recorded.stream().map(RecordStore.Recorded::record).toList(),
        names,
        missing(by, request, named, expected));
  }

  /** Who it is stays; only that it counts does not. */
  private static PictureVerdict outsideWindow(PictureVerdict decided) {
    return decided.faces().stream().anyMatch(face -> face.status() == Status.VALID)
        ? PictureVerdict.of(
            decided.faces().stream()
                .map(
                    face ->
                        face.status() == Status.VALID ? face.refused(Reason.OUTSIDE_WINDOW) : face)
                .toList())
        : decided;
  }

  static Set<String> validPeople(PictureVerdict verdict) {
    Set<String> ids = new TreeSet<>();
    for (FaceVerdict face : verdict.faces()) {
      Match match = face.match();
      if (face.status() == Status.VALID && match != null && match.personId() != null) {
        ids.add(match.personId());
      }
    }
    return ids;
  }

  /** A class is asked about by its picture: then who is not in it, and has not come, is told. */
  private List<Named> missing(
      Principal by,
      Request request,
      Optional<SessionChoice.WithRoster> named,
      Map<String, AttendanceSession> expected) {
    Set<AttendanceSession> one =
        named.isPresent() ? Set.of(named.get().session()) : new HashSet<>(expected.values());
    return request.mode() == Mode.GROUP && one.size() == 1
        ? sessions.missing(by, one.iterator().next())
        : List.of();
  }

  /**
   * What is asked; direction and session as the caller gives them, null where it does not.
   *
   * @param sessionId of a session, or a label of the caller's own
   * @param capturedAt when a device that held the picture back says it was taken; null: now
   */
  public record Request(
      Picture picture,
      Mode mode,
      @Nullable Direction direction,
      @Nullable String sessionId,
      @Nullable Instant capturedAt) {}

  /**
   * What is answered.
   *
   * @param records one a decided face, in the order of the faces; for a duplicate the earlier one
   * @param names of the people matched, by id
   * @param missing in group mode whom the session expects and who has not come
   */
  public record Result(
      PictureVerdict verdict,
      List<AttendanceRecord> records,
      Map<String, String> names,
      List<Named> missing) {
    public Result {
      records = List.copyOf(records);
      names = Map.copyOf(names);
      missing = List.copyOf(missing);
    }

    /** The record that speaks for the picture: of the face whose status and reason it has. */
    public Optional<AttendanceRecord> record() {
      int index = 0;
      for (FaceVerdict face : verdict.faces()) {
        if (face.status() == null) {
          continue;
        }
        Reason reason = face.reason();
        if (face.status() == verdict.status() && reason == verdict.reason()) {
          return Optional.of(records.get(index));
        }
        index++;
      }
      return Optional.empty();
    }
  }
}
