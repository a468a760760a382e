package dev.rollcall.gateway.http;

import static com.google.common.truth.Truth.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  /** Far more than any kind has threads. */
  private static final int TASKS = 30;

  private static final List<BiFunction<Workers, Callable<Boolean>, Future<Boolean>>> KINDS =
      List.of(Workers::picture, Workers::desk, Workers::password, Workers::file, Workers::outside);

  @Test
  void workOfOneKind_thatWaits_keepsNoOtherWaiting() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      for (var slow : KINDS) {
        CountDownLatch end = new CountDownLatch(1);
        List<Future<Boolean>> waiting = new ArrayList<>();
        try (Workers workers = new Workers(vertx)) {
          for (int i = 0; i < TASKS; i++) {
            waiting.add(slow.apply(workers, () -> end.await(1, TimeUnit.MINUTES)));
          }
          for (var other : KINDS) {
            if (other != slow) {
              assertThat(done(other.apply(workers, () -> true))).isTrue();
            }
          }
          end.countDown();
          for (Future<Boolean> one : waiting) {
            assertThat(done(one)).isTrue();
          }
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static boolean done(Future<Boolean> work) throws Exception {
    return work.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }
}
