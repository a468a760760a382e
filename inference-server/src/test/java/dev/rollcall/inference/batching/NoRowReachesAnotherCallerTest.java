package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.FaultyNetwork;
import dev.rollcall.inference.engine.FaultyNetwork.Fault;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many callers, two networks, a device that fails in every way, cancels: whoever is answered is
 * answered with what they sent, and everybody is answered. {@code -Dfull} runs a hundred times as
 * long.
 */
class NoRowReachesAnotherCallerTest {
  private static final int CALLERS = 8;
  private static final int CALLS = Boolean.getBoolean("full") ? 30_000 : 300;

  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  private static Model model(String id, Task task, long seed) {
    FaultyNetwork network = new FaultyNetwork(IdentityEngine.network());
    Random random = new Random(seed);
    network.each(
        rows -> {
          int what;
          synchronized (random) {
            what = random.nextInt(40);
          }
          return switch (what) {
            case 0 -> Fault.fail();
            case 1 -> Fault.error();
            case 2 -> Fault.notANumber(0);
            case 3 -> Fault.wrongRows();
            case 4 -> rows.size() > 32 ? Fault.outOfMemory() : Fault.none();
            default -> Fault.none();
          };
        });
    return TestModel.of(id, task, TestRows.SIDE, network);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rows_underEveryFault_comeBackToWhoSentThem(int permits) throws Exception {
    Model detector = model("detector", Task.DETECTION, 1);
    Model heads = model("heads", Task.RECOGNITION, 2);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (BatchScheduler scheduler = new BatchScheduler(permits, Figures.unseen())) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random random = new Random(100L * permits + i);
        String tenant = "tenant " + i % 3;
        Callable<Integer> caller =
            () -> {
              for (int call = 0; call < CALLS; call++) {
                call(scheduler, random.nextInt(4) == 0 ? detector : heads, tenant, random);
              }
              return CALLS;
            };
        done.add(callers.submit(caller));
      }
      for (Future<Integer> caller : done) {
        assertThat(caller.get()).isEqualTo(CALLS);
      }
      assertThat(scheduler.waiting()).isEqualTo(0);
    } finally {
      callers.shutdownNow();
      detector.release();
      heads.release();
    }
    assertThat(detector.isOpen()).isFalse();
    assertThat(heads.isOpen()).isFalse();
    assertThat(answered.get()).isGreaterThan(CALLERS * CALLS / 2);
  }

  private void call(BatchScheduler scheduler, Model model, String tenant, Random random) {
    RequestScope scope = TestRows.request(tenant);
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 80 : 6);
    int from = numbers.getAndAdd(count);
    if (random.nextBoolean()) {
      try {
        List<Outputs.Row> rows = scheduler.run(model, scope, TestRows.rasters(from, count));
        for (int i = 0; i < count; i++) {
          isOwn(rows.get(i), from + i);
        }
      } catch (InferenceException e) {
        scope.abandon();
      }
    } else {
      List<CompletableFuture<Outputs.Row>> rows =
          scheduler.submit(model, scope, TestRows.rasters(from, count));
      if (random.nextInt(4) == 0) {
        scope.cancel();
      }
      for (int i = 0; i < count; i++) {
        try {
          isOwn(rows.get(i).join(), from + i);
        } catch (CompletionException e) {
          assertThat(e).hasCauseThat().isInstanceOf(InferenceException.class);
        }
      }
    }
  }

  private void isOwn(Outputs.Row row, int number) {
    assertThat(IdentityEngine.number(row)).isEqualTo(number);
    answered.incrementAndGet();
  }
}
