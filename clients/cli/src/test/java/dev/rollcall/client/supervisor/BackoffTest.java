package dev.rollcall.client.supervisor;

import static com.google.common.truth.Truth.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void backoff_quickDeaths_doublesUpToItsLimit() {
    Backoff backoff = new Backoff();
    assertThat(backoff.afterDeath(Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.afterDeath(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      backoff.afterDeath(Duration.ofSeconds(2));
    }
    assertThat(backoff.afterDeath(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void backoff_deathAfterALongLife_startsOver() {
    Backoff backoff = new Backoff();
    for (int i = 0; i < 5; i++) {
      backoff.afterDeath(Duration.ZERO);
    }
    assertThat(backoff.afterDeath(Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(500));
  }
}
