package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static String words(long waitingMillis, long computingMillis) throws Exception {
    AtomicLong nanos = new AtomicLong();
    Pace pace = new Pace(nanos::get);
    for (int step = 0; step < 4; step++) {
      pace.waiting(() -> nanos.addAndGet(waitingMillis * 1_000_000));
      pace.computing(() -> nanos.addAndGet(computingMillis * 1_000_000));
    }
    return pace.words();
  }

  @Test
  void words_whereStepsTakeLong_nameTheNetwork() throws Exception {
    assertThat(words(5, 95))
        .isEqualTo(
            "10.0 steps a second, 95 % of the time spent computing and 5 % waiting for pictures: the"
                + " network is what bounds it (a smaller --width, or a GPU)");
  }

  @Test
  void words_wherePicturesAreLate_nameThem() throws Exception {
    assertThat(words(60, 40)).contains("making them is what bounds it");
  }
}
