package dev.rollcall.gateway.domain.register;

import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.domain.timetable.SessionRules.CheckOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a session says of a person, from that person's valid records of it and nothing
 * else: the same records in any order give the same outcome, so whatever is corrected is worked out
 * again from the start.
 *
 * <p>The first IN is the check-in. The last OUT is the check-out, unless an IN comes behind it:
 * then the person is back. An OUT that follows an OUT moves it. Where only an OUT is known,
 * lateness counts from when the person was first seen.
 */
public final class Register {
  private Register() {}

  /**
   * What counts.
   *
   * @param checkInRecord the record that counts as check-in; null where there is none
   * @param checkOutRecord the one that counts as check-out; null where there is none
   */
  public record Judged(
      Outcome outcome, @Nullable String checkInRecord, @Nullable String checkOutRecord) {}

  /**
   * Judges.
   *
   * @param closed whether the session is over: who has not come by then is absent
   * @param excused whether the person has leave that day; it counts where they do not come
   */
  public static Judged judge(
      AttendanceSession session, boolean closed, boolean excused, List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      Presence presence = excused ? Presence.EXCUSED : closed ? Presence.ABSENT : Presence.PENDING;
      return new Judged(Outcome.notSeen(presence), null, null);
    }
    List<Sighting> inOrder = sightings.stream().sorted(Sighting.IN_ORDER).toList();
    Visit visit = Visit.of(inOrder, session);
    return visit.judged(session, closed, inOrder.get(0).time());
  }

  /**
   * The record that an arriving one repeats; empty where it says something new. Someone who is in
   * and comes in again repeats; someone who goes again repeats within the cooldown, and after that
   * has stayed longer.
   */
  public static Optional<Sighting> repeated(
      Sighting arriving, List<Sighting> known, Duration cooldown) {
    Sighting before = null;
    Sighting after = null;
    for (Sighting one : known.stream().sorted(Sighting.IN_ORDER).toList()) {
      if (!one.time().isAfter(arriving.time())) {
        before = one;
      } else if (after == null) {
        after = one;
      }
    }
    if (before != null
        && before.direction() == arriving.direction()
        && (arriving.direction() == Direction.IN || isWithin(before, arriving, cooldown))) {
      return Optional.of(before);
    }
    if (after != null
        && after.direction() == arriving.direction()
        && isWithin(after, arriving, cooldown)) {
      return Optional.of(after);
    }
    return Optional.empty();
  }

  private static boolean isWithin(Sighting one, Sighting other, Duration cooldown) {
    return Duration.between(one.time(), other.time()).abs().compareTo(cooldown) < 0;
  }

  /** The comings and goings, put together. */
  private record Visit(
      @Nullable Sighting in,
      @Nullable Sighting out,
      Duration presentUntilLastOut,
      @Nullable Instant insideSince) {
    static Visit of(List<Sighting> inOrder, AttendanceSession session) {
      Sighting in = null;
      Sighting out = null;
      Duration present = Duration.ZERO;
      Instant inside = null;
      for (Sighting one : inOrder) {
        if (one.direction() == Direction.IN) {
          in = in == null ? one : in;
          inside = inside == null ? one.time() : inside;
          out = null;
        } else {
          Instant since = inside != null ? inside : out != null ? out.time() : null;
          if (since != null && (inside != null || in != null)) {
            present = present.plus(within(session, since, one.time()));
          }
          inside = null;
          out = one;
        }
      }
      return new Visit(in, out, present, inside);
    }

    private static Duration within(AttendanceSession session, Instant from, Instant until) {
      Instant start = from.isBefore(session.startsAt()) ? session.startsAt() : from;
      Instant end = until.isAfter(session.endsAt()) ? session.endsAt() : until;
      return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
    }

    Judged judged(AttendanceSession session, boolean closed, Instant firstSeen) {
      SessionRules rules = session.rules();
      boolean autoClosed =
          closed && out == null && insideSince != null && rules.checkOut() == CheckOut.REQUIRED;
      Integer present = minutesPresent(session, closed);
      int late = wholeMinutes(session.startsAt(), firstSeen);
      boolean isLate = rules.graceMinutes() != null && late > rules.graceMinutes();
      boolean early =
          out != null
              && rules.earlyLeaveMinutes() != null
              && wholeMinutes(out.time(), session.endsAt()) > rules.earlyLeaveMinutes();
      Presence presence;
      if (rules.absentAfterMinutes() != null && late > rules.absentAfterMinutes()) {
        presence = Presence.ABSENT;
      } else if (present != null
          && in != null
          && rules.halfDayBelowMinutes() != null
          && present < rules.halfDayBelowMinutes()) {
        presence = Presence.HALF_DAY;
      } else {
        presence = isLate ? Presence.LATE : Presence.PRESENT;
      }
      return new Judged(
          new Outcome(
              presence,
              early,
              in == null ? null : in.time(),
              autoClosed ? lastMoment(session) : out == null ? null : out.time(),
              autoClosed,
              isLate || presence == Presence.ABSENT ? late : 0,
              present),
          in == null ? null : in.recordId(),
          out == null ? null : out.recordId());
    }

    /** The end of the session, or the moment of a check-in that came only after it. */
    private Instant lastMoment(AttendanceSession session) {
      return insideSince != null && insideSince.isAfter(session.endsAt())
          ? insideSince
          : session.endsAt();
    }

    private @Nullable Integer minutesPresent(AttendanceSession session, boolean closed) {
      if (insideSince == null) {
        return (int) presentUntilLastOut.toMinutes();
      }
      return closed
          ? (int)
              presentUntilLastOut.plus(within(session, insideSince, session.endsAt())).toMinutes()
          : null;
    }

    private static int wholeMinutes(Instant from, Instant until) {
      return (int) Math.max(0, Duration.between(from, until).toMinutes());
    }
  }
}
