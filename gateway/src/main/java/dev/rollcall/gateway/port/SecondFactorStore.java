package dev.rollcall.gateway.port;

import java.util.List;
import java.util.Optional;

/**
 * Second factors of accounts. A code counts once, also where two gateways are asked at the same
 * moment. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached.
 * Safe on any thread.
 */
public interface SecondFactorStore {
  /** Empty where the account has none, not even one that waits to be confirmed. */
  Optional<Stored> find(String accountId);

  /** Keeps a new secret that does not count yet; false where one counts already. */
  boolean begin(String accountId, byte[] secret);

  /**
   * Makes the secret count, and the step of the code that confirmed it used.
   *
   * @return false where there is no secret that waits, or the step was used
   */
  boolean confirm(String accountId, long step, List<String> recoveryCodeHashes);

  /** True for the first caller of a step that is later than every step used before. */
  boolean useStep(String accountId, long step);

  /** True for the first caller of a recovery code. */
  boolean useRecoveryCode(String accountId, String codeHash);

  /** Takes secret and recovery codes away. */
  void end(String accountId);

  /** A secret, and whether it counts. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  record Stored(byte[] secret, boolean on) {}
}
