package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.domain.audit.Deed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, sessions and API keys; secrets are known by their hash alone. User names are unique
 * over all organisations. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store
 * cannot be reached. Safe on any thread.
 */
public interface AccountStore {
  Optional<Account> findByUsername(String username);

  /** Everybody who has this address, of any organisation. */
  List<Account> findByEmail(String email);

  /** Whose account a subject of a login provider signs in to. */
  Optional<Account> findByIdentity(Identity identity);

  Optional<Account> find(String accountId);

  /** Of one organisation. */
  Optional<Account> find(String organisationId, String accountId);

  /**
   * Newest first.
   *
   * @param cursor of the page before, or empty for the first
   * @param text only those whose user name or mail address contains it; empty for all
   */
  Page<Account> list(String organisationId, int limit, Optional<String> cursor, String text);

  /** Stores the account where no account has that name; false where one has. */
  boolean addIfAbsent(Account account);

  /** The same, for who signs in with a provider; false also where the identity has an account. */
  boolean addIfAbsent(Account account, Identity identity);

  /**
   * Takes over mail address, role, groups, person and whether it is disabled. Of an organisation
   * one change runs at a time, and none leaves it without an owner that is not disabled.
   *
   * @param version what the caller has read; empty: whatever it is
   * @param change may run more than once
   * @param deed what the audit log says of it, in the same transaction
   */
  Changed change(
      String organisationId,
      String accountId,
      OptionalLong version,
      UnaryOperator<Account> change,
      Deed deed);

  /** Removes an account with its sessions and keys, under the rules of a change. */
  Changed remove(String organisationId, String accountId, OptionalLong version, Deed deed);

  /** Sets a new password hash and ends every session of the account but the one kept. */
  void changePassword(String accountId, String passwordHash, String sessionHashToKeep);

  void addSession(String tokenHash, Session session);

  /** Those that are not over, newest first. */
  List<Session> sessionsOf(String accountId, Instant now);

  /** False where the account has no such session. */
  boolean endSession(String accountId, String sessionId);

  /** Ends all sessions of an account, but for one where one is named. */
  void endSessions(String accountId, @Nullable String sessionIdToKeep);

  /** Forgets sessions that are over. */
  void removeExpiredSessions(Instant now);

  /** Whose session it is, where it is not over and the account not disabled. */
  Optional<Principal> bySession(String tokenHash, Instant now);

  /** Notes that a session or a key was used. */
  void noteUse(Principal principal, Instant now);

  void addKey(ApiKey key, String accountId, String keyHash);

  /** Newest first. */
  List<ApiKey> keysOf(String accountId);

  /** False where the account has no such key. */
  boolean removeKey(String accountId, String keyId);

  /** Whose key it is, where it has not ended and the account is not disabled. */
  Optional<Principal> byKey(String keyHash, Instant now);

  /**
   * Who somebody is at a login provider.
   *
   * @param provider with its organisation
   */
  record Identity(String provider, String subject) {}

  /** What became of a change. */
  enum Outcome {
    DONE,
    NOT_FOUND,
    OTHER_VERSION,
    LAST_OWNER
  }

  /**
   * What became of a change.
   *
   * @param account as it is after the change; null where nothing was done
   */
  record Changed(Outcome outcome, @Nullable Account account) {}
}
