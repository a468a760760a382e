package dev.rollcall.gateway.domain.timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One class or shift at one time. It opens by the clock; it is closed by somebody or by itself.
 *
 * @param scheduleId null for a one-off session
 * @param localDate the day it belongs to, in its zone: the one on which it begins
 * @param closedAt null while it is not closed
 * @param reopenedUntil null where it was never opened again; until then it does not close by itself
 * @param holidayId the holiday that cancelled it; null where none did
 * @param version counts the changes
 */
public record AttendanceSession(
    String id,
    String groupId,
    @Nullable String scheduleId,
    String name,
    Instant startsAt,
    Instant endsAt,
    ZoneId zone,
    LocalDate localDate,
    Phase phase,
    @Nullable Instant closedAt,
    @Nullable Instant reopenedUntil,
    @Nullable String holidayId,
    SessionRules rules,
    long version) {
  /** For so long a session that was opened again stays open. */
  public static final Duration REOPENED_FOR = Duration.ofDays(1);

  /** What somebody decided; the clock does the rest. */
  public enum Phase {
    PLANNED,
    CLOSED,
    CANCELLED
  }

  /** What it is now. */
  public enum State {
    SCHEDULED,
    OPEN,
    CLOSED,
    CANCELLED
  }

  public AttendanceSession {
    if (!endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException("a session that ends before it begins");
    }
  }

  /** The session that a schedule has on a day. */
  public static AttendanceSession of(Schedule schedule, Occurrence occurrence, String id) {
    return new AttendanceSession(
        id,
        schedule.groupId(),
        schedule.id(),
        schedule.name(),
        occurrence.startsAt(),
        occurrence.endsAt(),
        schedule.zone(),
        occurrence.date(),
        Phase.PLANNED,
        null,
        null,
        null,
        schedule.rules(),
        0);
  }

  public State state(Instant now) {
    return switch (phase) {
      case CLOSED -> State.CLOSED;
      case CANCELLED -> State.CANCELLED;
      case PLANNED -> now.isBefore(opensAt()) ? State.SCHEDULED : State.OPEN;
    };
  }

  /** Check-ins count from then on. */
  public Instant opensAt() {
    return startsAt.minus(Duration.ofMinutes(rules.opensMinutesBefore()));
  }

  /** When it closes by itself; empty where it never does. */
  public Optional<Instant> closesAt() {
    if (rules.autoCloseMinutesAfter() == null) {
      return Optional.ofNullable(reopenedUntil);
    }
    Instant due = endsAt.plus(Duration.ofMinutes(rules.autoCloseMinutesAfter()));
    return Optional.of(reopenedUntil != null && reopenedUntil.isAfter(due) ? reopenedUntil : due);
  }

  /** True where a check-in at this time lies within its window, as far as the clock says. */
  public boolean isWithinWindow(Instant time) {
    return !time.isBefore(opensAt()) && closesAt().map(time::isBefore).orElse(true);
  }

  /** True where a check-in that happened at this time counts, whenever it is told. */
  public boolean accepts(Instant time) {
    return phase != Phase.CANCELLED
        && isWithinWindow(time)
        && (closedAt == null || time.isBefore(closedAt));
  }

  public AttendanceSession closed(Instant now) {
    return with(Phase.CLOSED, now, reopenedUntil, holidayId);
  }

  public AttendanceSession reopened(Instant now) {
    return with(Phase.PLANNED, null, now.plus(REOPENED_FOR), null);
  }

  /**
   * Nobody is expected any more.
   *
   * @param holiday that is the reason; null where somebody decided so
   */
  public AttendanceSession cancelled(@Nullable String holiday) {
    return with(Phase.CANCELLED, null, null, holiday);
  }

  /** On again, as if it had never been cancelled. */
  public AttendanceSession planned() {
    return with(Phase.PLANNED, null, null, null);
  }

  private AttendanceSession with(
      Phase nextPhase,
      @Nullable Instant nextClosedAt,
      @Nullable Instant nextReopenedUntil,
      @Nullable String nextHolidayId) {
    return new AttendanceSession(
        id,
        groupId,
        scheduleId,
        name,
        startsAt,
        endsAt,
        zone,
        localDate,
        nextPhase,
        nextClosedAt,
        nextReopenedUntil,
        nextHolidayId,
        rules,
        version);
  }

  /**
   * Of several that are open for a person the one whose start is nearest; of two as near the one
   * that begins later, as the other is about to end.
   */
  public static Optional<AttendanceSession> nearest(
      Collection<AttendanceSession> open, Instant time) {
    return open.stream()
        .min(
            Comparator.comparing(
                    (AttendanceSession session) -> Duration.between(session.startsAt, time).abs())
                .thenComparing(AttendanceSession::startsAt, Comparator.reverseOrder())
                .thenComparing(AttendanceSession::id));
  }
}
