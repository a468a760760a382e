package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.Occurrence;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.port.TimetableStore;
import dev.rollcall.gateway.port.TimetableStore.Planned;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Makes the sessions of schedules some weeks ahead: at once where a schedule is new or changed, and
 * day by day beside the requests. Never those that are over: nobody could have come.
 */
public final class PlanSessions {
  /** As far as people look ahead in a calendar. */
  static final int DAYS_AHEAD = 28;

  private static final int SCHEDULES_A_ROUND = 200;

  private final TimetableStore timetable;
  private final InstantSource clock;
  private final Random random;

  public PlanSessions(TimetableStore timetable, InstantSource clock, Random random) {
    this.timetable = timetable;
    this.clock = clock;
    this.random = random;
  }

  /** Carries on everything that is due. */
  void now() {
    while (round(() -> true)) {
      // Until nothing is left.
    }
  }

  /** Carries some schedules on; true where there may be more. */
  public boolean round(BooleanSupplier goOn) {
    Instant now = clock.instant();
    LocalDate until = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
    List<Planned> due = timetable.schedulesToPlan(until, SCHEDULES_A_ROUND);
    for (Planned one : due) {
      if (!goOn.getAsBoolean()) {
        return false;
      }
      timetable.plan(one.organisationId(), one.schedule().id(), sessions(one, now, until), until);
    }
    return due.size() == SCHEDULES_A_ROUND;
  }

  private List<AttendanceSession> sessions(Planned planned, Instant now, LocalDate until) {
    Schedule schedule = planned.schedule();
    // A night shift of yesterday may still go on.
    LocalDate first = now.atZone(schedule.zone()).toLocalDate().minusDays(1);
    LocalDate made = planned.madeUntil();
    if (made != null && !made.isBefore(first)) {
      first = made.plusDays(1);
    }
    List<AttendanceSession> sessions = new ArrayList<>();
    for (Occurrence occurrence : schedule.between(first, until)) {
      if (occurrence.endsAt().isAfter(now)
          && planned.group().meetsOn(occurrence.date())
          && !planned.holidays().contains(occurrence.date())) {
        sessions.add(AttendanceSession.of(schedule, occurrence, Ulid.at(now, random)));
      }
    }
    return sessions;
  }
}
