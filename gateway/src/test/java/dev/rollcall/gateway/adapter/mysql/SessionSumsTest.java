package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.RecordStore.Correction;
import dev.rollcall.gateway.port.ReportStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is kept of each session is the sum of its lines, whatever becomes of those. */
class SessionSumsTest extends OneLesson {
  private static final LocalDate FROM = DAY.minusDays(40);

  private void change(AttendanceSession one, UnaryOperator<AttendanceSession> change) {
    more.sessions()
        .change(Faces.SITE, one.id(), null, change, Faces.AUTHOR.deed("session.changed", one.id()));
  }

  /** Every report adds up to the same; gives that. */
  private Figures total() {
    Figures lines = Figures.NONE;
    for (ReportStore.Row row :
        more.reports()
            .people(
                Faces.SITE,
                Reach.EVERYTHING,
                new ReportStore.Filter(FROM, DAY, null, null),
                100,
                Optional.empty())
            .items()) {
      lines = lines.plus(row.figures());
    }
    Reach manager = new Reach(false, Set.of(group.id()), null);
    for (Reach reach : List.of(Reach.EVERYTHING, manager)) {
      for (ReportStore.Filter filter :
          List.of(
              new ReportStore.Filter(FROM, DAY, null, null),
              new ReportStore.Filter(FROM, DAY, group.id(), null))) {
        assertThat(more.reports().totals(Faces.SITE, reach, filter)).isEqualTo(lines);
        Figures days = Figures.NONE;
        for (ReportStore.Day day : more.reports().days(Faces.SITE, reach, filter)) {
          days = days.plus(day.figures());
        }
        assertThat(days).isEqualTo(lines);
      }
    }
    Reach stranger = new Reach(false, Set.of(Faces.id()), null);
    assertThat(
            more.reports()
                .totals(Faces.SITE, stranger, new ReportStore.Filter(FROM, DAY, null, null)))
        .isEqualTo(Figures.NONE);
    return lines;
  }

  @Test
  void sums_followClosingAndReopening() {
    assertThat(total()).isEqualTo(Figures.NONE);
    checkIn(ann, 20);
    assertThat(total()).isEqualTo(Figures.NONE);
    close();
    Figures closed = total();
    assertThat(closed.late()).isEqualTo(1);
    assertThat(closed.absent()).isEqualTo(1);
    assertThat(closed.minutesLate()).isEqualTo(20);
    change(session, now -> now.reopened(START.plusSeconds(7200)));
    assertThat(total()).isEqualTo(Figures.NONE);
    close();
    assertThat(total()).isEqualTo(closed);
    change(session, now -> now.cancelled(null));
    assertThat(total()).isEqualTo(Figures.NONE);
  }

  @Test
  void sums_ofDays_areThoseOfTheirSessions() {
    AttendanceSession before = lessonOn(DAY.minusDays(30));
    seen(bob, before.startsAt(), before);
    change(before, now -> now.closed(now.endsAt()));
    checkIn(ann, 1);
    close();
    assertThat(total().present()).isEqualTo(2);
    assertThat(
            more
                .reports()
                .days(Faces.SITE, Reach.EVERYTHING, new ReportStore.Filter(FROM, DAY, null, null))
                .stream()
                .map(ReportStore.Day::date)
                .toList())
        .containsExactly(DAY.minusDays(30), DAY)
        .inOrder();
  }

  @Test
  void sums_followCorrectionsLeaveAndMerges() {
    AttendanceRecord late = checkIn(ann, 20).record();
    checkIn(bob, 1);
    close();
    correct(late, START.plusSeconds(60));
    assertThat(total().present()).isEqualTo(2);
    assertThat(total().minutesLate()).isEqualTo(0);
    Leave leave =
        new Leave(Faces.id(), bob.id(), DAY, DAY, Leave.Kind.SICK, null, ACTOR, Faces.NOW);
    more.timetable().addLeave(Faces.SITE, leave, Faces.AUTHOR.deed("leave.created", leave.id()));
    total();
    more.timetable()
        .deleteLeave(Faces.SITE, leave.id(), Faces.AUTHOR.deed("leave.deleted", leave.id()));
    total();
    stores.people().merge(Faces.SITE, ann.id(), bob.id(), "Enrolled twice", Faces.AUTHOR);
    assertThat(total().present()).isEqualTo(1);
  }

  private boolean correct(AttendanceRecord record, Instant time) {
    return stores
        .records()
        .correct(
            Faces.SITE,
            record.id(),
            null,
            new Correction(
                new RecordFacts(Status.VALID, null, time, record.personId(), null, session.id()),
                "The door's clock was wrong",
                ACTOR,
                Faces.NOW))
        .isPresent();
  }

  @Test
  void sums_ofManyCorrectionsAtOnce_loseNone() throws Exception {
    List<AttendanceRecord> late = new ArrayList<>(List.of(checkIn(ann, 20).record()));
    for (int i = 0; i < 7; i++) {
      Person person = Faces.person("P" + i);
      stores.people().add(Faces.SITE, person, List.of(), Faces.AUTHOR);
      more.groups()
          .join(
              Faces.SITE,
              new Membership(group.id(), person.id(), DAY, null),
              Faces.AUTHOR.deed("group.joined", group.id(), person.id()));
      late.add(checkIn(person, 20).record());
    }
    close();
    assertThat(total().late()).isEqualTo(8);
    ExecutorService threads = Executors.newFixedThreadPool(late.size());
    try {
      CyclicBarrier start = new CyclicBarrier(late.size());
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (AttendanceRecord record : late) {
        calls.add(
            () -> {
              start.await();
              return correct(record, START);
            });
      }
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(total().present()).isEqualTo(8);
    assertThat(total().late()).isEqualTo(0);
  }
}
