package dev.rollcall.gateway.http;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void body_thatComesSteadily_isWaitedFor() {
    for (int look = 1; look <= 100; look++) {
      assertThat(pace.isTooSlow(look * Pace.LEAST_BYTES_A_PERIOD)).isFalse();
    }
  }

  @Test
  void body_thatTrickles_isTooSlow_howeverFastItBegan() {
    assertThat(pace.isTooSlow(10L << 20)).isFalse();
    assertThat(pace.isTooSlow((10L << 20) + 15)).isTrue();
  }

  @Test
  void body_ofWhichNothingComes_isTooSlow() {
    assertThat(pace.isTooSlow(0)).isTrue();
  }
}
