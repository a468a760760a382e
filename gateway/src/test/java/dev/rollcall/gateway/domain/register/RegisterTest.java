package dev.rollcall.gateway.domain.register;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.domain.timetable.SessionRules.CheckOut;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A shift from 08:00 to 16:00 UTC. */
class RegisterTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final SessionRules STRICT =
      new SessionRules(30, 10, 120, 15, 240, CheckOut.REQUIRED, 60);

  static AttendanceSession session(SessionRules rules) {
    return new AttendanceSession(
        "s",
        "g",
        null,
        "Shift",
        START,
        START.plus(Duration.ofHours(8)),
        ZoneOffset.UTC,
        LocalDate.of(2026, 3, 2),
        AttendanceSession.Phase.PLANNED,
        null,
        null,
        null,
        rules,
        0);
  }

  private static Sighting at(String time, Direction direction) {
    return new Sighting(time + direction, direction, Instant.parse("2026-03-02T" + time + "Z"));
  }

  private static Sighting in(String time) {
    return at(time, Direction.IN);
  }

  private static Sighting out(String time) {
    return at(time, Direction.OUT);
  }

  private static Outcome closed(SessionRules rules, Sighting... sightings) {
    return Register.judge(session(rules), true, false, List.of(sightings)).outcome();
  }

  private static Presence presence(SessionRules rules, Sighting... sightings) {
    return closed(rules, sightings).presence();
  }

  @Test
  void nobodyCame_isPending_thenAbsent_orExcused() {
    AttendanceSession session = session(STRICT);
    assertThat(Register.judge(session, false, false, List.of()).outcome().presence())
        .isEqualTo(Presence.PENDING);
    assertThat(Register.judge(session, true, false, List.of()).outcome().presence())
        .isEqualTo(Presence.ABSENT);
    assertThat(Register.judge(session, true, true, List.of()).outcome().presence())
        .isEqualTo(Presence.EXCUSED);
    assertThat(Register.judge(session, true, true, List.of(in("08:00:00"))).outcome().presence())
        .isEqualTo(Presence.PRESENT);
  }

  @Test
  void grace_countsWholeMinutes() {
    assertThat(presence(STRICT, in("08:10:59"), out("16:00:00"))).isEqualTo(Presence.PRESENT);
    Outcome late = closed(STRICT, in("08:11:00"), out("16:00:00"));
    assertThat(late.presence()).isEqualTo(Presence.LATE);
    assertThat(late.minutesLate()).isEqualTo(11);
    assertThat(presence(rules(null, null, null, null), in("12:00:00"), out("16:00:00")))
        .isEqualTo(Presence.PRESENT);
  }

  private static SessionRules rules(
      @Nullable Integer grace,
      @Nullable Integer absent,
      @Nullable Integer early,
      @Nullable Integer half) {
    return new SessionRules(0, grace, absent, early, half, CheckOut.OPTIONAL, 60);
  }

  @Test
  void comingLaterThanTheAbsenceLimit_isAbsent_thoughSeen() {
    assertThat(presence(STRICT, in("10:00:59"), out("16:00:00"))).isEqualTo(Presence.LATE);
    Outcome absent = closed(STRICT, in("10:01:00"), out("16:00:00"));
    assertThat(absent.presence()).isEqualTo(Presence.ABSENT);
    assertThat(absent.minutesLate()).isEqualTo(121);
    assertThat(absent.checkIn()).isEqualTo(Instant.parse("2026-03-02T10:01:00Z"));
  }

  @Test
  void leavingEarly_isTold_andForLong_isHalfADay() {
    Outcome early = closed(STRICT, in("08:00:00"), out("15:44:00"));
    assertThat(early.leftEarly()).isTrue();
    assertThat(early.presence()).isEqualTo(Presence.PRESENT);
    assertThat(closed(STRICT, in("08:00:00"), out("15:44:59")).leftEarly()).isFalse();
    Outcome half = closed(STRICT, in("08:00:00"), out("11:59:00"));
    assertThat(half.presence()).isEqualTo(Presence.HALF_DAY);
    assertThat(half.minutesPresent()).isEqualTo(239);
    assertThat(presence(STRICT, in("08:00:00"), out("12:00:00"))).isEqualTo(Presence.PRESENT);
  }

  @Test
  void pain7_forgottenCheckOut_isTakenToBeAtTheEnd_andTold() {
    Outcome outcome = closed(STRICT, in("08:05:00"));
    assertThat(outcome.autoClosed()).isTrue();
    assertThat(outcome.checkOut()).isEqualTo(START.plus(Duration.ofHours(8)));
    assertThat(outcome.minutesPresent()).isEqualTo(475);
    Outcome open = Register.judge(session(STRICT), false, false, List.of(in("08:05:00"))).outcome();
    assertThat(open.autoClosed()).isFalse();
    assertThat(open.minutesPresent()).isNull();
    assertThat(closed(rules(10, null, null, null), in("08:05:00")).autoClosed()).isFalse();
  }

  @Test
  void comingBack_takesTheBreakOff_andTheEarlierCheckOutDoesNotCount() {
    Outcome outcome =
        closed(STRICT, in("08:00:00"), out("12:00:00"), in("13:00:00"), out("16:10:00"));
    assertThat(outcome.checkOut()).isEqualTo(Instant.parse("2026-03-02T16:10:00Z"));
    assertThat(outcome.minutesPresent()).isEqualTo(420);
    assertThat(closed(STRICT, in("08:00:00"), out("12:00:00"), in("13:00:00")).autoClosed())
        .isTrue();
    assertThat(closed(STRICT, in("08:00:00"), out("12:00:00"), out("15:00:00")).minutesPresent())
        .isEqualTo(420);
  }

  @Test
  void timeBeforeTheStart_andBehindTheEnd_isNotPresence() {
    assertThat(closed(STRICT, in("07:40:00"), out("16:30:00")).minutesPresent()).isEqualTo(480);
  }

  @Test
  void checkOutAlone_isJudgedByWhenThePersonWasFirstSeen() {
    Outcome outcome = closed(rules(10, null, null, null), out("08:05:00"));
    assertThat(outcome.presence()).isEqualTo(Presence.PRESENT);
    assertThat(outcome.checkIn()).isNull();
    assertThat(outcome.minutesPresent()).isEqualTo(0);
  }

  @Test
  void pain22_correctedTime_isJudgedAnew() {
    assertThat(presence(STRICT, in("08:30:00"), out("16:00:00"))).isEqualTo(Presence.LATE);
    assertThat(presence(STRICT, in("08:02:00"), out("16:00:00"))).isEqualTo(Presence.PRESENT);
  }

  @Test
  void pain4_someoneWhoIsInAlready_repeats_howeverLater() {
    List<Sighting> known = List.of(in("08:00:00"));
    assertThat(Register.repeated(in("08:00:01"), known, COOLDOWN)).isPresent();
    assertThat(Register.repeated(in("15:00:00"), known, COOLDOWN)).isPresent();
    assertThat(Register.repeated(out("08:01:00"), known, COOLDOWN)).isEmpty();
    List<Sighting> gone = List.of(in("08:00:00"), out("12:00:00"));
    assertThat(Register.repeated(out("12:04:59"), gone, COOLDOWN)).isPresent();
    assertThat(Register.repeated(out("12:05:00"), gone, COOLDOWN)).isEmpty();
    assertThat(Register.repeated(in("13:00:00"), gone, COOLDOWN)).isEmpty();
    assertThat(Register.repeated(in("07:59:00"), known, COOLDOWN)).isPresent();
    assertThat(Register.repeated(in("07:30:00"), known, COOLDOWN)).isEmpty();
  }

  @Provide
  Arbitrary<List<Sighting>> sightings() {
    return Combinators.combine(
            Arbitraries.integers().between(-60, 600), Arbitraries.of(Direction.values()))
        .as((minute, direction) -> new Object[] {minute, direction})
        .list()
        .ofMaxSize(8)
        .map(
            all -> {
              List<Sighting> made = new ArrayList<>();
              for (Object[] one : all) {
                made.add(
                    new Sighting(
                        "r" + made.size(),
                        (Direction) one[1],
                        START.plus(Duration.ofMinutes((Integer) one[0]))));
              }
              return made;
            });
  }

  @Provide
  Arbitrary<SessionRules> anyRules() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(-200, 480);
    return Combinators.combine(
            minutes, minutes, minutes, minutes, Arbitraries.of(CheckOut.values()))
        .as(
            (grace, absent, early, half, out) ->
                new SessionRules(60, on(grace), on(absent), on(early), on(half), out, 60));
  }

  /** A rule that is off in a third of the cases. */
  private static @Nullable Integer on(int minutes) {
    return minutes < 0 ? null : minutes;
  }

  @Property(tries = 3000)
  void outcome_doesNotDependOnTheOrderOfTheRecords(
      @ForAll("sightings") List<Sighting> sightings,
      @ForAll("anyRules") SessionRules rules,
      @ForAll long seed) {
    List<Sighting> shuffled = new ArrayList<>(sightings);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Register.judge(session(rules), true, false, shuffled))
        .isEqualTo(Register.judge(session(rules), true, false, sightings));
  }

  @Property(tries = 3000)
  void outcome_keepsWithinItsBounds(
      @ForAll("sightings") List<Sighting> sightings, @ForAll("anyRules") SessionRules rules) {
    Register.Judged judged = Register.judge(session(rules), true, false, sightings);
    Outcome outcome = judged.outcome();
    assertThat(outcome.presence()).isNotEqualTo(Presence.PENDING);
    assertThat(outcome.minutesPresent()).isAtLeast(0);
    assertThat(outcome.minutesPresent()).isAtMost(480);
    if (outcome.presence() == Presence.LATE) {
      assertThat(outcome.minutesLate()).isGreaterThan(rules.graceMinutes());
    }
    if (outcome.presence() == Presence.PRESENT) {
      assertThat(outcome.minutesLate()).isEqualTo(0);
    }
    if (judged.checkInRecord() != null && judged.checkOutRecord() != null) {
      assertThat(outcome.checkOut()).isAtLeast(outcome.checkIn());
    }
    assertThat(outcome.autoClosed() && judged.checkOutRecord() != null).isFalse();
  }

  @Property(tries = 2000)
  void comingEarlier_neverMakesItWorse(
      @ForAll("anyRules") SessionRules rules,
      @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = 479) int minute) {
    Sighting later = new Sighting("a", Direction.IN, START.plus(Duration.ofMinutes(minute)));
    Sighting earlier = new Sighting("a", Direction.IN, START.plus(Duration.ofMinutes(minute / 2)));
    Outcome worse = Register.judge(session(rules), true, false, List.of(later)).outcome();
    Outcome better = Register.judge(session(rules), true, false, List.of(earlier)).outcome();
    assertThat(better.minutesLate()).isAtMost(worse.minutesLate());
    assertThat(better.minutesPresent()).isAtLeast(worse.minutesPresent());
  }

  @Test
  void figures_areSums_andHalfADayCountsHalf() {
    Figures figures = Figures.NONE;
    for (Presence presence :
        List.of(
            Presence.PRESENT,
            Presence.LATE,
            Presence.HALF_DAY,
            Presence.ABSENT,
            Presence.EXCUSED)) {
      figures = figures.plus(new Outcome(presence, false, null, null, false, 3, 10));
    }
    assertThat(figures.sessions()).isEqualTo(5);
    assertThat(figures.attended()).isEqualTo(3);
    assertThat(figures.percentage()).isWithin(1e-9).of(62.5);
    assertThat(figures.rate()).isWithin(1e-9).of(0.75);
    assertThat(figures.minutesLate()).isEqualTo(15);
    assertThat(Figures.NONE.percentage()).isNull();
  }
}
