package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.CheckInTime;
import dev.rollcall.gateway.domain.attendance.FaceVerdict;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Match;
import dev.rollcall.gateway.domain.attendance.PictureVerdict;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.attendance.ProfileCheck;
import dev.rollcall.gateway.domain.attendance.RecordDetails;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Emotion;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written down of each face of a picture that was decided about. */
final class DraftRecords {
  private final PeopleStore people;
  private final InstantSource clock;
  private final Random random;

  DraftRecords(PeopleStore people, InstantSource clock, Random random) {
    this.people = people;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A record for each decided face, in the order of the faces.
   *
   * @param expected the sessions of those who are expected now, by person
   * @param zone in which a person's age is reckoned
   */
  List<AttendanceRecord> of(
      String organisationId,
      CheckAttendance.Request request,
      PictureVerdict verdict,
      CheckInTime when,
      Map<String, AttendanceSession> expected,
      ZoneId zone) {
    Map<String, Profile> profiles =
        people.profiles(organisationId, CheckAttendance.validPeople(verdict));
    List<AttendanceRecord> drafts = new ArrayList<>();
    for (FaceVerdict face : verdict.faces()) {
      Status status = face.status();
      if (status == null) {
        continue;
      }
      String personId = face.match() == null ? null : face.match().personId();
      AttendanceSession session = personId == null ? null : expected.get(personId);
      Set<Flag> flags =
          ProfileCheck.flags(
              personId == null ? Profile.UNKNOWN : profiles.getOrDefault(personId, Profile.UNKNOWN),
              face.face(),
              when.time().atZone(zone).toLocalDate());
      if (when.doubtful()) {
        flags.add(Flag.DEVICE_TIME_DOUBTFUL);
      }
      drafts.add(
          draft(
              face,
              status,
              request,
              when,
              flags,
              session == null ? request.sessionId() : session.id()));
    }
    return drafts;
  }

  private AttendanceRecord draft(
      FaceVerdict verdict,
      Status status,
      CheckAttendance.Request request,
      CheckInTime when,
      Set<Flag> flags,
      @Nullable String sessionId) {
    Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Face face = verdict.face();
    Match match = verdict.match();
    Emotion emotion = face.emotion();
    Gender gender = face.gender();
    return new AttendanceRecord(
        Ulid.at(received, random),
        status,
        verdict.reason(),
        when.time(),
        match == null ? null : match.personId(),
        null,
        match == null ? null : match.distance(),
        match == null ? null : match.threshold(),
        emotion == null ? null : emotion.value(),
        face.age() == null ? null : face.age().value(),
        gender == null ? null : gender.value(),
        face.liveness(),
        request.direction(),
        sessionId,
        new RecordDetails(
            received, when.deviceTime(), flags, false, status == Status.VALID, null, null, 0));
  }
}
