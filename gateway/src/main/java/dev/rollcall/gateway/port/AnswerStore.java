package dev.rollcall.gateway.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Answers kept for callers that ask again with the same Idempotency-Key. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached. Safe on any thread.
 */
public interface AnswerStore {
  /**
   * Claims a key for a request that starts now. Exactly one of any number of callers at the same
   * time gets the claim.
   *
   * @param staleBefore an unfinished claim older than this is taken over: its gateway died
   * @param expiredBefore a finished one older than this is forgotten
   * @return empty where the claim is the caller's; else what is there already
   */
  Optional<Kept> claim(
      String accountId,
      String key,
      String bodyHash,
      Instant now,
      Instant staleBefore,
      Instant expiredBefore);

  /** Keeps the answer of a claimed request. */
  void finish(String accountId, String key, int status, byte[] answer);

  /** Gives a claim up, so that the same key may try again. */
  void release(String accountId, String key);

  /** Gives every unfinished claim up: those who made them are gone. */
  void releaseAll();

  /** A claim of before. */
  record Kept(String bodyHash, Optional<Answer> answer) {}

  /** An answer as it went out; the array is not to be written to. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  record Answer(int status, byte[] bytes) {}
}
