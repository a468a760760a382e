package dev.rollcall.gateway.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Links by which a user sets a new password, known by the hash of their token. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached. Safe on any thread.
 */
public interface PasswordResetStore {
  /** Earlier links of the account count no more. */
  void add(String tokenHash, String accountId, Instant now, Instant expiresAt);

  /** Whose link it is, where it is not over. */
  Optional<String> findAccount(String tokenHash, Instant now);

  /**
   * Uses a link: sets the password and ends every session of the account.
   *
   * @return false where the link is gone; of any number of callers at the same time one gets true
   */
  boolean use(String tokenHash, String passwordHash, Instant now);
}
