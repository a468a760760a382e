package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Decision;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.RecordDetails;
import dev.rollcall.gateway.domain.face.Age;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Emotion;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.domain.face.Landmark;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.Quality;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.CheckAttendance;
import dev.rollcall.gateway.usecase.Enrolled;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shapes of the answers, as openapi.json describes them; a test holds the two together. */
final class Views {
  private Views() {}

  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable String lower(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double similarity(@Nullable Double distance) {
    return distance == null ? null : 1 - distance / 2;
  }

  static Map<String, Double> millis(Map<String, Duration> stages) {
    Map<String, Double> millis = new LinkedHashMap<>();
    stages.forEach((stage, time) -> millis.put(stage, time.toNanos() / 1e6));
    return millis;
  }

  record PersonRef(String id, @Nullable String name) {}

  record SessionRef(String id, @Nullable String name) {}

  record LivenessView(String state, @Nullable Float score) {
    static LivenessView of(Liveness liveness) {
      return new LivenessView(liveness.state().name(), liveness.score());
    }
  }

  record EmotionView(String value, Map<String, Float> probabilities) {
    static @Nullable EmotionView of(@Nullable Emotion emotion) {
      return emotion == null
          ? null
          : new EmotionView(emotion.value(), new TreeMap<>(emotion.probabilities()));
    }
  }

  record FaceView(
      @Nullable String status,
      @Nullable String reason,
      Box box,
      @Nullable PersonRef person,
      @Nullable String decision,
      @Nullable Double distance,
      @Nullable Double matchThreshold,
      @Nullable Double similarity,
      @Nullable Boolean verified,
      LivenessView liveness,
      @Nullable EmotionView emotion,
      @Nullable Age age,
      @Nullable Gender gender,
      @Nullable QualityView quality) {
    static FaceView of(FaceVerdict verdict, Map<String, String> names) {
      Match match = verdict.match();
      String personId = match == null ? null : match.personId();
      Double distance = match == null ? null : match.distance();
      Boolean verified = match == null ? null : (Boolean) (match.decision() == Decision.MATCHED);
      return new FaceView(
          verdict.status() == null ? null : verdict.status().name(),
          verdict.reason() == null ? null : verdict.reason().name(),
          verdict.face().box(),
          personId == null ? null : new PersonRef(personId, names.get(personId)),
          match == null ? null : match.decision().name(),
          distance,
          match == null ? null : (Double) match.threshold(),
          Views.similarity(distance),
          verified,
          LivenessView.of(verdict.face().liveness()),
          EmotionView.of(verdict.face().emotion()),
          verdict.face().age(),
          verdict.face().gender(),
          QualityView.of(verdict.face().quality()));
    }
  }

  record QualityView(float score, List<String> issues, List<String> advice) {
    static @Nullable QualityView of(@Nullable Quality quality) {
      return quality == null
          ? null
          : new QualityView(quality.score(), quality.issues(), quality.advice());
    }
  }

  record EnrolledFaceView(
      String id,
      int imageIndex,
      @Nullable String filename,
      @com.fasterxml.jackson.annotation.JsonUnwrapped FaceView face) {}

  record PersonView(
      String id,
      String name,
      @Nullable String externalId,
      List<String> groups,
      List<String> groupIds,
      @Nullable String birthDate,
      @Nullable String gender,
      @Nullable String consent,
      String createdAt,
      int faceCount) {
    static PersonView of(Person person) {
      return new PersonView(
          person.id(),
          person.name(),
          person.externalId(),
          person.groups(),
          person.groupIds(),
          Objects.toString(person.profile().birthDate(), null),
          person.profile().gender(),
          person.consent(),
          person.createdAt().toString(),
          person.faceCount());
    }
  }

  record SimilarView(String id, @Nullable String name, double distance) {}

  record EnrolledView(
      PersonView person,
      List<EnrolledFaceView> faces,
      List<Enrolled.Rejected> rejectedImages,
      List<SimilarView> similarPeople) {
    static EnrolledView of(Enrolled enrolled) {
      return new EnrolledView(
          PersonView.of(enrolled.person()),
          enrolled.accepted().stream()
              .map(
                  face ->
                      new EnrolledFaceView(
                          face.id(),
                          face.index(),
                          face.filename(),
                          FaceView.of(FaceVerdict.undecided(face.face()), Map.of())))
              .toList(),
          enrolled.rejected(),
          enrolled.similar().stream()
              .map(one -> new SimilarView(one.personId(), one.name(), one.distance()))
              .toList());
    }
  }

  record RecordView(
      String id,
      String status,
      @Nullable String reason,
      String time,
      @Nullable PersonRef person,
      @Nullable Double distance,
      @Nullable Double matchThreshold,
      @Nullable Double similarity,
      @Nullable String emotion,
      @Nullable Float age,
      @Nullable String gender,
      LivenessView liveness,
      @Nullable String direction,
      @Nullable String sessionId,
      @Nullable SessionRef session,
      @Nullable Integer latenessMinutes,
      boolean manual,
      boolean corrected,
      List<String> flags,
      @Nullable String deviceTime,
      String receivedAt,
      boolean counted) {
    static RecordView of(AttendanceRecord record) {
      RecordDetails details = record.details();
      String personId = record.personId();
      return new RecordView(
          record.id(),
          record.status().name(),
          record.reason() == null ? null : record.reason().name(),
          record.time().toString(),
          personId == null ? null : new PersonRef(personId, record.personName()),
          record.distance(),
          record.matchThreshold(),
          Views.similarity(record.distance()),
          record.emotion(),
          record.age(),
          record.gender(),
          LivenessView.of(record.liveness()),
          lower(record.direction()),
          record.sessionId(),
          details.sessionName() == null
              ? null
              : new SessionRef(String.valueOf(record.sessionId()), details.sessionName()),
          details.latenessMinutes(),
          details.manual(),
          details.version() > 0,
          details.flags().stream().map(Enum::name).sorted().toList(),
          Views.time(details.deviceTime()),
          details.receivedAt().toString(),
          details.counted());
    }
  }

  record CheckView(
      String status,
      @Nullable String reason,
      List<FaceView> faces,
      @Nullable RecordView record,
      List<RecordView> records,
      List<PersonRef> missing,
      Map<String, Double> timingMs) {
    static CheckView of(CheckAttendance.Result result, Map<String, Duration> stages) {
      return new CheckView(
          result.verdict().status().name(),
          result.verdict().reason() == null ? null : result.verdict().reason().name(),
          result.verdict().faces().stream().map(face -> FaceView.of(face, result.names())).toList(),
          result.record().map(RecordView::of).orElse(null),
          result.records().stream().map(RecordView::of).toList(),
          result.missing().stream()
              .map(person -> new PersonRef(person.personId(), person.name()))
              .toList(),
          millis(stages));
    }
  }

  record FacesView(List<FaceView> faces, Map<String, Double> timingMs) {
    static FacesView of(Analysis analysis, Map<String, Duration> stages) {
      return new FacesView(
          analysis.faces().stream()
              .map(face -> FaceView.of(FaceVerdict.undecided(face), Map.of()))
              .toList(),
          millis(stages));
    }
  }

  record ImageView(int width, int height) {}

  record DetectedView(Box box, List<Landmark> landmarks) {}

  record DetectView(ImageView image, List<DetectedView> faces, Map<String, Double> timingMs) {
    static DetectView of(Analysis analysis, Map<String, Duration> stages) {
      return new DetectView(
          new ImageView(analysis.width(), analysis.height()),
          analysis.faces().stream()
              .map(face -> new DetectedView(face.box(), face.landmarks()))
              .toList(),
          millis(stages));
    }
  }

  record PeopleView(List<PersonView> people, @Nullable String nextCursor) {
    static PeopleView of(Page<Person> page) {
      return new PeopleView(
          page.items().stream().map(PersonView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record RecordsView(List<RecordView> records, @Nullable String nextCursor) {
    static RecordsView of(Page<AttendanceRecord> page) {
      return new RecordsView(
          page.items().stream().map(RecordView::of).toList(), page.nextCursor().orElse(null));
    }
  }
}
