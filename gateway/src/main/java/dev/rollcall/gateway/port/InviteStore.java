package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Invite;
import java.time.Instant;
import java.util.Optional;

/**
 * Invites, known by the hash of their token. Of any number of callers at the same time one takes an
 * invite up. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be
 * reached. Safe on any thread.
 */
public interface InviteStore {
  void add(Invite invite, String tokenHash);

  /** Those that nobody has taken up and that are not over, newest first. */
  Page<Invite> list(String organisationId, int limit, Optional<String> cursor, Instant now);

  /** False where the organisation has no such invite. */
  boolean remove(String organisationId, String inviteId);

  Optional<Invite> findByToken(String tokenHash, Instant now);

  /** Takes an invite up: it is gone and the account is there, or neither. */
  Accepted accept(
      String tokenHash, Account account, Optional<AccountStore.Identity> identity, Instant now);

  /** What became of it. */
  enum Accepted {
    DONE,
    GONE,
    NAME_TAKEN
  }
}
