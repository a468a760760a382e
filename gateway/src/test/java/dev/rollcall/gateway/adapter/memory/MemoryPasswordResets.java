package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.PasswordResetStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Links in a map. */
public final class MemoryPasswordResets implements PasswordResetStore {
  private final AccountStore accounts;
  private final Map<String, Link> links = new HashMap<>();

  public MemoryPasswordResets(AccountStore accounts) {
    this.accounts = accounts;
  }

  private record Link(String accountId, Instant expiresAt) {}

  @Override
  public synchronized void add(String tokenHash, String accountId, Instant now, Instant expiresAt) {
    links.values().removeIf(link -> link.accountId().equals(accountId));
    links.put(tokenHash, new Link(accountId, expiresAt));
  }

  @Override
  public synchronized Optional<String> findAccount(String tokenHash, Instant now) {
    return Optional.ofNullable(links.get(tokenHash))
        .filter(link -> link.expiresAt().isAfter(now))
        .map(Link::accountId);
  }

  @Override
  public synchronized boolean use(String tokenHash, String passwordHash, Instant now) {
    Optional<String> account = findAccount(tokenHash, now);
    account.ifPresent(
        id -> {
          links.remove(tokenHash);
          accounts.changePassword(id, passwordHash, "");
        });
    return account.isPresent();
  }
}
