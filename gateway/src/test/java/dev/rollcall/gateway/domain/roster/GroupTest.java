package dev.rollcall.gateway.domain.roster;

import static com.google.common.truth.Truth.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTest {
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);

  private static Group group(@Nullable LocalDate starts, @Nullable LocalDate ends) {
    return new Group(
        "g", "7a", Group.Kind.CLASS, ZoneOffset.UTC, starts, ends, false, null, Instant.EPOCH, 0);
  }

  @Test
  void group_meetsWithinItsTerm() {
    Group term = group(SEPTEMBER, SEPTEMBER.plusMonths(5));
    assertThat(term.meetsOn(SEPTEMBER.minusDays(1))).isFalse();
    assertThat(term.meetsOn(SEPTEMBER)).isTrue();
    assertThat(term.meetsOn(SEPTEMBER.plusMonths(5))).isTrue();
    assertThat(term.meetsOn(SEPTEMBER.plusMonths(5).plusDays(1))).isFalse();
    assertThat(group(null, null).meetsOn(SEPTEMBER)).isTrue();
  }

  @Test
  void rollOver_endsTheOldTermTheDayBefore_andPutsItAwayOnceOver() {
    Group endless = group(null, null);
    Group running = endless.beforeNextTerm(SEPTEMBER, SEPTEMBER.minusDays(30));
    assertThat(running.endsOn()).isEqualTo(SEPTEMBER.minusDays(1));
    assertThat(running.archived()).isFalse();
    assertThat(endless.beforeNextTerm(SEPTEMBER, SEPTEMBER).archived()).isTrue();
    Group over = group(SEPTEMBER.minusYears(1), SEPTEMBER.minusDays(60));
    assertThat(over.beforeNextTerm(SEPTEMBER, SEPTEMBER.minusDays(30)).endsOn())
        .isEqualTo(SEPTEMBER.minusDays(60));
    Group next = over.next("h", "8a", SEPTEMBER, null, Instant.EPOCH);
    assertThat(next.previousGroupId()).isEqualTo("g");
    assertThat(next.kind()).isEqualTo(Group.Kind.CLASS);
  }

  @Test
  void membership_holdsFromItsFirstDay_andNotOnTheDayOfLeaving() {
    Membership member = new Membership("g", "p", SEPTEMBER, SEPTEMBER.plusDays(2));
    assertThat(member.holdsOn(SEPTEMBER.minusDays(1))).isFalse();
    assertThat(member.holdsOn(SEPTEMBER)).isTrue();
    assertThat(member.holdsOn(SEPTEMBER.plusDays(1))).isTrue();
    assertThat(member.holdsOn(SEPTEMBER.plusDays(2))).isFalse();
  }
}
