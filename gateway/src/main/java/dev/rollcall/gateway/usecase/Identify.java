package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.port.AccountStore;
import java.time.InstantSource;
import java.util.Optional;

/** Whose session or API key is this? */
public final class Identify {
  private final AccountStore accounts;
  private final InstantSource clock;

  public Identify(AccountStore accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Empty for a token that is unknown, ended or expired. */
  public Optional<Principal> bySessionToken(String token) {
    return accounts.bySession(Secret.hash(token), clock.instant());
  }

  /** Empty for a key that is unknown or withdrawn. */
  public Optional<Principal> byApiKey(String key) {
    return accounts.byKey(Secret.hash(key), clock.instant());
  }
}
