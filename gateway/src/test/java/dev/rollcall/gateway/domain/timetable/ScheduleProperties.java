package dev.rollcall.gateway.domain.timetable;

import static com.google.common.truth.Truth.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every schedule on every day of every zone, days of changing clocks above all. */
class ScheduleProperties {
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

  /** Whole and half hours of change, both hemispheres, midnight changes, the date line, none. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Asia/Riyadh",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "America/Sao_Paulo",
          "Asia/Beirut",
          "Africa/Casablanca",
          "Pacific/Apia",
          "Pacific/Chatham",
          "America/St_Johns",
          "Antarctica/Troll");

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES).map(ZoneId::of);
  }

  /** Any day, or the day on which that zone's clocks change, or one beside it. */
  record Day(ZoneId zone, LocalDate date) {}

  @Provide
  Arbitrary<Day> days() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 15_000);
    Arbitrary<Integer> near = Arbitraries.integers().between(-1, 1);
    return Combinators.combine(zones(), any, near, Arbitraries.of(true, true, false))
        .as(
            (zone, days, offset, change) -> {
              LocalDate date = FIRST.plusDays(days);
              ZoneRules rules = zone.getRules();
              ZoneOffsetTransition next = rules.nextTransition(date.atStartOfDay(zone).toInstant());
              return new Day(
                  zone,
                  change && next != null
                      ? next.getDateTimeBefore().toLocalDate().plusDays(offset)
                      : date);
            });
  }

  @Provide
  Arbitrary<LocalTime> times() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(
            1, Arbitraries.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59), LocalTime.of(0, 1))),
        net.jqwik.api.Tuple.of(
            3, Arbitraries.integers().between(0, 1439).map(m -> LocalTime.ofSecondOfDay(m * 60L))));
  }

  private static Schedule schedule(
      ZoneId zone, LocalTime start, LocalTime end, LocalDate from, int everyWeeks) {
    return new Schedule(
        "s",
        "g",
        "Shift",
        Schedule.Kind.SHIFT,
        EnumSet.allOf(DayOfWeek.class),
        start,
        end,
        zone,
        from,
        null,
        everyWeeks,
        SessionRules.USUAL,
        Instant.EPOCH,
        0);
  }

  private static Duration planned(LocalTime start, LocalTime end) {
    Duration span = Duration.between(start, end);
    return end.isAfter(start) ? span : span.plusDays(1);
  }

  @Property(tries = 5000)
  void occurrence_endsAfterItBegins_andIsOffByTheChangeAtMost(
      @ForAll("days") Day day, @ForAll("times") LocalTime start, @ForAll("times") LocalTime end) {
    Optional<Occurrence> found = schedule(day.zone(), start, end, day.date(), 1).on(day.date());
    if (found.isEmpty()) {
      assertThat(day.date().atStartOfDay(day.zone()).toLocalDate()).isNotEqualTo(day.date());
      return;
    }
    Duration length = Duration.between(found.get().startsAt(), found.get().endsAt());
    assertThat(length).isGreaterThan(Duration.ZERO);
    Duration off = length.minus(planned(start, end)).abs();
    assertThat(off).isAtMost(Duration.ofHours(24));
    if (!day.zone().getId().equals("Pacific/Apia")) {
      assertThat(off).isAtMost(Duration.ofHours(2));
    }
  }

  @Property(tries = 5000)
  void occurrence_beginsAtItsHour_onItsDay_whereThatHourIsThere(
      @ForAll("days") Day day, @ForAll("times") LocalTime start, @ForAll("times") LocalTime end) {
    ZoneOffsetTransition change = day.zone().getRules().getTransition(day.date().atTime(start));
    if (change != null && change.isGap()) {
      return;
    }
    Occurrence found = schedule(day.zone(), start, end, day.date(), 1).on(day.date()).orElseThrow();
    assertThat(found.startsAt().atZone(day.zone()).toLocalDateTime())
        .isEqualTo(day.date().atTime(start));
    assertThat(found.date()).isEqualTo(day.date());
  }

  @Property(tries = 3000)
  void days_comeInOrder_eachOnce(
      @ForAll("days") Day day, @ForAll("times") LocalTime start, @ForAll("times") LocalTime end) {
    List<Occurrence> week =
        schedule(day.zone(), start, end, day.date().minusDays(3), 1)
            .between(day.date().minusDays(3), day.date().plusDays(3));
    for (int i = 1; i < week.size(); i++) {
      assertThat(week.get(i).startsAt()).isGreaterThan(week.get(i - 1).startsAt());
      assertThat(week.get(i).date()).isGreaterThan(week.get(i - 1).date());
    }
    assertThat(week.size()).isAtLeast(6);
  }

  @Property
  void everySoManyWeeks_isThatManyDaysApart(
      @ForAll @IntRange(min = 0, max = 9000) int days,
      @ForAll @IntRange(min = 1, max = 8) int everyWeeks) {
    LocalDate from = FIRST.plusDays(days);
    Schedule mondays =
        new Schedule(
            "s",
            "g",
            "n",
            Schedule.Kind.CLASS,
            Set.of(DayOfWeek.MONDAY),
            LocalTime.of(8, 0),
            LocalTime.of(9, 0),
            ZoneId.of("Europe/Berlin"),
            from,
            null,
            everyWeeks,
            SessionRules.USUAL,
            Instant.EPOCH,
            0);
    List<Occurrence> found = mondays.between(from, from.plusWeeks(30));
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i).date()).isEqualTo(found.get(i - 1).date().plusWeeks(everyWeeks));
    }
    assertThat(found.size()).isAtLeast(30 / everyWeeks - 1);
  }
}
