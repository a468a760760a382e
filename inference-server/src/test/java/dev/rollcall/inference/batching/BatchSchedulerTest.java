package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.FaultyNetwork;
import dev.rollcall.inference.engine.FaultyNetwork.Fault;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.FakeTicker;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchSchedulerTest {
  private static final int POISON = 666;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeTicker ticker = new FakeTicker();
  private final AtomicInteger deaths = new AtomicInteger();
  private final FaultyNetwork network = new FaultyNetwork(IdentityEngine.network());
  private final Model model = TestModel.of("identity", Task.RECOGNITION, TestRows.SIDE, network);
  private final List<List<Integer>> ran = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BatchScheduler scheduler =
      new BatchScheduler(
          new BatchSettings(1, BatchSettings.CPU_PIXELS, PATIENCE, deaths::incrementAndGet),
          Figures.unseen(),
          ticker);

  BatchSchedulerTest() {
    network.each(this::sound);
  }

  /** Notes what runs; holds it until the gate opens. */
  private Fault sound(List<Raster> rows) {
    ran.add(rows.stream().map(BatchSchedulerTest::number).toList());
    return Fault.hang(entered, gate);
  }

  @AfterEach
  void close() throws InterruptedException {
    gate.countDown();
    scheduler.close();
    model.release();
    // A run that was given up holds the network until it comes back, and nobody waits for that.
    while (model.isOpen()) {
      Thread.sleep(1);
    }
  }

  private static int number(Raster row) {
    return TestRows.number(new PendingRow(TestRows.request(), row, 0));
  }

  private static int answer(CompletableFuture<Outputs.Row> row) {
    return IdentityEngine.number(row.join());
  }

  private static Problem problem(CompletableFuture<Outputs.Row> row) {
    CompletionException failure = assertThrows(CompletionException.class, row::join);
    assertThat(failure).hasCauseThat().isInstanceOf(InferenceException.class);
    return ((InferenceException) requireNonNull(failure.getCause())).problem();
  }

  private CompletableFuture<Outputs.Row> submit(int number) {
    return submit(TestRows.request(), number, 1).get(0);
  }

  private List<CompletableFuture<Outputs.Row>> submit(RequestScope scope, int from, int count) {
    return scheduler.submit(model, scope, TestRows.rasters(from, count));
  }

  /** Keeps the only permit busy, so that what comes next has to queue. */
  private CompletableFuture<Outputs.Row> occupy() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = submit(0);
    entered.await();
    return first;
  }

  @Test
  void submit_manyRequests_eachGetsItsOwnRows() {
    gate.countDown();
    List<List<CompletableFuture<Outputs.Row>>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      requests.add(submit(TestRows.request(), 100 * i, 5));
    }
    for (int i = 0; i < requests.size(); i++) {
      for (int k = 0; k < 5; k++) {
        assertThat(answer(requests.get(i).get(k))).isEqualTo(100 * i + k);
      }
    }
  }

  @Test
  void submit_threeRows_arePaddedWithAValidRowToABucket() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> three = submit(TestRows.request(), 7, 3);
    gate.countDown();
    first.join();
    three.forEach(CompletableFuture::join);

    assertThat(ran.get(1)).containsExactly(7, 8, 9, 7).inOrder();
  }

  @Test
  void run_onAFreePermit_runsOnTheCallersThread() {
    gate.countDown();
    List<Thread> threads = new ArrayList<>();
    network.each(
        rows -> {
          threads.add(Thread.currentThread());
          return Fault.none();
        });

    List<Outputs.Row> rows = scheduler.run(model, TestRows.request(), TestRows.rasters(5, 3));
    assertThat(rows.stream().map(IdentityEngine::number)).containsExactly(5, 6, 7).inOrder();
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void run_whileNoPermitIsFree_isAnsweredByWhoeverHasIt() throws Exception {
    CompletableFuture<Outputs.Row> first = occupy();
    RequestScope scope = TestRows.request();
    CompletableFuture<List<Outputs.Row>> second =
        CompletableFuture.supplyAsync(() -> scheduler.run(model, scope, TestRows.rasters(5, 1)));
    while (scheduler.waiting() == 0) {
      Thread.sleep(1);
    }
    assertThat(scope.facesRemaining()).isEqualTo(1);
    gate.countDown();

    assertThat(IdentityEngine.number(second.get().get(0))).isEqualTo(5);
    assertThat(answer(first)).isEqualTo(0);
    while (scope.facesRemaining() > 0) {
      Thread.sleep(1);
    }
  }

  @Test
  void run_aRowThatFails_throwsItsProblem() {
    gate.countDown();
    network.each(rows -> Fault.fail());

    InferenceException failure =
        assertThrows(
            InferenceException.class,
            () -> scheduler.run(model, TestRows.request(), TestRows.rasters(5, 1)));
    assertThat(failure.problem()).isEqualTo(Problem.ENGINE_FAULT);
  }

  @Test
  void submit_onePoisonedFaceAmong63Good_failsAlone() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    List<Raster> rows = new ArrayList<>(TestRows.rasters(100, 63));
    rows.add(31, IdentityEngine.row(POISON, TestRows.SIDE));
    network.each(
        batch ->
            batch.stream().anyMatch(row -> number(row) == POISON) ? Fault.fail() : Fault.none());
    List<CompletableFuture<Outputs.Row>> answers =
        new ArrayList<>(scheduler.submit(model, TestRows.request(), rows));
    gate.countDown();
    first.join();

    assertThat(problem(answers.remove(31))).isEqualTo(Problem.ENGINE_FAULT);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answer(answers.get(i))).isEqualTo(100 + i);
    }
  }

  @Test
  void submit_aRowAnsweredWithNaN_failsAloneWithoutASecondRun() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    AtomicInteger runs = new AtomicInteger();
    network.each(
        rows -> {
          runs.incrementAndGet();
          return Fault.notANumber(2);
        });
    List<CompletableFuture<Outputs.Row>> answers = submit(TestRows.request(), 10, 4);
    gate.countDown();
    first.join();

    assertThat(problem(answers.get(2))).isEqualTo(Problem.ENGINE_FAULT);
    assertThat(answer(answers.get(1))).isEqualTo(11);
    assertThat(answer(answers.get(3))).isEqualTo(13);
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void submit_networkThatAnswersWrongRows_isNeverBelieved() {
    gate.countDown();
    network.each(rows -> Fault.wrongRows());

    submit(TestRows.request(), 0, 4)
        .forEach(row -> assertThat(problem(row)).isEqualTo(Problem.ENGINE_FAULT));
  }

  @Test
  void submit_memoryForSixteenRows_halvesUntilTheyFitAndRemembersIt() {
    gate.countDown();
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    network.each(
        rows -> {
          sizes.add(rows.size());
          return rows.size() > 16 ? Fault.outOfMemory() : Fault.none();
        });
    List<CompletableFuture<Outputs.Row>> answers = submit(TestRows.request(), 0, 64);
    for (int i = 0; i < 64; i++) {
      assertThat(answer(answers.get(i))).isEqualTo(i);
    }
    sizes.clear();
    submit(TestRows.request(), 0, 64).forEach(CompletableFuture::join);

    assertThat(sizes).containsExactly(16, 16, 16, 16);
  }

  @Test
  void submit_afterAnErrorThatNoNetworkShouldThrow_theWorkerGoesOn() {
    gate.countDown();
    network.each(rows -> Fault.error());
    assertThat(problem(submit(1))).isEqualTo(Problem.ENGINE_FAULT);
    network.each(rows -> Fault.none());

    assertThat(answer(submit(2))).isEqualTo(2);
  }

  @Test
  void submit_cancelledRequest_isDroppedAtOnceAndWhole() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    RequestScope gone = TestRows.request();
    List<CompletableFuture<Outputs.Row>> dropped = submit(gone, 100, 50);
    CompletableFuture<Outputs.Row> other = submit(7);
    gone.cancel();

    // Before any batch ends.
    dropped.forEach(row -> assertThat(problem(row)).isEqualTo(Problem.CANCELLED));
    assertThat(scheduler.waiting()).isEqualTo(1);
    gate.countDown();
    assertThat(answer(other)).isEqualTo(7);
    first.join();
    assertThat(ran).containsExactly(List.of(0), List.of(7)).inOrder();
  }

  @Test
  void submit_callerThatIsFoundGoneOnItsTurn_isNotRun() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    AtomicBoolean hungUp = new AtomicBoolean();
    RequestScope gone = new RequestScope("gone", ticker, Long.MAX_VALUE, hungUp::get);
    List<CompletableFuture<Outputs.Row>> dropped = submit(gone, 100, 50);
    hungUp.set(true);
    gate.countDown();
    first.join();

    dropped.forEach(row -> assertThat(problem(row)).isEqualTo(Problem.CANCELLED));
    assertThat(ran).containsExactly(List.of(0));
  }

  @Test
  void submit_requestThatGrowsLateInTheQueue_isNotRun() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    RequestScope late =
        new RequestScope("late", ticker, Duration.ofSeconds(1).toNanos(), () -> false);
    CompletableFuture<Outputs.Row> row = submit(late, 7, 1).get(0);
    ticker.advance(Duration.ofSeconds(1));
    gate.countDown();
    first.join();

    assertThat(problem(row)).isEqualTo(Problem.DEADLINE_EXCEEDED);
    assertThat(ran).containsExactly(List.of(0));
  }

  @Test
  void submit_requestThatGrowsLateWhileItRuns_isToldSo() throws InterruptedException {
    RequestScope late =
        new RequestScope("late", ticker, Duration.ofSeconds(1).toNanos(), () -> false);
    CompletableFuture<Outputs.Row> row = submit(late, 7, 1).get(0);
    entered.await();
    ticker.advance(Duration.ofSeconds(1));
    gate.countDown();

    assertThat(problem(row)).isEqualTo(Problem.DEADLINE_EXCEEDED);
  }

  @Test
  void run_thatHangs_isGivenUpAndOthersGoOn() throws InterruptedException {
    CompletableFuture<Outputs.Row> stuck = occupy();
    CompletableFuture<Outputs.Row> waiting = submit(7);
    ticker.advance(PATIENCE);
    scheduler.giveUpOverdue();
    assertThat(stuck.isDone()).isFalse();
    network.each(rows -> Fault.none());
    ticker.advance(Duration.ofNanos(1));
    scheduler.giveUpOverdue();

    assertThat(problem(stuck)).isEqualTo(Problem.ENGINE_FAULT);
    assertThat(answer(waiting)).isEqualTo(7);
    assertThat(answer(submit(8))).isEqualTo(8);
    assertThat(deaths.get()).isEqualTo(0);
  }

  @Test
  void run_thatHangsWhileItsNetworkIsSwappedAway_keepsItOpen() throws InterruptedException {
    Model old = TestModel.of("old", Task.RECOGNITION, TestRows.SIDE, network);
    CompletableFuture<Outputs.Row> stuck =
        scheduler.submit(old, TestRows.request(), TestRows.rasters(0, 1)).get(0);
    entered.await();
    old.release();
    assertThat(old.isOpen()).isTrue();
    gate.countDown();

    assertThat(answer(stuck)).isEqualTo(0);
    while (old.isOpen()) {
      Thread.sleep(1);
    }
  }

  @Test
  void run_moreHangThanThereArePermits_theDeviceIsDeclaredDead() throws InterruptedException {
    CompletableFuture<Outputs.Row> stuck = occupy();
    CountDownLatch again = new CountDownLatch(1);
    network.each(rows -> Fault.hang(again, gate));
    ticker.advance(PATIENCE.plusNanos(1));
    scheduler.giveUpOverdue();
    CompletableFuture<Outputs.Row> next = submit(1);
    again.await();
    CompletableFuture<Outputs.Row> waiting = submit(2);
    ticker.advance(PATIENCE.plusNanos(1));
    scheduler.giveUpOverdue();

    for (CompletableFuture<Outputs.Row> row : List.of(stuck, next, waiting)) {
      assertThat(problem(row)).isEqualTo(Problem.ENGINE_FAULT);
    }
    assertThat(assertThrows(InferenceException.class, () -> submit(3)).problem())
        .isEqualTo(Problem.ENGINE_FAULT);
    assertThat(deaths.get()).isEqualTo(1);
  }

  @Test
  void close_withRowsWaiting_refusesThemAsDraining() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> waiting = submit(TestRows.request(), 1, 3);
    Thread closing = new Thread(scheduler::close);
    closing.start();
    waiting.forEach(row -> assertThat(problem(row)).isEqualTo(Problem.DRAINING));
    gate.countDown();
    closing.join();

    assertThat(answer(first)).isEqualTo(0);
    InferenceException refused = assertThrows(InferenceException.class, () -> submit(1));
    assertThat(refused.problem()).isEqualTo(Problem.DRAINING);
  }
}
