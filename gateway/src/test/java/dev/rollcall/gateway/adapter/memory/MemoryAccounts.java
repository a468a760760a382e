package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.port.AccountStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and keys in maps. */
public final class MemoryAccounts implements AccountStore {
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();

  @Override
  public synchronized Optional<Account> findByUsername(String username) {
    return accounts.values().stream()
        .filter(account -> account.username().equals(username))
        .findFirst();
  }

  @Override
  public synchronized Optional<Account> find(String accountId) {
    return Optional.ofNullable(accounts.get(accountId));
  }

  @Override
  public synchronized boolean addIfAbsent(Account account) {
    if (findByUsername(account.username()).isPresent()) {
      return false;
    }
    accounts.put(account.id(), account);
    return true;
  }

  @Override
  public synchronized void changePassword(String accountId, String hash, String sessionToKeep) {
    accounts.computeIfPresent(accountId, (id, account) -> withPassword(account, hash));
    sessions
        .entrySet()
        .removeIf(
            session ->
                session.getValue().accountId().equals(accountId)
                    && !session.getKey().equals(sessionToKeep));
  }

  @Override
  public synchronized void addSession(String tokenHash, Session session) {
    sessions.put(tokenHash, session);
  }

  @Override
  public synchronized void endSession(String tokenHash) {
    sessions.remove(tokenHash);
  }

  @Override
  public synchronized void removeExpiredSessions(Instant now) {
    sessions.values().removeIf(session -> !session.expiresAt().isAfter(now));
  }

  @Override
  public synchronized Optional<Principal> bySession(String tokenHash, Instant now) {
    return Optional.ofNullable(sessions.get(tokenHash))
        .filter(session -> session.expiresAt().isAfter(now))
        .flatMap(
            session ->
                find(session.accountId())
                    .filter(account -> !account.disabled())
                    .map(
                        account ->
                            principal(
                                account,
                                Principal.Means.SESSION,
                                null,
                                session.id(),
                                session.expiresAt())));
  }

  private static Principal principal(
      Account account,
      Principal.Means means,
      @Nullable Set<Permission> scopes,
      String credentialId,
      @Nullable Instant expiresAt) {
    return new Principal(
        account.id(),
        account.username(),
        account.organisationId(),
        account.role(),
        Principal.permissions(account.role(), scopes),
        account.groupIds(),
        account.personId(),
        means,
        credentialId,
        expiresAt);
  }

  private static Account withPassword(Account account, String hash) {
    return new Account(
        account.id(),
        account.organisationId(),
        account.username(),
        account.email(),
        hash,
        account.role(),
        account.groupIds(),
        account.personId(),
        account.disabled(),
        false,
        account.secondFactor(),
        account.createdAt(),
        account.lastSeenAt(),
        account.version());
  }

  @Override
  public synchronized void addKey(ApiKey key, String accountId, String keyHash) {
    keys.put(keyHash, new Key(accountId, key));
  }

  @Override
  public synchronized List<ApiKey> keysOf(String accountId) {
    return keys.values().stream()
        .filter(key -> key.accountId().equals(accountId))
        .map(Key::key)
        .sorted(Comparator.comparing(ApiKey::id).reversed())
        .toList();
  }

  @Override
  public synchronized boolean removeKey(String accountId, String keyId) {
    return keys.values()
        .removeIf(key -> key.accountId().equals(accountId) && key.key().id().equals(keyId));
  }

  @Override
  public synchronized Optional<Principal> byKey(String keyHash, Instant now) {
    Key key = keys.get(keyHash);
    Instant end = key == null ? null : key.key().expiresAt();
    if (key == null || (end != null && !end.isAfter(now))) {
      return Optional.empty();
    }
    return find(key.accountId())
        .filter(account -> !account.disabled())
        .map(
            account ->
                principal(
                    account, Principal.Means.API_KEY, key.key().scopes(), key.key().id(), end));
  }

  private record Key(String accountId, ApiKey key) {}
}
