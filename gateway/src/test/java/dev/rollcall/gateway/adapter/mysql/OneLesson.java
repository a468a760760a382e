package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordDetails;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.RecordStore.Recorded;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A class of two on a real database, with a lesson that nobody has come to yet. */
abstract class OneLesson {
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  static final Duration COOLDOWN = Duration.ofMinutes(5);
  static final Random RANDOM = new Random(11);
  static final String ACTOR = Faces.AUTHOR.accountId();

  Database database;
  Stores stores;
  TestDatabase.AttendanceStores more;
  Person ann;
  Person bob;
  Group group;
  AttendanceSession session;

  /** The database to test on, without anything in it. */
  protected Database emptied() {
    return TestDatabase.emptyEmbedded();
  }

  @BeforeEach
  void open() {
    database = emptied();
    stores = TestDatabase.stores(database);
    more = TestDatabase.attendance(database);
    ann = Faces.person("Ann");
    bob = Faces.person("Bob");
    stores.people().add(Faces.SITE, ann, List.of(), Faces.AUTHOR);
    stores.people().add(Faces.SITE, bob, List.of(), Faces.AUTHOR);
    group =
        new Group(
            Faces.id(),
            "7a",
            Group.Kind.CLASS,
            ZoneOffset.UTC,
            null,
            null,
            false,
            null,
            Faces.NOW,
            0);
    more.groups().add(Faces.SITE, group, null, Faces.AUTHOR.deed("group.created", group.id()));
    for (Person person : List.of(ann, bob)) {
      more.groups()
          .join(
              Faces.SITE,
              new Membership(group.id(), person.id(), DAY.minusDays(1), null),
              Faces.AUTHOR.deed("group.joined", group.id(), person.id()));
    }
    session = session(new SessionRules(15, 10, null, null, null, SessionRules.CheckOut.NONE, 60));
    more.sessions().add(Faces.SITE, session, Faces.AUTHOR.deed("session.created", session.id()));
  }

  AttendanceSession session(SessionRules rules) {
    return new AttendanceSession(
        Faces.id(),
        group.id(),
        null,
        "Maths",
        START,
        START.plusSeconds(3600),
        ZoneOffset.UTC,
        DAY,
        AttendanceSession.Phase.PLANNED,
        null,
        null,
        null,
        rules,
        0);
  }

  AttendanceRecord draft(Person person, Instant time, @Nullable Direction direction) {
    return new AttendanceRecord(
        Ulid.at(time, RANDOM),
        Status.VALID,
        null,
        time,
        person.id(),
        null,
        0.3,
        0.9,
        null,
        null,
        null,
        Liveness.NOT_CHECKED,
        direction,
        session.id(),
        new RecordDetails(time, null, Set.of(), false, true, null, null, 0));
  }

  Recorded checkIn(Person person, int minutes) {
    return stores
        .records()
        .add(
            Faces.SITE,
            List.of(draft(person, START.plusSeconds(60L * minutes), null)),
            COOLDOWN,
            ACTOR)
        .get(0);
  }

  AttendanceSession close() {
    return more.sessions()
        .change(
            Faces.SITE,
            session.id(),
            null,
            before -> before.closed(START.plusSeconds(3600)),
            Faces.AUTHOR.deed("session.closed", session.id()))
        .orElseThrow();
  }

  SessionStore.Entry line(Person person) {
    return more.sessions().register(Faces.SITE, session.id()).stream()
        .filter(entry -> entry.person().personId().equals(person.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Sits in the class's lessons on other days. */
  AttendanceSession lessonOn(LocalDate day) {
    AttendanceSession lesson =
        new AttendanceSession(
            Faces.id(),
            group.id(),
            null,
            "Maths",
            day.atTime(8, 0).toInstant(ZoneOffset.UTC),
            day.atTime(9, 0).toInstant(ZoneOffset.UTC),
            ZoneOffset.UTC,
            day,
            AttendanceSession.Phase.PLANNED,
            null,
            null,
            null,
            session.rules(),
            0);
    more.sessions().add(Faces.SITE, lesson, Faces.AUTHOR.deed("session.created", lesson.id()));
    return lesson;
  }

  /** A check-in that counts, into a session or into none. */
  AttendanceRecord seen(@Nullable Person person, Instant time, @Nullable AttendanceSession in) {
    AttendanceRecord record =
        new AttendanceRecord(
            Ulid.at(time, RANDOM),
            person == null ? Status.INVALID : Status.VALID,
            person == null ? Reason.UNKNOWN_FACE : null,
            time,
            person == null ? null : person.id(),
            null,
            0.3,
            0.9,
            null,
            null,
            null,
            Liveness.NOT_CHECKED,
            null,
            in == null ? null : in.id());
    return stores.records().add(Faces.SITE, List.of(record), COOLDOWN, ACTOR).get(0).record();
  }
}
