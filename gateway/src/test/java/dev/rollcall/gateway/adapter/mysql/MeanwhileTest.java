package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.port.Faces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes a session away while somebody checks in to it. */
class MeanwhileTest extends OneLesson {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A check-in that commits once {@code change} waits for it, or is done. */
  private CompletableFuture<Void> changedDuringACheckIn(Runnable change) throws Exception {
    CountDownLatch stored = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Void> checkIn =
        CompletableFuture.runAsync(
            () ->
                database.transact(
                    connection -> {
                      AttendanceSession open =
                          SessionRows.find(
                                  connection, Faces.SITE, session.id(), SessionRows.Lock.SHARED)
                              .orElseThrow();
                      AttendanceRecord record = draft(ann, START.plusSeconds(60), null);
                      RecordRows.insert(connection, Faces.SITE, record, open);
                      MysqlRegister.settle(connection, Faces.SITE, open, ann.id());
                      stored.countDown();
                      awaitWaiting(connection, over);
                      return true;
                    }));
    assertThat(stored.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> changing =
        CompletableFuture.runAsync(
            () -> {
              try {
                change.run();
              } finally {
                over.countDown();
              }
            });
    checkIn.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    return changing;
  }

  private static void awaitWaiting(Connection connection, CountDownLatch over) throws SQLException {
    Instant end = Instant.now().plus(LONGEST);
    while (over.getCount() > 0 && Instant.now().isBefore(end)) {
      boolean waits =
          !Sql.query(
                  connection,
                  "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()"
                      + " AND info LIKE '%attendance\\_session%'",
                  row -> row.getLong(1))
              .isEmpty();
      if (waits) {
        return;
      }
    }
  }

  @Test
  void group_whoseSessionSomebodyChecksInTo_isNotDeleted() throws Exception {
    CompletableFuture<Void> deleting =
        changedDuringACheckIn(
            () ->
                more.groups()
                    .delete(
                        Faces.SITE,
                        group.id(),
                        null,
                        Faces.AUTHOR.deed("group.deleted", group.id())));
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> deleting.get(30, TimeUnit.SECONDS));
    assertThat(refused).hasCauseThat().isInstanceOf(ProblemException.class);
    assertThat(refused).hasCauseThat().hasMessageThat().contains("Archive it");
    assertThat(line(ann).outcome().checkIn()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void group_thatIsArchived_keepsTheSessionThatSomebodyChecksInTo() throws Exception {
    Group archived =
        new Group(
            group.id(),
            group.name(),
            group.kind(),
            group.zone(),
            null,
            null,
            true,
            null,
            group.createdAt(),
            0);
    changedDuringACheckIn(
            () ->
                more.groups()
                    .change(Faces.SITE, archived, Faces.AUTHOR.deed("group.changed", group.id())))
        .get(30, TimeUnit.SECONDS);
    assertThat(line(ann).outcome().checkIn()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void session_thatSomebodyChecksInTo_isNotCancelledByAHoliday() throws Exception {
    Schedule schedule =
        new Schedule(
            Faces.id(),
            group.id(),
            "Maths",
            Schedule.Kind.CLASS,
            Set.of(DayOfWeek.MONDAY),
            LocalTime.of(8, 0),
            LocalTime.of(9, 0),
            ZoneOffset.UTC,
            DAY,
            null,
            1,
            session.rules(),
            Faces.NOW,
            0);
    more.timetable()
        .addSchedule(Faces.SITE, schedule, Faces.AUTHOR.deed("schedule.created", schedule.id()));
    session = AttendanceSession.of(schedule, schedule.on(DAY).orElseThrow(), Faces.id());
    more.timetable().plan(Faces.SITE, schedule.id(), List.of(session), DAY);
    Holiday holiday = new Holiday(Faces.id(), DAY, "Snow", null, Faces.NOW);
    changedDuringACheckIn(
            () ->
                more.timetable()
                    .addHoliday(
                        Faces.SITE, holiday, Faces.AUTHOR.deed("holiday.created", holiday.id())))
        .get(30, TimeUnit.SECONDS);
    assertThat(more.sessions().find(Faces.SITE, session.id()).orElseThrow().session().phase())
        .isEqualTo(AttendanceSession.Phase.PLANNED);
    assertThat(line(ann).outcome().checkIn()).isEqualTo(START.plusSeconds(60));
  }
}
