package dev.rollcall.gateway.domain.timetable;

import org.jspecify.annotations.Nullable;

/**
 * How a session judges. Minutes are whole ones that have passed: 08:10:59 is ten minutes late.
 *
 * @param opensMinutesBefore check-ins count from so long before the start
 * @param graceMinutes more than so many late is LATE; null: nobody is late
 * @param absentAfterMinutes more than so many late is ABSENT; null: never
 * @param earlyLeaveMinutes leaving more than so many before the end is told; null: never
 * @param halfDayBelowMinutes present for fewer is HALF_DAY; null: never
 * @param autoCloseMinutesAfter closes by itself so long after the end; null: never
 */
public record SessionRules(
    int opensMinutesBefore,
    @Nullable Integer graceMinutes,
    @Nullable Integer absentAfterMinutes,
    @Nullable Integer earlyLeaveMinutes,
    @Nullable Integer halfDayBelowMinutes,
    CheckOut checkOut,
    @Nullable Integer autoCloseMinutesAfter) {
  /** What a session has that says nothing else. */
  public static final SessionRules USUAL =
      new SessionRules(15, 10, null, null, null, CheckOut.NONE, 60);

  public static final int MOST_MINUTES = 24 * 60;
  public static final int MOST_AUTO_CLOSE_MINUTES = 7 * MOST_MINUTES;

  /** Whether people are asked to check out. */
  public enum CheckOut {
    NONE,
    OPTIONAL,
    /** One that is missing at the close is taken to be at the end. */
    REQUIRED
  }

  public SessionRules {
    check(opensMinutesBefore, MOST_MINUTES);
    check(graceMinutes, MOST_MINUTES);
    check(absentAfterMinutes, MOST_MINUTES);
    check(earlyLeaveMinutes, MOST_MINUTES);
    check(halfDayBelowMinutes, MOST_MINUTES);
    check(autoCloseMinutesAfter, MOST_AUTO_CLOSE_MINUTES);
  }

  private static void check(@Nullable Integer minutes, int most) {
    if (minutes != null && (minutes < 0 || minutes > most)) {
      throw new IllegalArgumentException(minutes + " minutes");
    }
  }
}
