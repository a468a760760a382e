package dev.rollcall.inference.admission;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.request.FakeTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final FakeTicker ticker = new FakeTicker();
  private final Pace pace = new Pace(ticker);

  /** One after the other, each 10 ms. */
  private void work(int calls) {
    for (int i = 0; i < calls; i++) {
      try (Pace.Admitted call = pace.enter()) {
        assertThat(call).isNotNull();
        ticker.advance(Duration.ofMillis(10));
      }
      ticker.advance(Duration.ofMillis(500));
    }
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  void wouldBeLate_idleServer_takesAnyCall() {
    work(10);

    assertThat(pace.wouldBeLate(1)).isFalse();
  }

  @Test
  void wouldBeLate_behindNine_needsTheTimeOfTen() {
    work(10);
    for (int i = 0; i < 9; i++) {
      assertThat(pace.enter()).isNotNull();
    }

    assertThat(pace.wouldBeLate(millis(99))).isTrue();
    assertThat(pace.wouldBeLate(millis(101))).isFalse();
  }

  @Test
  void wouldBeLate_afterCallsThatTookLongerThanForeseen_asksForMoreThatFades() {
    work(10);
    try (Pace.Admitted slow = pace.enter()) {
      assertThat(slow).isNotNull();
      ticker.advance(Duration.ofMillis(200));
    }
    Pace.Admitted open = pace.enter();
    assertThat(pace.wouldBeLate(millis(150))).isTrue();
    ticker.advance(Duration.ofMinutes(1));
    assertThat(pace.wouldBeLate(millis(60))).isFalse();
    open.close();
  }

  @Test
  void wouldBeLate_callsThatShareBatches_countsWhatEachReallyCosts() {
    Deque<Pace.Admitted> batch = new ArrayDeque<>();
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 10; i++) {
        batch.add(pace.enter());
      }
      ticker.advance(Duration.ofMillis(20));
      while (!batch.isEmpty()) {
        batch.remove().close();
      }
    }
    for (int i = 0; i < 10; i++) {
      batch.add(pace.enter());
    }

    // Two milliseconds each, and at most a batch more.
    assertThat(pace.wouldBeLate(millis(45))).isFalse();
    assertThat(pace.wouldBeLate(millis(15))).isTrue();
  }

  @Test
  void close_twice_throws() {
    Pace.Admitted call = pace.enter();
    call.close();

    assertThrows(IllegalStateException.class, call::close);
  }
}
