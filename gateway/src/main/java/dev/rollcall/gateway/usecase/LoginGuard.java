package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.LoginFailureStore;
import dev.rollcall.gateway.port.LoginFailureStore.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows guessing down, and ends it.
 *
 * <p>Invariants: an attempt counts before the password is looked at, so that a thousand at the same
 * moment are a thousand. Each doubles the wait of the next from the same address, up to {@link
 * #LONGEST}; more than {@link #MOST_FROM_ADDRESS} within {@link #WINDOW} are refused until it is
 * over, whatever the password. Somebody who guesses from many addresses slows the name down for
 * all, but cannot lock its owner out. Names that do not exist are treated alike.
 *
 * <p>Codes of a second factor are counted by the account alone, wherever they come from: a million
 * are tried within hours from a network of addresses, and only who has the password gets so far.
 */
public final class LoginGuard {
  static final Duration LONGEST = Duration.ofSeconds(8);
  static final int MOST_FROM_ADDRESS = 10;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MOST_OF_NAME = 40;
  private static final String ANYWHERE = "anywhere";
  private static final Duration FIRST = Duration.ofMillis(250);

  private final LoginFailureStore failures;
  private final InstantSource clock;

  public LoginGuard(LoginFailureStore failures, InstantSource clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * Counts an attempt.
   *
   * @return how long to wait before it is looked at
   * @throws ProblemException LOCKED_OUT
   */
  Duration begin(String username, String address) {
    Instant now = clock.instant();
    Attempts attempts = counted(username, address, now);
    if (attempts.ofName() > MOST_OF_NAME) {
      return LONGEST;
    }
    if (attempts.fromAddress() < 2) {
      return Duration.ZERO;
    }
    Duration delay = FIRST.multipliedBy(1L << Math.min(attempts.fromAddress() - 2, 10));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  private Attempts counted(String name, String address, Instant now) {
    Attempts attempts = failures.begin(Secret.hash(name), address, now, WINDOW, MOST_FROM_ADDRESS);
    if (attempts.fromAddress() > MOST_FROM_ADDRESS) {
      Duration left = Duration.between(now, attempts.lastAt().plus(WINDOW));
      throw ProblemException.unavailable(
          ProblemCode.LOCKED_OUT,
          "Too many attempts have failed. Try again in %d minutes, or have your password reset."
              .formatted(Math.max(1, left.plusSeconds(59).toMinutes())),
          left.isNegative() ? Duration.ofSeconds(1) : left,
          null);
    }
    return attempts;
  }

  /** Counts a code of a second factor; throws LOCKED_OUT where there were too many. */
  void beginCode(String accountId) {
    counted(ofCodes(accountId), ANYWHERE, clock.instant());
  }

  void codeAccepted(String accountId) {
    failures.clear(Secret.hash(ofCodes(accountId)), ANYWHERE);
  }

  private static String ofCodes(String accountId) {
    return "second factor of " + accountId;
  }

  /** It was no guess. */
  void forgive(String username, String address) {
    failures.forgive(Secret.hash(username), address);
  }

  void succeeded(String username, String address) {
    failures.clear(Secret.hash(username), address);
  }
}
