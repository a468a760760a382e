package dev.rollcall.gateway.domain.timetable;

import static com.google.common.truth.Truth.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static Occurrence on(String zone, String date, String start, String end) {
    return schedule(zone, start, end, date, null, EnumSet.allOf(DayOfWeek.class))
        .on(LocalDate.parse(date))
        .orElseThrow();
  }

  private static Schedule schedule(
      String zone,
      String start,
      String end,
      String from,
      @org.jspecify.annotations.Nullable String until,
      Set<DayOfWeek> days) {
    return new Schedule(
        "s",
        "g",
        "n",
        Schedule.Kind.SHIFT,
        days,
        LocalTime.parse(start),
        LocalTime.parse(end),
        ZoneId.of(zone),
        LocalDate.parse(from),
        until == null ? null : LocalDate.parse(until),
        1,
        SessionRules.USUAL,
        Instant.EPOCH,
        0);
  }

  @Test
  void pain5_overnightShift_isOneSession_ofTheDayItBegins() {
    Occurrence night = on("Asia/Riyadh", "2026-03-02", "22:00", "06:00");
    assertThat(night.date()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(night.startsAt()).isEqualTo(Instant.parse("2026-03-02T19:00:00Z"));
    assertThat(night.endsAt()).isEqualTo(Instant.parse("2026-03-03T03:00:00Z"));
  }

  @Test
  void overnightShift_onTheNightTheClocksGoForward_isAnHourShorter() {
    Occurrence night = on("Europe/Berlin", "2026-03-28", "22:00", "06:00");
    assertThat(Duration.between(night.startsAt(), night.endsAt())).isEqualTo(Duration.ofHours(7));
    Occurrence back = on("Europe/Berlin", "2026-10-24", "22:00", "06:00");
    assertThat(Duration.between(back.startsAt(), back.endsAt())).isEqualTo(Duration.ofHours(9));
  }

  @Test
  void classInTheHourThatIsLeftOut_takesPlaceAfterIt_asLongAsPlanned() {
    Occurrence lost = on("Europe/Berlin", "2026-03-29", "02:10", "02:50");
    assertThat(lost.startsAt()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(lost.endsAt()).isEqualTo(Instant.parse("2026-03-29T01:40:00Z"));
  }

  @Test
  void classAcrossTheEndOfTheLeftOutHour_doesNotEndBeforeItBegins() {
    Occurrence cut = on("Europe/Berlin", "2026-03-29", "02:30", "03:10");
    assertThat(cut.startsAt()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(cut.endsAt()).isEqualTo(Instant.parse("2026-03-29T01:10:00Z"));
  }

  @Test
  void hourThatComesTwice_isMeantTheFirstTime() {
    assertThat(on("Europe/Berlin", "2026-10-25", "02:30", "04:00").startsAt())
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void midnight_toMidnight_isAWholeDay() {
    Occurrence day = on("UTC", "2026-05-01", "00:00", "00:00");
    assertThat(Duration.between(day.startsAt(), day.endsAt())).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void leapDay_andYearsEnd_areDaysLikeOthers() {
    assertThat(on("UTC", "2028-02-29", "08:00", "09:00").date())
        .isEqualTo(LocalDate.of(2028, 2, 29));
    Occurrence newYear = on("Asia/Riyadh", "2026-12-31", "22:00", "06:00");
    assertThat(newYear.date()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(newYear.endsAt()).isEqualTo(Instant.parse("2027-01-01T03:00:00Z"));
  }

  @Test
  void dayThatAZoneLeftOut_hasNoSession() {
    Schedule daily =
        schedule(
            "Pacific/Apia", "08:00", "10:00", "2011-12-01", null, EnumSet.allOf(DayOfWeek.class));
    assertThat(daily.on(LocalDate.of(2011, 12, 30))).isEmpty();
    assertThat(daily.on(LocalDate.of(2011, 12, 29))).isPresent();
    assertThat(daily.on(LocalDate.of(2011, 12, 31))).isPresent();
  }

  @Test
  void schedule_takesPlaceOnItsDaysAlone_withinItsTerm() {
    Schedule term =
        schedule(
            "UTC",
            "08:00",
            "09:00",
            "2026-03-02",
            "2026-03-13",
            Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    assertThat(
            term.between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 4, 1)).stream()
                .map(found -> found.date().toString())
                .toList())
        .containsExactly("2026-03-02", "2026-03-06", "2026-03-09", "2026-03-13")
        .inOrder();
  }

  @Test
  void session_opensByTheClock_andClosesByItself() {
    AttendanceSession session =
        AttendanceSession.of(
            schedule("UTC", "08:00", "09:00", "2026-03-02", null, Set.of(DayOfWeek.MONDAY)),
            on("UTC", "2026-03-02", "08:00", "09:00"),
            "x");
    assertThat(session.state(Instant.parse("2026-03-02T07:44:59Z")))
        .isEqualTo(AttendanceSession.State.SCHEDULED);
    assertThat(session.state(Instant.parse("2026-03-02T07:45:00Z")))
        .isEqualTo(AttendanceSession.State.OPEN);
    assertThat(session.closesAt()).hasValue(Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(session.isWithinWindow(Instant.parse("2026-03-02T09:59:59Z"))).isTrue();
    assertThat(session.isWithinWindow(Instant.parse("2026-03-02T10:00:00Z"))).isFalse();
    AttendanceSession again =
        session
            .closed(Instant.parse("2026-03-02T09:05:00Z"))
            .reopened(Instant.parse("2026-03-02T12:00:00Z"));
    assertThat(again.closesAt()).hasValue(Instant.parse("2026-03-03T12:00:00Z"));
  }
}
