package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Invite;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.InviteStore;
import dev.rollcall.gateway.port.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invites in a map. */
public final class MemoryInvites implements InviteStore {
  private final AccountStore accounts;
  private final Map<String, Invite> invites = new HashMap<>();

  public MemoryInvites(AccountStore accounts) {
    this.accounts = accounts;
  }

  @Override
  public synchronized void add(Invite invite, String tokenHash) {
    invites.put(tokenHash, invite);
  }

  @Override
  public synchronized Page<Invite> list(
      String organisationId, int limit, Optional<String> cursor, Instant now) {
    List<Invite> found =
        invites.values().stream()
            .filter(invite -> invite.organisationId().equals(organisationId))
            .filter(invite -> invite.expiresAt().isAfter(now))
            .filter(invite -> invite.id().compareTo(cursor.orElse("~")) < 0)
            .sorted(Comparator.comparing(Invite::id).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, Invite::id);
  }

  @Override
  public synchronized boolean remove(String organisationId, String inviteId) {
    return invites
        .values()
        .removeIf(
            invite ->
                invite.organisationId().equals(organisationId) && invite.id().equals(inviteId));
  }

  @Override
  public synchronized Optional<Invite> findByToken(String tokenHash, Instant now) {
    return Optional.ofNullable(invites.get(tokenHash))
        .filter(invite -> invite.expiresAt().isAfter(now));
  }

  @Override
  public synchronized Accepted accept(
      String tokenHash, Account account, Optional<AccountStore.Identity> identity, Instant now) {
    if (findByToken(tokenHash, now).isEmpty()) {
      return Accepted.GONE;
    }
    boolean added =
        identity.isPresent()
            ? accounts.addIfAbsent(account, identity.get())
            : accounts.addIfAbsent(account);
    if (!added) {
      return Accepted.NAME_TAKEN;
    }
    invites.remove(tokenHash);
    return Accepted.DONE;
  }
}
