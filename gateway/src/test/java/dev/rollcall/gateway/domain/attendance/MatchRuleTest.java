package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchRuleTest {
  private final MatchRule rule = new MatchRule(1.0);

  private Match decide(@Nullable Double first, @Nullable Double second) {
    return rule.decide(
        new Nearest(
            first == null ? null : new Candidate("a", first),
            second == null ? null : new Candidate("b", second)));
  }

  @Test
  void nobodyEnrolled_isUnknownWithoutADistance() {
    assertThat(decide(null, null)).isEqualTo(new Match(Decision.UNKNOWN, null, null, 1.0));
  }

  @Test
  void nearest_atTheThreshold_isMatched() {
    assertThat(decide(1.0, null)).isEqualTo(new Match(Decision.MATCHED, "a", 1.0, 1.0));
  }

  @Test
  void nearest_beyondTheThreshold_isUnknownAndNamesNobody() {
    assertThat(decide(Math.nextUp(1.0), null))
        .isEqualTo(new Match(Decision.UNKNOWN, null, Math.nextUp(1.0), 1.0));
  }

  @Test
  void second_almostAsNear_isAmbiguousAndNamesNobody() {
    assertThat(decide(0.80, 0.81)).isEqualTo(new Match(Decision.AMBIGUOUS, null, 0.80, 1.0));
    assertThat(decide(0.80, 0.80).decision()).isEqualTo(Decision.AMBIGUOUS);
  }

  @Test
  void second_aMarginFurther_isNoDoubt() {
    assertThat(decide(0.75, 0.75 + MatchRule.AMBIGUITY_MARGIN + 1e-9).decision())
        .isEqualTo(Decision.MATCHED);
  }

  @Test
  void second_beyondTheThreshold_isNoDoubt() {
    assertThat(decide(0.995, 1.001).decision()).isEqualTo(Decision.MATCHED);
  }

  @Test
  void threshold_thatAcceptsAllOrNone_isRefused() {
    for (double threshold : new double[] {0, -1, 2, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new MatchRule(threshold));
    }
  }
}
