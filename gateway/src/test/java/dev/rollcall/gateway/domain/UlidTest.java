package dev.rollcall.gateway.domain;

import static com.google.common.truth.Truth.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UlidTest {
  private static final Random RANDOM = new Random(1);

  @Test
  void time_standsInTheFirstTenCharacters() {
    // The example of the specification: 01ARYZ6S41 is 1469918176385.
    assertThat(Ulid.at(Instant.ofEpochMilli(1469918176385L), RANDOM)).startsWith("01ARYZ6S41");
  }

  @Test
  void ids_sortByTime() {
    Instant time = Instant.parse("2026-03-02T08:00:00Z");
    for (int i = 0; i < 100; i++) {
      assertThat(Ulid.at(time, RANDOM)).isLessThan(Ulid.at(time.plusMillis(1), RANDOM));
    }
  }

  @Test
  void id_looksLikeOne() {
    assertThat(Ulid.looksLike(Ulid.at(Instant.EPOCH, RANDOM))).isTrue();
  }

  @Test
  void otherTexts_doNot() {
    assertThat(Ulid.looksLike("")).isFalse();
    assertThat(Ulid.looksLike("../../../../etc/passwd....")).isFalse();
    assertThat(Ulid.looksLike("01aryz6s41tsv4rrffq69g5fav")).isFalse();
    assertThat(Ulid.looksLike("01ARYZ6S41TSV4RRFFQ69G5FA")).isFalse();
    assertThat(Ulid.looksLike("01ARYZ6S41TSV4RRFFQ69G5FAVX")).isFalse();
    assertThat(Ulid.looksLike("01ARYZ6S41TSV4RRFFQ69G5FA٣")).isFalse();
    // Crockford's alphabet has no I, L, O and U.
    assertThat(Ulid.looksLike("01ARYZ6S41TSV4RRFFQ69G5FAU")).isFalse();
  }
}
