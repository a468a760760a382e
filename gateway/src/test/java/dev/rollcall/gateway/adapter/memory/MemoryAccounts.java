package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.port.AccountStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public synchronized boolean addIfAbsent(Account account, Instant now) {
    if (findByUsername(account.username()).isPresent()) {
      return false;
    }
    accounts.put(account.id(), account);
    return true;
  }

  @Override
  public synchronized void changePassword(String accountId, String hash, String sessionToKeep) {
    accounts.computeIfPresent(
        accountId, (id, account) -> new Account(id, account.username(), hash));
    sessions
        .entrySet()
        .removeIf(
            session ->
                session.getValue().accountId().equals(accountId)
                    && !session.getKey().equals(sessionToKeep));
  }

  @Override
  public synchronized void addSession(
      String tokenHash, String accountId, Instant now, Instant expiresAt) {
    sessions.put(tokenHash, new Session(accountId, expiresAt));
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
                    .map(
                        account ->
                            new Principal(
                                account.id(),
                                account.username(),
                                Principal.Means.SESSION,
                                session.expiresAt())));
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
  public synchronized Optional<Principal> byKey(String keyHash) {
    return Optional.ofNullable(keys.get(keyHash))
        .flatMap(key -> find(key.accountId()))
        .map(
            account ->
                new Principal(account.id(), account.username(), Principal.Means.API_KEY, null));
  }

  private record Session(String accountId, Instant expiresAt) {}

  private record Key(String accountId, ApiKey key) {}
}
