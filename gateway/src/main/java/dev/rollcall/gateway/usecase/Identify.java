package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.port.AccountStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose session or API key is this? Asked anew for each request, so that a change holds at once.
 */
public final class Identify {
  private static final Duration NOTED_FOR = Duration.ofMinutes(1);
  private static final int MOST_NOTED = 10_000;

  private final AccountStore accounts;
  private final InstantSource clock;

  /** When the use of a credential was last written down. */
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  public Identify(AccountStore accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Empty for a token that is unknown, ended or expired. */
  public Optional<Principal> bySessionToken(String token) {
    Instant now = clock.instant();
    return accounts.bySession(Secret.hash(token), now).map(found -> noted(found, now));
  }

  /** Empty for a key that is unknown, withdrawn or expired. */
  public Optional<Principal> byApiKey(String key) {
    Instant now = clock.instant();
    return accounts.byKey(Secret.hash(key), now).map(found -> noted(found, now));
  }

  private Principal noted(Principal principal, Instant now) {
    Instant before = noted.get(principal.credentialId());
    if (before == null || Duration.between(before, now).compareTo(NOTED_FOR) >= 0) {
      if (noted.size() >= MOST_NOTED) {
        noted.clear();
      }
      noted.put(principal.credentialId(), now);
      accounts.noteUse(principal, now);
    }
    return principal;
  }
}
