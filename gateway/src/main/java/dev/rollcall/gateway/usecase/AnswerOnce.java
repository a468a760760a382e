package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AnswerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same request twice has one effect: the first answer is kept for 24 hours and given again.
 *
 * <p>Only answers of requests that worked are kept. Where one fails nothing was stored, so the same
 * key may try again.
 */
public final class AnswerOnce {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerOnce.class);
  private static final Duration KEPT_FOR = Duration.ofHours(24);

  /** Longer than any request runs: an older unfinished one died with its gateway. */
  private static final Duration STALE_AFTER = Duration.ofMinutes(3);

  private final AnswerStore answers;
  private final InstantSource clock;

  public AnswerOnce(AnswerStore answers, InstantSource clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** Runs the work, or gives the answer that it gave before. */
  public AnswerStore.Answer run(
      String accountId, String key, String bodyHash, Supplier<AnswerStore.Answer> work) {
    Instant now = clock.instant();
    Optional<AnswerStore.Kept> kept =
        answers.claim(accountId, key, bodyHash, now, now.minus(STALE_AFTER), now.minus(KEPT_FOR));
    if (kept.isPresent()) {
      return replay(kept.get(), bodyHash);
    }
    AnswerStore.Answer answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      tell(() -> answers.release(accountId, key), e);
      throw e;
    }
    answers.finish(accountId, key, answer.status(), answer.bytes());
    return answer;
  }

  private static AnswerStore.Answer replay(AnswerStore.Kept kept, String bodyHash) {
    if (!kept.bodyHash().equals(bodyHash)) {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another body before. Use a new key for a new request.");
    }
    return kept.answer()
        .orElseThrow(
            () ->
                ProblemException.unavailable(
                    ProblemCode.REQUEST_IN_PROGRESS,
                    "The first request with this Idempotency-Key is still running. Ask again in a"
                        + " moment.",
                    Duration.ofSeconds(1),
                    null));
  }

  private static void tell(Runnable release, RuntimeException failure) {
    try {
      release.run();
    } catch (ProblemException e) {
      failure.addSuppressed(e);
      LOG.warn("a claim of an Idempotency-Key stays until it is stale: {}", e.getMessage());
    }
  }
}
