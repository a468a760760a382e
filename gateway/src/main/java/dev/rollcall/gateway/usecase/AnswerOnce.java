package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AnswerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final int MOST_ABANDONED = 10_000;

  private final AnswerStore answers;
  private final InstantSource clock;

  /** Claims of requests that are over, which could not be given up: the database was away. */
  private final Set<Claim> abandoned = ConcurrentHashMap.newKeySet();

  private record Claim(String accountId, String key) {}

  public AnswerOnce(AnswerStore answers, InstantSource clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** Runs the work, or gives the answer that it gave before. */
  public AnswerStore.Answer run(
      String accountId, String key, String bodyHash, Supplier<AnswerStore.Answer> work) {
    Claim claim = new Claim(accountId, key);
    if (abandoned.contains(claim)) {
      answers.release(accountId, key);
      abandoned.remove(claim);
    }
    Optional<AnswerStore.Kept> kept = claim(claim, bodyHash);
    if (kept.isPresent()) {
      return replay(kept.get(), bodyHash);
    }
    AnswerStore.Answer answer;
    try {
      answer = work.get();
      answers.finish(accountId, key, answer.status(), answer.bytes());
    } catch (RuntimeException e) {
      release(claim, e);
      throw e;
    }
    return answer;
  }

  private Optional<AnswerStore.Kept> claim(Claim claim, String bodyHash) {
    Instant now = clock.instant();
    try {
      return answers.claim(
          claim.accountId(),
          claim.key(),
          bodyHash,
          now,
          now.minus(STALE_AFTER),
          now.minus(KEPT_FOR));
    } catch (RuntimeException e) {
      abandon(claim); // It may have taken effect all the same.
      throw e;
    }
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

  private void release(Claim claim, RuntimeException failure) {
    try {
      answers.release(claim.accountId(), claim.key());
    } catch (ProblemException e) {
      failure.addSuppressed(e);
      abandon(claim);
    }
  }

  private void abandon(Claim claim) {
    if (abandoned.size() < MOST_ABANDONED) {
      abandoned.add(claim);
    } else {
      LOG.warn("claims of Idempotency-Keys stay until they are stale");
    }
  }
}
