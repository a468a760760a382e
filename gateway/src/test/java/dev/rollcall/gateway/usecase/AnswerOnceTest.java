package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.memory.MemoryAnswers;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AnswerStore;
import dev.rollcall.gateway.port.AnswerStore.Answer;
import dev.rollcall.gateway.port.Faces;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AnswerOnceTest {
  private Instant now = Faces.NOW;
  private int runs;
  private final AnswerOnce once = new AnswerOnce(new MemoryAnswers(), () -> now);

  private Answer run(String key, String body) {
    return once.run("account", key, body, this::work);
  }

  private Answer work() {
    runs++;
    return new Answer(201, new byte[] {(byte) runs});
  }

  @Test
  void sameRequest_again_hasOneEffectAndOneAnswer() {
    Answer first = run("k", "body");
    now = now.plus(Duration.ofHours(24));
    Answer second = run("k", "body");
    assertThat(runs).isEqualTo(1);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void sameRequest_aDayLater_runsAgain() {
    run("k", "body");
    now = now.plus(Duration.ofHours(24)).plusMillis(1);
    run("k", "body");
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void otherKey_isAnotherRequest() {
    run("k", "body");
    run("l", "body");
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void sameKey_withAnotherBody_isRefused() {
    run("k", "body");
    ProblemException refused = assertThrows(ProblemException.class, () -> run("k", "other body"));
    assertThat(refused.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void sameRequest_whileTheFirstRuns_isToldToWait() {
    once.run(
        "account",
        "k",
        "body",
        () -> {
          ProblemException refused = assertThrows(ProblemException.class, () -> run("k", "body"));
          assertThat(refused.code()).isEqualTo(ProblemCode.REQUEST_IN_PROGRESS);
          assertThat(refused.retryAfter()).isPresent();
          return work();
        });
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void requestThatFailed_mayTryAgain() {
    assertThrows(
        IllegalStateException.class,
        () ->
            once.run(
                "account",
                "k",
                "body",
                () -> {
                  throw new IllegalStateException("broke");
                }));
    run("k", "body");
    assertThat(runs).isEqualTo(1);
  }

  /** The database dies under a request, and with it the word that the claim is given up. */
  @Test
  void claimThatCouldNotBeGivenUp_doesNotKeepItsCallerOut() {
    AtomicBoolean away = new AtomicBoolean();
    AnswerStore store =
        new MemoryAnswers() {
          @Override
          public synchronized void release(String accountId, String key) {
            if (away.get()) {
              throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE, "away");
            }
            super.release(accountId, key);
          }
        };
    AnswerOnce answers = new AnswerOnce(store, () -> now);
    away.set(true);
    assertThrows(
        IllegalStateException.class,
        () ->
            answers.run(
                "account",
                "k",
                "body",
                () -> {
                  throw new IllegalStateException("broke");
                }));
    away.set(false);
    answers.run("account", "k", "body", this::work);
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void claimsOfADeadGateway_areGivenUpByTheNext() {
    AnswerStore store = new MemoryAnswers();
    store.claim("account", "k", "body", now, now, now);
    store.releaseAll();
    new AnswerOnce(store, () -> now).run("account", "k", "body", this::work);
    assertThat(runs).isEqualTo(1);
  }
}
