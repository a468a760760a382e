package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.TwinEngine;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchSchedulerTest {
  private static final int SIDE = 32;

  /** The recogniser answers the colour of the middle: a row is known by its level. */
  private static final int POISON = 66;

  @TempDir Path root;
  private final TwinEngine engine = new TwinEngine();
  private final List<List<Integer>> ran = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private Catalog catalog;
  private Lease lease;
  private Model model;
  private BatchScheduler scheduler;

  @BeforeEach
  void open() throws IOException {
    catalog = Catalog.open(new TwinStore(root).whole().root(), TwinStore.PACK, engine);
    lease = catalog.lease();
    model = lease.find(Task.RECOGNITION).orElseThrow();
    scheduler = new BatchScheduler(1, Figures.unseen());
    engine.beforeEachRun(
        rows -> {
          entered.countDown();
          await(gate);
          ran.add(rows.stream().map(BatchSchedulerTest::level).toList());
          if (rows.stream().anyMatch(row -> level(row) == POISON)) {
            throw new EngineException("poison");
          }
        });
  }

  @AfterEach
  void close() {
    gate.countDown();
    scheduler.close();
    lease.close();
    catalog.close();
    assertThat(engine.openNetworks()).isEqualTo(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Raster row(int level) {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    Arrays.fill(pixels, (byte) level);
    return new Raster(SIDE, SIDE, pixels);
  }

  private static int level(Raster row) {
    return row.rgb()[0] & 0xFF;
  }

  private static List<Raster> rows(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(BatchSchedulerTest::row).toList();
  }

  private static RequestScope request() {
    return RequestScope.unbounded();
  }

  private static float answer(CompletableFuture<Outputs.Row> row) {
    return row.join().get("embedding", 3)[0];
  }

  private static Problem problem(CompletableFuture<Outputs.Row> row) {
    CompletionException failure = assertThrows(CompletionException.class, row::join);
    assertThat(failure).hasCauseThat().isInstanceOf(InferenceException.class);
    return ((InferenceException) requireNonNull(failure.getCause())).problem();
  }

  /** Keeps the only permit busy, so that what comes next has to queue. */
  private CompletableFuture<Outputs.Row> occupy() {
    CompletableFuture<Outputs.Row> first =
        scheduler.submit(model, request(), List.of(row(0))).get(0);
    await(entered);
    return first;
  }

  @Test
  void submit_manyRequests_eachGetsItsOwnRows() {
    gate.countDown();
    List<List<CompletableFuture<Outputs.Row>>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      requests.add(scheduler.submit(model, request(), rows(100 + i, 5)));
    }
    for (int i = 0; i < requests.size(); i++) {
      for (int k = 0; k < 5; k++) {
        assertThat(answer(requests.get(i).get(k))).isEqualTo(100 + i + k);
      }
    }
  }

  @Test
  void submit_oneFaceBehindAFlood_isInTheNextBatch() {
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> flood = scheduler.submit(model, request(), rows(100, 60));
    CompletableFuture<Outputs.Row> single =
        scheduler.submit(model, request(), List.of(row(7))).get(0);
    gate.countDown();

    assertThat(answer(single)).isEqualTo(7);
    assertThat(answer(first)).isEqualTo(0);
    assertThat(answer(flood.get(59))).isEqualTo(159);
    assertThat(ran.get(1)).contains(7);
    assertThat(ran.get(1).indexOf(7)).isAtMost(1);
  }

  @Test
  void submit_rowsOfOneRequest_runInTheirOrder() {
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> answers =
        scheduler.submit(model, request(), rows(100, 60));
    gate.countDown();
    first.join();
    answers.forEach(CompletableFuture::join);

    assertThat(ran.subList(1, ran.size()).stream().flatMap(List::stream))
        .containsExactlyElementsIn(IntStream.range(100, 160).boxed().toList())
        .inOrder();
  }

  @Test
  void submit_olderRequestsLaterStage_goesBeforeANewerRequest() {
    Model points = lease.find(Task.LANDMARKS).orElseThrow();
    RequestScope older = request();
    RequestScope newer = request();
    CompletableFuture<Outputs.Row> first = occupy();
    CompletableFuture<Outputs.Row> late = scheduler.submit(model, newer, List.of(row(9))).get(0);
    CompletableFuture<Outputs.Row> early =
        scheduler.submit(points, older, List.of(new Raster(16, 16, new byte[768]))).get(0);
    gate.countDown();
    first.join();
    late.join();
    early.join();

    assertThat(ran.get(1)).containsExactly(0);
    assertThat(ran.get(2)).containsExactly(9);
  }

  @Test
  void submit_onePoisonedFaceAmong63Good_failsAlone() {
    CompletableFuture<Outputs.Row> first = occupy();
    List<Raster> rows = new ArrayList<>(rows(100, 63));
    rows.add(31, row(POISON));
    List<CompletableFuture<Outputs.Row>> answers = scheduler.submit(model, request(), rows);
    gate.countDown();
    first.join();

    assertThat(problem(answers.get(31))).isEqualTo(Problem.ENGINE_FAULT);
    long good =
        answers.stream()
            .filter(answer -> answer != answers.get(31))
            .filter(answer -> answer(answer) >= 100)
            .count();
    assertThat(good).isEqualTo(63);
  }

  @Test
  void submit_cancelledRequest_isDroppedWhole() {
    AtomicBoolean cancelled = new AtomicBoolean();
    RequestScope gone = new RequestScope("gone", System::nanoTime, Long.MAX_VALUE, cancelled::get);
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> dropped = scheduler.submit(model, gone, rows(100, 50));
    CompletableFuture<Outputs.Row> other =
        scheduler.submit(model, request(), List.of(row(7))).get(0);
    cancelled.set(true);
    gate.countDown();

    assertThat(answer(first)).isEqualTo(0);
    assertThat(answer(other)).isEqualTo(7);
    dropped.forEach(row -> assertThat(problem(row)).isEqualTo(Problem.CANCELLED));
    assertThat(ran).containsExactly(List.of(0), List.of(7)).inOrder();
  }

  @Test
  void submit_requestThatGrowsLateInTheQueue_isNotRun() {
    AtomicLong now = new AtomicLong();
    RequestScope late = new RequestScope("late", now::get, 100, () -> false);
    CompletableFuture<Outputs.Row> first = occupy();
    CompletableFuture<Outputs.Row> row = scheduler.submit(model, late, List.of(row(7))).get(0);
    now.set(100);
    gate.countDown();
    first.join();

    assertThat(problem(row)).isEqualTo(Problem.DEADLINE_EXCEEDED);
    assertThat(ran).containsExactly(List.of(0));
  }

  @Test
  void close_withRowsWaiting_refusesThemAsDraining() throws InterruptedException {
    CompletableFuture<Outputs.Row> first = occupy();
    List<CompletableFuture<Outputs.Row>> waiting = scheduler.submit(model, request(), rows(1, 3));
    Thread closing = new Thread(scheduler::close);
    closing.start();
    waiting.forEach(row -> assertThat(problem(row)).isEqualTo(Problem.DRAINING));
    gate.countDown();
    closing.join();

    assertThat(answer(first)).isEqualTo(0);
    InferenceException refused =
        assertThrows(
            InferenceException.class, () -> scheduler.submit(model, request(), rows(1, 1)));
    assertThat(refused.problem()).isEqualTo(Problem.DRAINING);
  }
}
