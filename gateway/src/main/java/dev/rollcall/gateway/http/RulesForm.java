package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.timetable.SessionRules;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of sessions and schedules, in and out. */
final class RulesForm {
  private static final Set<String> KNOWN =
      Set.of(
          "opens_minutes_before",
          "grace_minutes",
          "absent_after_minutes",
          "early_leave_minutes",
          "half_day_below_minutes",
          "check_out",
          "auto_close_minutes_after");

  private RulesForm() {}

  /** The rules that hold, with what a body says put in their place. */
  static SessionRules changed(Fields body, SessionRules before) {
    Optional<Fields> found = body.object("rules", KNOWN);
    if (found.isEmpty()) {
      return before;
    }
    Fields rules = found.get();
    return new SessionRules(
        rules
            .number("opens_minutes_before", 0, SessionRules.MOST_MINUTES)
            .orElse(before.opensMinutesBefore()),
        minutes(rules, "grace_minutes", SessionRules.MOST_MINUTES, before.graceMinutes()),
        minutes(
            rules, "absent_after_minutes", SessionRules.MOST_MINUTES, before.absentAfterMinutes()),
        minutes(
            rules, "early_leave_minutes", SessionRules.MOST_MINUTES, before.earlyLeaveMinutes()),
        minutes(
            rules,
            "half_day_below_minutes",
            SessionRules.MOST_MINUTES,
            before.halfDayBelowMinutes()),
        rules.word("check_out", SessionRules.CheckOut.class).orElse(before.checkOut()),
        minutes(
            rules,
            "auto_close_minutes_after",
            SessionRules.MOST_AUTO_CLOSE_MINUTES,
            before.autoCloseMinutesAfter()));
  }

  private static @Nullable Integer minutes(
      Fields rules, String field, int most, @Nullable Integer before) {
    return rules.names(field) ? rules.number(field, 0, most).orElse(null) : before;
  }

  /** As they go out. */
  record View(
      int opensMinutesBefore,
      @Nullable Integer graceMinutes,
      @Nullable Integer absentAfterMinutes,
      @Nullable Integer earlyLeaveMinutes,
      @Nullable Integer halfDayBelowMinutes,
      String checkOut,
      @Nullable Integer autoCloseMinutesAfter) {
    static View of(SessionRules rules) {
      return new View(
          rules.opensMinutesBefore(),
          rules.graceMinutes(),
          rules.absentAfterMinutes(),
          rules.earlyLeaveMinutes(),
          rules.halfDayBelowMinutes(),
          Words.of(rules.checkOut()),
          rules.autoCloseMinutesAfter());
    }
  }
}
