package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Accounts, sessions and API keys; secrets are known by their hash alone. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached. Safe on any thread.
 */
public interface AccountStore {
  Optional<Account> findByUsername(String username);

  Optional<Account> find(String accountId);

  /** Stores the account where no account has that name; false where one has. */
  boolean addIfAbsent(Account account);

  /** Sets a new password hash and ends every session of the account but the one kept. */
  void changePassword(String accountId, String passwordHash, String sessionHashToKeep);

  void addSession(String tokenHash, Session session);

  /** Ends a session; does nothing where there is none. */
  void endSession(String tokenHash);

  /** Forgets sessions that are over. */
  void removeExpiredSessions(Instant now);

  /** Whose session it is, where it is not over and the account not disabled. */
  Optional<Principal> bySession(String tokenHash, Instant now);

  void addKey(ApiKey key, String accountId, String keyHash);

  List<ApiKey> keysOf(String accountId);

  /** False where the account has no such key. */
  boolean removeKey(String accountId, String keyId);

  Optional<Principal> byKey(String keyHash, Instant now);
}
