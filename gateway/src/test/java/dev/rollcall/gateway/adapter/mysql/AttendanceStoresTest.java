package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.register.Presence;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.RecordStore.Correction;
import dev.rollcall.gateway.port.RecordStore.Outcome;
import dev.rollcall.gateway.port.RecordStore.Recorded;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.SessionStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Groups, sessions, registers, corrections and the audit log on a real database. */
class AttendanceStoresTest extends OneLesson {
  @Test
  void hundredCheckIns_ofOnePersonInOneSession_giveOneRecord() throws Exception {
    int callers = 10;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      CyclicBarrier start = new CyclicBarrier(callers);
      List<Callable<Recorded>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int minutes = i % 30;
        calls.add(
            () -> {
              start.await();
              return checkIn(ann, minutes);
            });
      }
      Set<String> ids = new TreeSet<>();
      int stored = 0;
      for (Future<Recorded> call : threads.invokeAll(calls)) {
        ids.add(call.get().record().id());
        stored += call.get().outcome() == Outcome.STORED ? 1 : 0;
      }
      // An earlier minute may come behind a later one: it is stored too, and takes over the slot.
      assertThat(ids).hasSize(stored);
    } finally {
      threads.shutdownNow();
    }
    long counted =
        stores
            .records()
            .list(
                Faces.SITE,
                Reach.EVERYTHING,
                dev.rollcall.gateway.port.RecordStore.Filter.between(
                    START.minusSeconds(9999), START.plusSeconds(9999)),
                200,
                Optional.empty())
            .items()
            .stream()
            .filter(record -> record.details().counted())
            .count();
    assertThat(counted).isEqualTo(1);
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.PRESENT);
  }

  @Test
  void slot_cannotBeTakenTwice_whateverAGatewayDoes() {
    checkIn(ann, 1);
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                database.transact(
                    connection ->
                        Sql.update(
                            connection,
                            "INSERT INTO attendance_record (id, organisation_id, status, occurred_at,"
                                + " person_id, liveness_state, session_ref, slot)"
                                + " VALUES (?, ?, 'VALID', ?, ?, 'NOT_CHECKED', ?, 'IN')",
                            Faces.id(),
                            Faces.SITE,
                            START,
                            ann.id(),
                            session.id())));
    assertThat(refused).hasCauseThat().hasMessageThat().contains("attendance_record_slot");
  }

  @Test
  void session_closed_hasALineForEverybody_andTheFiguresAreTheirSum() {
    checkIn(ann, 11);
    close();
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.LATE);
    assertThat(line(ann).outcome().minutesLate()).isEqualTo(11);
    assertThat(line(bob).outcome().presence()).isEqualTo(Presence.ABSENT);
    ReportStore.Filter filter = new ReportStore.Filter(DAY, DAY, group.id(), null);
    assertThat(more.reports().totals(Faces.SITE, Reach.EVERYTHING, filter).percentage())
        .isEqualTo(50.0);
    assertThat(
            more
                .reports()
                .people(Faces.SITE, Reach.EVERYTHING, filter, 10, Optional.empty())
                .items()
                .stream()
                .map(row -> row.name() + " " + row.figures().attended())
                .toList())
        .containsExactly("Ann 1", "Bob 0")
        .inOrder();
    assertThat(more.reports().days(Faces.SITE, Reach.EVERYTHING, filter)).hasSize(1);
    assertThat(
            more.reports()
                .absentees(
                    Faces.SITE, Reach.EVERYTHING, session.id(), DAY, null, START.plusSeconds(1))
                .get(0)
                .people())
        .hasSize(1);
    assertThat(more.reports().totals(Faces.OTHER_SITE, Reach.EVERYTHING, filter).sessions())
        .isEqualTo(0);
  }

  @Test
  void pain22_correctedTime_recomputesLateness_andKeepsWhatItWas() {
    Recorded late = checkIn(ann, 20);
    close();
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.LATE);
    RecordFacts facts = late.record().facts();
    AttendanceRecord corrected =
        stores
            .records()
            .correct(
                Faces.SITE,
                late.record().id(),
                0L,
                new Correction(
                    new RecordFacts(
                        Status.VALID, null, START.plusSeconds(60), ann.id(), null, session.id()),
                    "The door's clock was wrong",
                    ACTOR,
                    Faces.NOW))
            .orElseThrow();
    assertThat(corrected.details().latenessMinutes()).isEqualTo(0);
    assertThat(corrected.details().version()).isEqualTo(1);
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.PRESENT);
    assertThat(stores.records().history(Faces.SITE, late.record().id()).get(0).before())
        .isEqualTo(facts);
    ProblemException stale =
        assertThrows(
            ProblemException.class,
            () ->
                stores
                    .records()
                    .correct(
                        Faces.SITE,
                        late.record().id(),
                        0L,
                        new Correction(facts, "again", ACTOR, Faces.NOW)));
    assertThat(stale.code()).isEqualTo(ProblemCode.CHANGED_MEANWHILE);
  }

  @Test
  void correction_toAnotherPerson_movesTheCheckIn() {
    Recorded wrong = checkIn(ann, 1);
    close();
    var corrected =
        stores
            .records()
            .correct(
                Faces.SITE,
                wrong.record().id(),
                null,
                new Correction(
                    new RecordFacts(
                        Status.VALID, null, wrong.record().time(), bob.id(), null, session.id()),
                    "That was Bob",
                    ACTOR,
                    Faces.NOW));
    assertThat(corrected).isPresent();
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.ABSENT);
    assertThat(line(bob).outcome().presence()).isEqualTo(Presence.PRESENT);
  }

  @Test
  void leave_givenAfterTheClose_excuses_andTakenBack_doesNot() {
    close();
    Leave leave =
        new Leave(Faces.id(), ann.id(), DAY, DAY, Leave.Kind.SICK, null, ACTOR, Faces.NOW);
    more.timetable().addLeave(Faces.SITE, leave, Faces.AUTHOR.deed("leave.created", leave.id()));
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.EXCUSED);
    more.timetable()
        .deleteLeave(Faces.SITE, leave.id(), Faces.AUTHOR.deed("leave.deleted", leave.id()));
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.ABSENT);
  }

  @Test
  void checkIn_behindTheClose_isOutsideTheWindow_unlessItWasHeldBack() {
    close();
    Recorded over = checkIn(ann, 61);
    assertThat(over.outcome()).isEqualTo(Outcome.SESSION_OVER);
    assertThat(checkIn(ann, 5).outcome()).isEqualTo(Outcome.STORED);
    assertThat(line(ann).outcome().presence()).isEqualTo(Presence.PRESENT);
  }

  @Test
  void pain16_twoWhoAreOne_becomeOne_withOneCheckIn() {
    checkIn(ann, 20);
    checkIn(bob, 1);
    close();
    assertThat(
            stores.people().merge(Faces.SITE, ann.id(), bob.id(), "Enrolled twice", Faces.AUTHOR))
        .isPresent();
    assertThat(stores.people().find(Faces.SITE, ann.id())).isEmpty();
    assertThat(more.sessions().register(Faces.SITE, session.id())).hasSize(1);
    assertThat(line(bob).outcome().presence()).isEqualTo(Presence.PRESENT);
    assertThat(line(bob).recordIds()).hasSize(2);
  }

  @Test
  void auditLog_isWhole_untilSomebodyTouchesIt() {
    checkIn(ann, 1);
    close();
    AuditLog.Verification whole = more.audit().verify(Faces.SITE);
    assertThat(whole.intact()).isTrue();
    assertThat(whole.entries()).isAtLeast(7);
    assertThat(more.audit().after(Faces.SITE, 0, 100).get(0).number()).isEqualTo(1);
    assertThat(
            more.audit()
                .list(
                    Faces.SITE,
                    new AuditLog.Filter(null, null, "record.added", ann.id(), null),
                    10,
                    Optional.empty())
                .items())
        .hasSize(1);
    database.transact(
        connection ->
            Sql.update(
                connection, "UPDATE audit_entry SET details = '{}' WHERE action = 'record.added'"));
    AuditLog.Verification broken = more.audit().verify(Faces.SITE);
    assertThat(broken.intact()).isFalse();
    assertThat(broken.brokenAt()).isNotNull();
  }

  @Test
  void auditLog_cutOff_isNotWhole() {
    database.transact(
        connection ->
            Sql.update(connection, "DELETE FROM audit_entry ORDER BY number DESC LIMIT 1"));
    assertThat(more.audit().verify(Faces.SITE).intact()).isFalse();
  }

  @Test
  void reachOfAManager_isTheirGroups() {
    checkIn(ann, 1);
    Reach own = new Reach(false, Set.of(group.id()), null);
    Reach others = new Reach(false, Set.of(Faces.id()), null);
    assertThat(stores.people().isWithin(Faces.SITE, own, ann.id())).isTrue();
    assertThat(stores.people().isWithin(Faces.SITE, others, ann.id())).isFalse();
    assertThat(stores.people().isWithin(Faces.OTHER_SITE, Reach.EVERYTHING, ann.id())).isFalse();
    assertThat(stores.people().list(Faces.SITE, own, null, 10, Optional.empty(), "").items())
        .hasSize(2);
    assertThat(stores.people().list(Faces.SITE, others, null, 10, Optional.empty(), "").items())
        .isEmpty();
    assertThat(more.sessions().find(Faces.OTHER_SITE, session.id())).isEmpty();
  }

  @Test
  void nextTerm_takesMembersAlong_andTheOldOneEnds() {
    LocalDate starts = LocalDate.of(2026, 9, 1);
    Group next = group.next(Faces.id(), "8a", starts, null, Faces.NOW);
    more.groups()
        .rollOver(
            Faces.SITE,
            group.beforeNextTerm(starts, DAY),
            next,
            true,
            false,
            Faces.AUTHOR.deed("group.rolled_over", group.id(), next.id()));
    assertThat(more.groups().find(Faces.SITE, next.id()).orElseThrow().members()).isEqualTo(2);
    assertThat(more.groups().find(Faces.SITE, group.id()).orElseThrow().group().endsOn())
        .isEqualTo(LocalDate.of(2026, 8, 31));
  }

  @Test
  void member_putAgainWithAnEarlierDay_isExpectedFromThatDayOn() {
    AttendanceSession before = lessonOn(DAY.minusDays(20));
    assertThat(join(ann, DAY.minusDays(1)).joinedOn()).isEqualTo(DAY.minusDays(1));
    assertThat(more.sessions().roster(Faces.SITE, before.id())).isEmpty();
    assertThat(join(ann, DAY.minusDays(20)).joinedOn()).isEqualTo(DAY.minusDays(20));
    assertThat(more.sessions().roster(Faces.SITE, before.id())).containsExactly(ann.id());
    assertThat(join(ann, DAY).joinedOn()).isEqualTo(DAY.minusDays(20));
    assertThat(more.groups().find(Faces.SITE, group.id()).orElseThrow().members()).isEqualTo(2);
  }

  @Test
  void member_whoLeftAndCameBack_canBePutInFromTheDayOfTheFirstTime() {
    more.groups()
        .leave(
            Faces.SITE,
            group.id(),
            ann.id(),
            DAY,
            Faces.AUTHOR.deed("group.left", group.id(), ann.id()));
    join(ann, DAY.plusDays(10));
    AttendanceSession between = lessonOn(DAY.plusDays(5));
    assertThat(more.sessions().roster(Faces.SITE, between.id())).containsExactly(bob.id());
    assertThat(join(ann, DAY.minusDays(1)).joinedOn()).isEqualTo(DAY.minusDays(1));
    assertThat(more.sessions().roster(Faces.SITE, between.id()))
        .containsExactly(ann.id(), bob.id());
  }

  private GroupStore.Member join(Person person, LocalDate from) {
    return more.groups()
        .join(
            Faces.SITE,
            new Membership(group.id(), person.id(), from, null),
            Faces.AUTHOR.deed("group.joined", group.id(), person.id()))
        .orElseThrow();
  }

  @Test
  void open_findsTheSessionOfAPerson_andWhoIsMissing() {
    assertThat(more.sessions().openFor(Faces.SITE, Set.of(ann.id()), START).keySet())
        .containsExactly(more.sessions().find(Faces.SITE, session.id()).orElseThrow().session());
    assertThat(more.sessions().openFor(Faces.SITE, Set.of(ann.id()), START.minusSeconds(3600)))
        .isEmpty();
    checkIn(ann, 1);
    assertThat(more.sessions().missing(Faces.SITE, session.id()))
        .containsExactly(new SessionStore.Named(bob.id(), "Bob"));
    SessionStore.Listed listed = more.sessions().find(Faces.SITE, session.id()).orElseThrow();
    assertThat(listed.figures().pending()).isEqualTo(1);
    assertThat(listed.figures().expected()).isEqualTo(2);
  }
}
