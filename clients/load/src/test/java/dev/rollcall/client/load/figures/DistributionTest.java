package dev.rollcall.client.load.figures;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void percentile_nearestRank_isAMeasuredValue() {
    Distribution times = new Distribution(List.of(5.0, 1.0, 4.0, 2.0, 3.0));
    assertThat(times.percentile(50)).isEqualTo(3.0);
    assertThat(times.percentile(95)).isEqualTo(5.0);
    assertThat(times.percentile(0)).isEqualTo(1.0);
  }

  @Test
  void percentile_ofNothing_isNaN() {
    assertThat(new Distribution(List.of()).percentile(50)).isNaN();
  }
}
