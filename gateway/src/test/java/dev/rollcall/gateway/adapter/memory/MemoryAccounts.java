package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and keys in maps. */
public final class MemoryAccounts implements AccountStore {
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<Identity, String> identities = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();

  @Override
  public synchronized Optional<Account> findByUsername(String username) {
    return accounts.values().stream()
        .filter(account -> account.username().equals(username))
        .findFirst();
  }

  @Override
  public synchronized List<Account> findByEmail(String email) {
    return accounts.values().stream()
        .filter(account -> email.equalsIgnoreCase(account.email()))
        .toList();
  }

  @Override
  public synchronized Optional<Account> findByIdentity(Identity identity) {
    return Optional.ofNullable(identities.get(identity)).flatMap(this::find);
  }

  @Override
  public synchronized Optional<Account> find(String organisationId, String accountId) {
    return find(accountId).filter(account -> account.organisationId().equals(organisationId));
  }

  @Override
  public synchronized Page<Account> list(
      String organisationId, int limit, Optional<String> cursor, String text) {
    List<Account> found =
        accounts.values().stream()
            .filter(account -> account.organisationId().equals(organisationId))
            .filter(account -> account.id().compareTo(cursor.orElse("~")) < 0)
            .filter(
                account ->
                    account.username().contains(text)
                        || Objects.requireNonNullElse(account.email(), "").contains(text))
            .sorted(Comparator.comparing(Account::id).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, Account::id);
  }

  @Override
  public synchronized boolean addIfAbsent(Account account, Identity identity) {
    if (identities.containsKey(identity) || !addIfAbsent(account)) {
      return false;
    }
    identities.put(identity, account.id());
    return true;
  }

  @Override
  public synchronized Changed change(
      String organisationId,
      String accountId,
      OptionalLong version,
      UnaryOperator<Account> change,
      Deed deed) {
    Optional<Outcome> refusal = refusal(organisationId, accountId, version);
    if (refusal.isPresent()) {
      return new Changed(refusal.get(), null);
    }
    Account before = find(accountId).orElseThrow();
    Account after = change.apply(before).withVersion(before.version() + 1);
    accounts.put(accountId, after);
    if (isWithoutOwner(organisationId)) {
      accounts.put(accountId, before);
      return new Changed(Outcome.LAST_OWNER, null);
    }
    return new Changed(Outcome.DONE, after);
  }

  @Override
  public synchronized Changed remove(
      String organisationId, String accountId, OptionalLong version, Deed deed) {
    Optional<Outcome> refusal = refusal(organisationId, accountId, version);
    if (refusal.isPresent()) {
      return new Changed(refusal.get(), null);
    }
    Account gone = accounts.remove(accountId);
    if (isWithoutOwner(organisationId)) {
      accounts.put(accountId, gone);
      return new Changed(Outcome.LAST_OWNER, null);
    }
    endSessions(accountId, null);
    keys.values().removeIf(key -> key.accountId().equals(accountId));
    return new Changed(Outcome.DONE, gone);
  }

  private Optional<Outcome> refusal(String organisationId, String accountId, OptionalLong version) {
    return find(organisationId, accountId)
        .map(
            account ->
                version.isPresent() && version.getAsLong() != account.version()
                    ? Optional.of(Outcome.OTHER_VERSION)
                    : Optional.<Outcome>empty())
        .orElse(Optional.of(Outcome.NOT_FOUND));
  }

  private boolean isWithoutOwner(String organisationId) {
    return accounts.values().stream()
        .noneMatch(
            account ->
                account.organisationId().equals(organisationId)
                    && account.role() == Role.OWNER
                    && !account.disabled());
  }

  @Override
  public synchronized List<Session> sessionsOf(String accountId, Instant now) {
    return sessions.values().stream()
        .filter(
            session -> session.accountId().equals(accountId) && session.expiresAt().isAfter(now))
        .sorted(Comparator.comparing(Session::createdAt).thenComparing(Session::id).reversed())
        .toList();
  }

  @Override
  public synchronized boolean endSession(String accountId, String sessionId) {
    return sessions
        .values()
        .removeIf(
            session -> session.accountId().equals(accountId) && session.id().equals(sessionId));
  }

  @Override
  public synchronized void endSessions(String accountId, @Nullable String sessionIdToKeep) {
    sessions
        .values()
        .removeIf(
            session ->
                session.accountId().equals(accountId) && !session.id().equals(sessionIdToKeep));
  }

  @Override
  public synchronized void noteUse(Principal principal, Instant now) {
    if (principal.means() == Principal.Means.API_KEY) {
      keys.replaceAll(
          (hash, key) ->
              key.key().id().equals(principal.credentialId())
                  ? new Key(key.accountId(), used(key.key(), now))
                  : key);
      return;
    }
    sessions.replaceAll(
        (hash, session) ->
            session.id().equals(principal.credentialId())
                ? new Session(
                    session.id(),
                    session.accountId(),
                    session.createdAt(),
                    now,
                    session.expiresAt(),
                    session.userAgent())
                : session);
    accounts.computeIfPresent(principal.accountId(), (id, account) -> account.withLastSeen(now));
  }

  private static ApiKey used(ApiKey key, Instant now) {
    return new ApiKey(key.id(), key.name(), key.scopes(), key.createdAt(), key.expiresAt(), now);
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
    accounts.computeIfPresent(accountId, (id, account) -> account.withPasswordHash(hash));
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
        expiresAt,
        account.mustChangePassword());
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

  synchronized void setSecondFactor(String accountId, boolean on) {
    accounts.computeIfPresent(
        accountId,
        (id, account) -> account.withSecondFactor(on).withVersion(account.version() + 1));
  }

  private record Key(String accountId, ApiKey key) {}
}
