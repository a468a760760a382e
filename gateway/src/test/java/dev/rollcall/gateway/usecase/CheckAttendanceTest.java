package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Mode;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Faces;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckAttendanceTest {
  private final Site site = new Site();
  private String ann = "";

  @BeforeEach
  void enrol() {
    ann = site.enrol("Ann", 0).person().id();
    site.enrol("Bob", 1.5);
  }

  private static Face at(double radians) {
    return Faces.face(100, Faces.at(radians));
  }

  @Test
  void knownFace_isRecordedUnderItsName() {
    CheckAttendance.Result result = site.checkIn(Mode.SINGLE, at(0.1));
    assertThat(result.verdict().status()).isEqualTo(Status.VALID);
    assertThat(result.names()).containsExactly(ann, "Ann");
    AttendanceRecord record = result.record().orElseThrow();
    assertThat(record.personId()).isEqualTo(ann);
    assertThat(record.personName()).isEqualTo("Ann");
    assertThat(record.matchThreshold()).isEqualTo(Site.THRESHOLD);
    assertThat(record.distance()).isWithin(1e-4).of(2 * Math.sin(0.05));
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(1);
  }

  @Test
  void stranger_isRecordedWithoutAName() {
    CheckAttendance.Result result = site.checkIn(Mode.SINGLE, at(3));
    assertThat(result.verdict().reason()).isEqualTo(Reason.UNKNOWN_FACE);
    assertThat(result.names()).isEmpty();
    assertThat(result.record().orElseThrow().personId()).isNull();
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(1);
  }

  @Test
  void pictureWithoutAFace_isRecordedNowhere() {
    CheckAttendance.Result result = site.checkIn(Mode.SINGLE);
    assertThat(result.verdict().reason()).isEqualTo(Reason.NO_FACE);
    assertThat(result.record()).isEmpty();
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(0);
  }

  @Test
  void secondCheckIn_soonAfter_showsTheFirstRecord() {
    AttendanceRecord first = site.checkIn(Mode.SINGLE, at(0)).record().orElseThrow();
    site.pass(Duration.ofMinutes(4));
    CheckAttendance.Result second = site.checkIn(Mode.SINGLE, at(0.1));
    assertThat(second.verdict().status()).isEqualTo(Status.VALID);
    assertThat(second.verdict().reason()).isEqualTo(Reason.DUPLICATE);
    assertThat(second.record()).hasValue(first);
    site.pass(Duration.ofMinutes(1));
    assertThat(site.checkIn(Mode.SINGLE, at(0)).verdict().reason()).isNull();
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(2);
  }

  @Test
  void group_recordsEachFace() {
    CheckAttendance.Result result = site.checkIn(Mode.GROUP, at(3), at(1.5), at(0));
    assertThat(result.records()).hasSize(3);
    assertThat(result.names().values()).containsExactly("Ann", "Bob");
    assertThat(result.record().orElseThrow().personName()).isEqualTo("Bob");
  }

  @Test
  void group_withADuplicate_speaksForTheNewOne() {
    site.checkIn(Mode.SINGLE, at(0));
    CheckAttendance.Result result = site.checkIn(Mode.GROUP, at(0), at(1.5));
    assertThat(result.verdict().reason()).isNull();
    assertThat(result.record().orElseThrow().personName()).isEqualTo("Bob");
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(2);
  }

  @Test
  void personErasedBehindTheGallerysBack_isUnknown() {
    site.stores.people().erase(Faces.SITE, ann, Faces.AUTHOR);
    CheckAttendance.Result result = site.checkIn(Mode.SINGLE, at(0));
    assertThat(result.verdict().status()).isEqualTo(Status.INVALID);
    assertThat(result.verdict().reason()).isEqualTo(Reason.UNKNOWN_FACE);
    assertThat(result.names()).isEmpty();
  }

  @Test
  void embeddingOfANetWithoutAThreshold_isRefused() {
    Face face = Faces.face(100, new Embedding(new float[] {1, 0}, new Embedder("other", "1")));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> site.checkIn(Mode.SINGLE, face));
    assertThat(refused.code()).isEqualTo(ProblemCode.HEAD_UNAVAILABLE);
    assertThat(site.stores.records().count(Faces.SITE)).isEqualTo(0);
  }

  @Test
  void times_areThoseOfTheRecordsAsStored() {
    site.pass(Duration.ofNanos(123_456));
    AttendanceRecord record = site.checkIn(Mode.SINGLE, at(0)).record().orElseThrow();
    assertThat(record.time()).isEqualTo(record.time().truncatedTo(ChronoUnit.MILLIS));
  }
}
