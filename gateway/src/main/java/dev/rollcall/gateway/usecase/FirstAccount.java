package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.PasswordHasher;
import java.time.InstantSource;
import java.util.Random;

/** Makes the user {@code admin} where there is none. */
public final class FirstAccount {
  public static final String USERNAME = "admin";

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final InstantSource clock;
  private final Random random;

  public FirstAccount(
      AccountStore accounts, PasswordHasher hasher, InstantSource clock, Random random) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.clock = clock;
    this.random = random;
  }

  public boolean isMissing() {
    return accounts.findByUsername(USERNAME).isEmpty();
  }

  /** False where another gateway was faster: then that one's password holds. */
  public boolean create(String password) {
    return accounts.addIfAbsent(
        Account.create(
            Ulid.at(clock.instant(), random),
            Organisation.FIRST,
            USERNAME,
            hasher.hash(password),
            Role.OWNER,
            clock.instant()));
  }
}
