package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.AttendanceRules;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.attendance.Mode;
import dev.rollcall.gateway.domain.attendance.PictureVerdict;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Emotion;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in this picture, and does it count? */
public final class CheckAttendance {
  /** A second valid check-in of a person within this time makes no second record. */
  public static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(5);

  private final FaceAnalyzer analyzer;
  private final CurrentModels models;
  private final Gallery gallery;
  private final RecordStore records;
  private final CurrentSettings settings;
  private final InstantSource clock;
  private final Random random;

  public CheckAttendance(
      FaceAnalyzer analyzer,
      CurrentModels models,
      Gallery gallery,
      RecordStore records,
      CurrentSettings settings,
      InstantSource clock,
      Random random) {
    this.analyzer = analyzer;
    this.models = models;
    this.gallery = gallery;
    this.records = records;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Decides, and records every face that was decided about. */
  public Result run(String organisationId, Request request, CallContext context, StageTimes times) {
    LivenessPolicy livenessPolicy = settings.liveness(organisationId, models.get(context));
    Set<Feature> features =
        EnumSet.of(Feature.EMBEDDING, Feature.AGE_GENDER, Feature.EMOTION, Feature.QUALITY);
    if (livenessPolicy != LivenessPolicy.OFF) {
      features.add(Feature.LIVENESS);
    }
    Analysis analysis = analyzer.analyze(request.picture(), features, context);
    times.addAll(analysis.stages());
    AttendanceRules rules = new AttendanceRules(ruleFor(analysis.faces(), context), livenessPolicy);
    PictureVerdict verdict =
        times.measure(
            "search",
            () ->
                rules.decide(
                    request.mode(),
                    analysis.faces(),
                    probe -> gallery.nearest(organisationId, probe)));
    return times.measure("store", () -> record(organisationId, request, verdict));
  }

  private MatchRule ruleFor(List<Face> faces, CallContext context) {
    for (Face face : faces) {
      Embedding embedding = face.embedding();
      if (embedding != null) {
        return models.ruleFor(embedding.embedder(), context);
      }
    }
    return models.rule(context);
  }

  private Result record(String organisationId, Request request, PictureVerdict verdict) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<AttendanceRecord> drafts = new ArrayList<>();
    for (FaceVerdict face : verdict.faces()) {
      Status status = face.status();
      if (status != null) {
        drafts.add(draft(face, status, request, now));
      }
    }
    if (drafts.isEmpty()) {
      return new Result(verdict, List.of(), Map.of());
    }
    List<RecordStore.Recorded> recorded = records.add(organisationId, drafts, DUPLICATE_WINDOW);
    List<FaceVerdict> faces = new ArrayList<>();
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
      faces.add(
          switch (entry.outcome()) {
            case STORED -> face;
            case DUPLICATE -> face.asDuplicate();
            case PERSON_GONE -> face.withPersonGone();
          });
    }
    return new Result(
        PictureVerdict.of(faces),
        recorded.stream().map(RecordStore.Recorded::record).toList(),
        names);
  }

  private AttendanceRecord draft(FaceVerdict verdict, Status status, Request request, Instant now) {
    Face face = verdict.face();
    Match match = verdict.match();
    Emotion emotion = face.emotion();
    Gender gender = face.gender();
    return new AttendanceRecord(
        Ulid.at(now, random),
        status,
        verdict.reason(),
        now,
        match == null ? null : match.personId(),
        null,
        match == null ? null : match.distance(),
        match == null ? null : match.threshold(),
        emotion == null ? null : emotion.value(),
        face.age() == null ? null : face.age().value(),
        gender == null ? null : gender.value(),
        face.liveness(),
        request.direction(),
        request.sessionId());
  }

  /** What is asked; direction and session as the caller gives them, null where it does not. */
  public record Request(
      Picture picture, Mode mode, @Nullable Direction direction, @Nullable String sessionId) {}

  /**
   * What is answered.
   *
   * @param records one a decided face, in the order of the faces; for a duplicate the earlier one
   * @param names of the people matched, by id
   */
  public record Result(
      PictureVerdict verdict, List<AttendanceRecord> records, Map<String, String> names) {
    public Result {
      records = List.copyOf(records);
      names = Map.copyOf(names);
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
