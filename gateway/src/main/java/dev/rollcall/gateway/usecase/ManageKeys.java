package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** API keys of an account. */
public final class ManageKeys {
  private final AccountStore accounts;
  private final InstantSource clock;
  private final Random random;

  public ManageKeys(AccountStore accounts, InstantSource clock, Random random) {
    this.accounts = accounts;
    this.clock = clock;
    this.random = random;
  }

  public List<ApiKey> list(String accountId) {
    return accounts.keysOf(accountId);
  }

  /** A new key; it can be read from the result and from nowhere else. */
  public Created create(String accountId, String name) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ApiKey key =
        new ApiKey(Ulid.at(now, random), PersonName.parse("name", name), null, now, null, null);
    String secret = Secret.create("rck_");
    accounts.addKey(key, accountId, Secret.hash(secret));
    return new Created(key, secret);
  }

  public void delete(String accountId, String keyId) {
    if (!Ulid.looksLike(keyId) || !accounts.removeKey(accountId, keyId)) {
      throw new ProblemException(
          ProblemCode.KEY_NOT_FOUND, "You have no API key of this id. Look at the list of keys.");
    }
  }

  /** A key and its secret. */
  public record Created(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Created[" + key.id() + "]";
    }
  }
}
