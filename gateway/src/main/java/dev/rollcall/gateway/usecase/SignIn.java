package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.PasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Signs people in and out. An unknown user costs the same time as a wrong password. */
public final class SignIn {
  /** How long a session lasts, whether it is used or not. */
  public static final Duration SESSION_LENGTH = Duration.ofHours(12);

  private static final int LEAST_PASSWORD_CHARACTERS = 10;
  private static final int MOST_PASSWORD_CHARACTERS = 256;
  private static final int MOST_USER_AGENT_CHARACTERS = 300;

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final InstantSource clock;
  private final Random random;
  private final String decoyHash;

  public SignIn(
      AccountStore accounts,
      PasswordHasher hasher,
      LoginThrottle throttle,
      InstantSource clock,
      Random random) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.throttle = throttle;
    this.clock = clock;
    this.random = random;
    this.decoyHash = hasher.hash(Secret.create(""));
  }

  /** How long this caller has to wait before the attempt is looked at. */
  public Duration delayBefore(String username, String address) {
    return throttle.delay(username, address);
  }

  /** A new session, or WRONG_CREDENTIALS. */
  public Session login(String username, String password, String address, String userAgent) {
    Account account = accounts.findByUsername(username).orElse(null);
    boolean plausible = password.length() <= MOST_PASSWORD_CHARACTERS;
    boolean right =
        hasher.matches(
            plausible ? password : "", account == null ? decoyHash : account.passwordHash());
    if (account == null || !right || !plausible) {
      throttle.failed(username, address);
      throw new ProblemException(
          ProblemCode.WRONG_CREDENTIALS,
          "User name and password do not belong together. Check both and try again.");
    }
    throttle.succeeded(username, address);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    accounts.removeExpiredSessions(now);
    String token = Secret.create("");
    Instant expiresAt = now.plus(SESSION_LENGTH);
    accounts.addSession(
        Secret.hash(token),
        new dev.rollcall.gateway.domain.access.Session(
            Ulid.at(now, random), account.id(), now, now, expiresAt, shortened(userAgent)));
    return new Session(token, expiresAt);
  }

  private static String shortened(String userAgent) {
    return userAgent.length() <= MOST_USER_AGENT_CHARACTERS
        ? userAgent
        : userAgent.substring(0, MOST_USER_AGENT_CHARACTERS);
  }

  public void logout(String token) {
    accounts.endSession(Secret.hash(token));
  }

  /** Sets a new password; every other session of the account ends. */
  public void changePassword(
      String accountId, String current, String next, String tokenToKeep, String address) {
    Account account = accounts.find(accountId).orElseThrow();
    if (current.length() > MOST_PASSWORD_CHARACTERS
        || !hasher.matches(current, account.passwordHash())) {
      throttle.failed(account.username(), address);
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE, "current_password", "The current password is wrong.");
    }
    int length = next.codePointCount(0, next.length());
    if (length < LEAST_PASSWORD_CHARACTERS || next.length() > MOST_PASSWORD_CHARACTERS) {
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE,
          "new_password",
          "The new password needs %d to %d characters."
              .formatted(LEAST_PASSWORD_CHARACTERS, MOST_PASSWORD_CHARACTERS));
    }
    accounts.changePassword(accountId, hasher.hash(next), Secret.hash(tokenToKeep));
  }

  /** A session that began; the token is known to its holder alone. */
  public record Session(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Session[until " + expiresAt + "]";
    }
  }
}
