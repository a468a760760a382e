package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormerTest {
  private static final RequestScope.Watcher NOBODY = scope -> {};

  private final Former former = TestRows.heldFormer(1, 100);
  private final List<Former.Dropped> dropped = new ArrayList<>();
  private final Model heads = model("heads", Task.RECOGNITION);
  private final Model detector = model("detector", Task.DETECTION);

  private static Model model(String id, Task task) {
    return TestModel.of(id, task, TestRows.SIDE, IdentityEngine.network());
  }

  private void add(Model model, RequestScope scope, int from, int count) {
    former.add(model, scope, TestRows.rows(scope, from, count), NOBODY, true);
  }

  /** Runs whatever is next, by number. */
  private List<Integer> next() {
    Former.Turn turn = requireNonNull(former.tryTake(dropped));
    former.done();
    return turn instanceof Former.Batch batch ? TestRows.numbers(batch.rows()) : List.of();
  }

  @Test
  void take_whileNoPermitIsFree_composesNothing() {
    add(heads, TestRows.request(), 0, 1);
    assertThat(former.tryTake(dropped)).isNotNull();
    add(heads, TestRows.request(), 1, 1);
    assertThat(former.tryTake(dropped)).isNull();
    add(heads, TestRows.request(), 2, 1);

    // Bound late: what came while the permit was taken is in one batch.
    former.done();
    assertThat(next()).containsExactly(1, 2).inOrder();
  }

  @Test
  void take_twoPermitsFreeAndNothingElseWaits_sharesTheRows() {
    Former two = TestRows.heldFormer(2, 100);
    RequestScope scope = TestRows.request();
    two.add(heads, scope, TestRows.rows(scope, 0, 4), NOBODY, true);

    Former.Batch first = (Former.Batch) requireNonNull(two.tryTake(dropped));
    Former.Batch second = (Former.Batch) requireNonNull(two.tryTake(dropped));
    assertThat(TestRows.numbers(first.rows())).containsExactly(0, 1).inOrder();
    assertThat(TestRows.numbers(second.rows())).containsExactly(2, 3).inOrder();
  }

  @Test
  void take_twoPermitsFreeAndOthersWait_runsTheRowsTogether() {
    Former two = TestRows.heldFormer(2, 100);
    RequestScope scope = TestRows.request();
    two.add(heads, scope, TestRows.rows(scope, 0, 4), NOBODY, true);
    two.add(detector, scope, TestRows.rows(scope, 4, 1), NOBODY, true);

    Former.Batch first = (Former.Batch) requireNonNull(two.tryTake(dropped));
    Former.Batch second = (Former.Batch) requireNonNull(two.tryTake(dropped));
    assertThat(first.rows().size() + second.rows().size()).isEqualTo(5);
  }

  @Test
  void take_sixtyFacesAndThenOne_hasTheOneInTheNextBatch() {
    add(heads, TestRows.request(), 100, 60);
    add(heads, TestRows.request(), 7, 1);

    assertThat(next()).contains(7);
  }

  @Test
  void take_oneTenantOfManyRequests_getsNoMoreTurnsThanAnother() {
    for (int i = 0; i < 40; i++) {
      add(heads, TestRows.request("crowd"), 100 + i * 10, 10);
    }
    add(heads, TestRows.request("single"), 0, 8);
    List<Integer> batch = next();

    assertThat(batch).containsAtLeastElementsIn(IntStream.range(0, 8).boxed().toList()).inOrder();
    assertThat(batch.subList(0, 16).stream().filter(number -> number < 8).count()).isEqualTo(8);
  }

  @Test
  void take_aRequestThatTheBatchFinishes_isNotKeptByRowsThatItCannotFinish() {
    add(heads, TestRows.request(), 100, 200);
    assertThat(next()).hasSize(64);
    add(heads, TestRows.request(), 7, 1);

    List<Integer> batch = next();
    assertThat(batch).contains(7);
    assertThat(batch).hasSize(4);
    assertThat(next()).hasSize(64);
  }

  @Test
  void take_manyRequestsOfOneFace_fillsTheBatch() {
    for (int i = 0; i < 100; i++) {
      add(heads, TestRows.request(), i, 1);
    }

    assertThat(next()).hasSize(64);
  }

  @Test
  void take_ofSeveralShelves_theOneWithTheOldestRequestGoesFirst() {
    RequestScope older = TestRows.request();
    RequestScope newer = TestRows.request();
    add(detector, newer, 1, 1);
    add(heads, older, 2, 1);

    assertThat(next()).containsExactly(2);
    assertThat(next()).containsExactly(1);
  }

  @Test
  void take_laterStagesBeyondHighWater_pausesTheDetector() {
    RequestScope older = TestRows.request();
    RequestScope newer = TestRows.request();
    add(detector, older, 1, 1);
    add(heads, newer, 100, 101);

    assertThat(next()).contains(100);
    assertThat(next()).containsExactly(1);
  }

  @Test
  void take_aRequestThatHasEnded_leavesWholeAndMakesNoBatch() {
    RequestScope ended = TestRows.request();
    add(heads, ended, 1, 30);
    ended.cancel();

    assertThat(next()).isEmpty();
    assertThat(dropped).hasSize(1);
    assertThat(dropped.get(0).rows()).hasSize(30);
    assertThat(dropped.get(0).why()).isEqualTo(Problem.CANCELLED);
    assertThat(former.waiting()).isEqualTo(0);
    assertThat(former.freePermits()).isEqualTo(1);
  }

  @Test
  void drop_aRequestInSeveralShelves_takesOutAllOfItAndNothingElse() {
    RequestScope gone = TestRows.request();
    add(heads, gone, 1, 50);
    add(detector, gone, 51, 1);
    add(heads, TestRows.request(), 7, 1);
    former.drop(gone, Problem.CANCELLED, dropped);

    assertThat(dropped.stream().mapToInt(rows -> rows.rows().size()).sum()).isEqualTo(51);
    assertThat(former.waiting()).isEqualTo(1);
    assertThat(next()).containsExactly(7);
  }

  @Test
  void add_watcher_watchesWhileRowsWaitAndNoLonger() {
    RequestScope scope = TestRows.request();
    List<RequestScope> told = new ArrayList<>();
    former.add(heads, scope, TestRows.rows(scope, 1, 1), told::add, true);
    next();
    scope.cancel();
    assertThat(told).isEmpty();

    RequestScope other = TestRows.request();
    former.add(heads, other, TestRows.rows(other, 1, 1), told::add, true);
    other.cancel();
    assertThat(told).containsExactly(other);
  }

  @Test
  void shrink_afterABatchOfSixtyFour_formsThirtyTwoAtMost() {
    add(heads, TestRows.request(), 0, 200);
    Former.Batch batch = (Former.Batch) requireNonNull(former.tryTake(dropped));
    former.shrink(batch.shelf(), 64);
    former.done();

    assertThat(next()).hasSize(32);
  }

  @Test
  void close_withRowsWaiting_givesThemBackAndTakesNoMore() {
    add(heads, TestRows.request(), 0, 5);
    former.close(dropped);

    assertThat(dropped.get(0).rows()).hasSize(5);
    assertThat(dropped.get(0).why()).isEqualTo(Problem.DRAINING);
    InferenceException refused =
        assertThrows(InferenceException.class, () -> add(heads, TestRows.request(), 0, 1));
    assertThat(refused.problem()).isEqualTo(Problem.DRAINING);
  }
}
