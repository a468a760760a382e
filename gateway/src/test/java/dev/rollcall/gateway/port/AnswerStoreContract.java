package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.port.AnswerStore.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of answers does. */
public abstract class AnswerStoreContract {
  private static final String BODY = Secret.hash("body");
  private static final byte[] ANSWER = "{\"name\":\"محمد 👋\"}".getBytes(StandardCharsets.UTF_8);

  private final String account = Faces.id();
  private AnswerStore answers;

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    answers = empty().answers();
  }

  private Optional<Kept> claim(String key, Instant now) {
    return answers.claim(
        account, key, BODY, now, now.minus(Duration.ofMinutes(3)), now.minus(Duration.ofDays(1)));
  }

  @Test
  void claim_isGivenOnce() {
    assertThat(claim("k", Faces.NOW)).isEmpty();
    Kept kept = claim("k", Faces.NOW.plusSeconds(1)).orElseThrow();
    assertThat(kept.bodyHash()).isEqualTo(BODY);
    assertThat(kept.answer()).isEmpty();
  }

  @Test
  void keys_ofOtherAccountsAndOtherCase_areOthers() {
    assertThat(claim("k", Faces.NOW)).isEmpty();
    assertThat(claim("K", Faces.NOW)).isEmpty();
    assertThat(
            answers.claim(
                Faces.id(), "k", BODY, Faces.NOW, Faces.NOW.minusSeconds(1), Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void answer_finished_isGivenAgain() {
    claim("k", Faces.NOW);
    answers.finish(account, "k", 201, ANSWER);
    AnswerStore.Answer answer =
        claim("k", Faces.NOW.plus(Duration.ofHours(23))).orElseThrow().answer().orElseThrow();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.bytes()).isEqualTo(ANSWER);
  }

  @Test
  void answer_expired_isForgotten() {
    claim("k", Faces.NOW);
    answers.finish(account, "k", 201, ANSWER);
    assertThat(claim("k", Faces.NOW.plus(Duration.ofDays(1)).plusMillis(1))).isEmpty();
  }

  @Test
  void claim_stale_isTakenOver() {
    claim("k", Faces.NOW);
    assertThat(claim("k", Faces.NOW.plus(Duration.ofMinutes(3)))).isPresent();
    assertThat(claim("k", Faces.NOW.plus(Duration.ofMinutes(3)).plusMillis(1))).isEmpty();
  }

  @Test
  void claim_released_isFreeAgain() {
    claim("k", Faces.NOW);
    answers.release(account, "k");
    assertThat(claim("k", Faces.NOW)).isEmpty();
  }

  @Test
  void release_ofAFinishedAnswer_leavesIt() {
    claim("k", Faces.NOW);
    answers.finish(account, "k", 200, ANSWER);
    answers.release(account, "k");
    assertThat(claim("k", Faces.NOW)).isPresent();
  }

  @Test
  void claims_atTheSameMoment_areGivenToOne() throws Exception {
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      CyclicBarrier start = new CyclicBarrier(callers);
      List<Callable<Optional<Kept>>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(
            () -> {
              start.await();
              return claim("k", Faces.NOW);
            });
      }
      int claimed = 0;
      for (Future<Optional<Kept>> call : threads.invokeAll(calls)) {
        claimed += call.get().isEmpty() ? 1 : 0;
      }
      assertThat(claimed).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
