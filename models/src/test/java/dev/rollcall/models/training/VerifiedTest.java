package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTest {
  @Test
  void accuracy_hasARate_onlyWhereEnoughPairsStandForIt() {
    Verified verified =
        new Verified(
            List.of(0.1, 0.2, 0.3, 1.5),
            IntStream.rangeClosed(1, 6000).mapToObj(i -> i / 4000.0).toList());
    assertThat(verified.accuracy("kept aside", "here").stream().map(it -> it.metric()).toList())
        .containsExactly(
            "auc",
            "distance_at_far_1e-2",
            "tar_at_far_1e-2",
            "distance_at_far_1e-3",
            "tar_at_far_1e-3")
        .inOrder();
    assertThat(verified.accuracy("kept aside", "here").get(1).value()).isWithin(1e-3).of(0.015);
    assertThat(verified.accuracy("kept aside", "here").get(2).value()).isWithin(1e-9).of(0);
  }
}
