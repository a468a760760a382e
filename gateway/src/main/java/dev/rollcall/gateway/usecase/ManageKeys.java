package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys of an account. A key can never do more than its account can at that time. */
public final class ManageKeys {
  private static final int MOST_KEYS = 100;

  private final AccountStore accounts;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageKeys(AccountStore accounts, AuditLog audit, InstantSource clock, Random random) {
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  public List<ApiKey> list(Principal principal) {
    return accounts.keysOf(principal.accountId());
  }

  /**
   * A new key; it can be read from the result and from nowhere else.
   *
   * @param scopes words of permissions; null for all that the maker may, and, where a key makes a
   *     key, for what that key may
   */
  public Created create(
      Principal principal,
      String name,
      @Nullable List<String> scopes,
      @Nullable Instant expiresAt) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "expires_at", "expires_at must lie in the future.");
    }
    if (accounts.keysOf(principal.accountId()).size() >= MOST_KEYS) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "name",
          "You have %d keys. Withdraw one that is not used first.".formatted(MOST_KEYS));
    }
    Instant end = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    Instant makersEnd = principal.expiresAt();
    if (principal.means() == Principal.Means.API_KEY && makersEnd != null) {
      end = end == null || end.isAfter(makersEnd) ? makersEnd : end;
    }
    ApiKey key =
        new ApiKey(
            Ulid.at(now, random),
            PersonName.parse("name", name),
            scopes(principal, scopes),
            now,
            end,
            null);
    String secret = Secret.create("rck_");
    accounts.addKey(key, principal.accountId(), Secret.hash(secret));
    audit.append(
        principal.organisationId(), Deed.of(principal.accountId(), "key.created", now, key.id()));
    return new Created(key, secret);
  }

  private static @Nullable Set<Permission> scopes(
      Principal principal, @Nullable List<String> words) {
    if (words == null) {
      return principal.means() == Principal.Means.API_KEY ? principal.permissions() : null;
    }
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String word : words) {
      Permission permission =
          Permission.of(word)
              .orElseThrow(
                  () ->
                      ProblemException.ofField(
                          ProblemCode.INVALID_FIELD,
                          "scopes",
                          "There is no permission %s.".formatted(word)));
      if (!principal.permissions().contains(permission)) {
        throw ProblemException.ofField(
            ProblemCode.SCOPE_TOO_WIDE,
            "scopes",
            "You may not %s yourself, so no key of yours can.".formatted(word));
      }
      scopes.add(permission);
    }
    if (scopes.isEmpty()) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "scopes", "A key without a scope can do nothing. Name one.");
    }
    return scopes;
  }

  public void delete(Principal principal, String keyId) {
    if (!Ulid.looksLike(keyId) || !accounts.removeKey(principal.accountId(), keyId)) {
      throw new ProblemException(
          ProblemCode.KEY_NOT_FOUND, "You have no API key of this id. Look at the list of keys.");
    }
    audit.append(
        principal.organisationId(),
        Deed.of(principal.accountId(), "key.withdrawn", clock.instant(), keyId));
  }

  /** A key and its secret. */
  public record Created(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Created[" + key.id() + "]";
    }
  }
}
