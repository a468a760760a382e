package dev.rollcall.gateway.port;

import java.time.Duration;
import java.time.Instant;

/**
 * Attempts to sign in that have not worked, by user name and address. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached. Safe on any thread.
 */
public interface LoginFailureStore {
  /**
   * Counts an attempt before it is known how it ends, so that attempts at the same time count each.
   * Forgets what is older than the window. Once there are more than {@code most}, further ones move
   * nothing.
   */
  Attempts begin(String usernameHash, String address, Instant now, Duration window, int most);

  /** The attempt was no guess: counts one less. */
  void forgive(String usernameHash, String address);

  /** The attempt worked: nothing is held against this address any more. */
  void clear(String usernameHash, String address);

  /**
   * How many there were within the window, this one among them.
   *
   * @param lastAt of this name from this address, this one among them unless there were too many
   */
  record Attempts(int fromAddress, int ofName, Instant lastAt) {}
}
