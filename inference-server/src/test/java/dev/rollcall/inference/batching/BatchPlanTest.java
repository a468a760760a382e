package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.catalog.BatchCosts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static BatchPlan plan(long... nanos) {
    List<Long> costs = Arrays.stream(nanos).boxed().toList();
    return new BatchPlan(new BatchCosts(BatchCosts.ALL_BUCKETS.subList(0, nanos.length), costs));
  }

  @Test
  void next_whereALargeBatchCostsLittleMore_padsUp() {
    assertThat(plan(100, 110, 120, 130).next(3)).isEqualTo(4);
    assertThat(plan(100, 110, 120, 130).next(5)).isEqualTo(8);
  }

  @Test
  void next_whereEveryRowCostsTheSame_runsSmaller() {
    assertThat(plan(100, 200, 400, 800).next(3)).isEqualTo(1);
    // Three rows: two and then one cost 290, four cost 370.
    assertThat(plan(100, 190, 370, 700).next(3)).isEqualTo(2);
    assertThat(plan(100, 190, 370, 730).next(7)).isEqualTo(4);
  }

  @Test
  void next_whereTheLargestBucketIsDear_staysAtTheCheapestPerRow() {
    BatchPlan plan = plan(100, 150, 200, 300, 700, 1500, 3200);

    assertThat(plan.full()).isEqualTo(8);
    assertThat(plan.next(64)).isEqualTo(8);
    assertThat(plan.next(1000)).isEqualTo(8);
  }

  @Test
  void full_whereALargerBatchSavesNextToNothing_isTheSmaller() {
    assertThat(plan(100, 150, 300, 596, 1190).full()).isEqualTo(2);
    assertThat(plan(100, 198, 392).full()).isEqualTo(1);
    assertThat(plan(100, 150, 280).full()).isEqualTo(4);
  }

  @Test
  void next_everyNumberOfRows_isAtMostOnePaddedBucket() {
    BatchPlan plan = plan(100, 180, 330, 600, 1100, 2100, 4000);
    for (int waiting = 1; waiting <= 64; waiting++) {
      assertThat(plan.next(waiting)).isLessThan(2 * waiting);
    }
  }

  @Test
  void share_whereAPartIsClearlyCheaper_isAPart_elseTheWhole() {
    assertThat(plan(100, 180, 330, 600).share(2, 2)).isEqualTo(1);
    assertThat(plan(100, 180, 330, 600).share(7, 2)).isEqualTo(4);
    // As on a GPU, where a batch of two takes as long as one of one.
    assertThat(plan(100, 105, 110, 120).share(2, 2)).isEqualTo(2);
    assertThat(plan(100, 180, 330, 600).share(1, 2)).isEqualTo(1);
    assertThat(plan(100, 180, 330, 600).share(100, 2)).isEqualTo(8);
  }

  @Test
  void knee_isTheSmallestBucketThatIsNearlyAsCheapARow() {
    assertThat(plan(100, 180, 330, 600, 1100, 2100, 4100).knee()).isEqualTo(8);
    assertThat(plan(100, 200, 400).knee()).isEqualTo(1);
  }

  @Test
  void atMost_smallerThanAnyBucket_keepsOne() {
    assertThat(plan(100, 180, 330).atMost(0).full()).isEqualTo(1);
    assertThat(plan(100, 180, 330).atMost(3).full()).isEqualTo(2);
  }
}
