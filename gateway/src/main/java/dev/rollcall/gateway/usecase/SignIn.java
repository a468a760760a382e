package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Signs people in and out. An unknown user costs the same time as a wrong password. */
public final class SignIn {
  /** How long a session lasts, whether it is used or not. */
  public static final Duration SESSION_LENGTH = Duration.ofHours(12);

  private static final int MOST_USER_AGENT_CHARACTERS = 300;

  private final AccountStore accounts;
  private final Passwords passwords;
  private final LoginGuard guard;
  private final SecondFactor secondFactor;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public SignIn(
      AccountStore accounts,
      Passwords passwords,
      LoginGuard guard,
      SecondFactor secondFactor,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.guard = guard;
    this.secondFactor = secondFactor;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Counts an attempt and says how long this caller has to wait before it is looked at.
   *
   * @throws ProblemException LOCKED_OUT
   */
  public Duration begin(String username, String address) {
    return guard.begin(name(username), address);
  }

  /**
   * As it is stored. Databases find a name with blanks behind it too: counted by what was typed,
   * each blank more would be another ten guesses.
   */
  private static String name(String typed) {
    return typed.strip();
  }

  /** What was begun went well. */
  public void end(String username, String address) {
    guard.succeeded(name(username), address);
  }

  /** Who asks, and from where. */
  public record Caller(String address, String userAgent) {}

  /**
   * A new session after {@link #begin}.
   *
   * @param code of the second factor; null where none was given
   * @throws ProblemException WRONG_CREDENTIALS, or, the password being right,
   *     SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG or LOCKED_OUT
   */
  public Started login(String typed, String password, @Nullable String code, Caller caller) {
    String username = name(typed);
    Account account = accounts.findByUsername(username).orElse(null);
    boolean right = passwords.matches(account, password);
    if (account == null || !right || account.disabled()) {
      throw new ProblemException(
          ProblemCode.WRONG_CREDENTIALS,
          "User name and password do not belong together. Check both and try again.");
    }
    if (account.secondFactor()) {
      if (code == null || code.isBlank()) {
        guard.forgive(username, caller.address());
        throw new ProblemException(
            ProblemCode.SECOND_FACTOR_REQUIRED,
            "Type the code that your app shows, or one of your recovery codes.");
      }
      guard.beginCode(account.id());
      if (!secondFactor.accepts(account.id(), code)) {
        throw new ProblemException(
            ProblemCode.SECOND_FACTOR_WRONG,
            "The code is not right or was used. Wait for the next one, and check that the clock of"
                + " your phone is right.");
      }
      guard.codeAccepted(account.id());
    }
    guard.succeeded(username, caller.address());
    return start(account, "password", caller);
  }

  /** A session of an account whose holder has shown who they are. */
  Started start(Account account, String means, Caller caller) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    accounts.removeExpiredSessions(now);
    String token = Secret.create("");
    Instant expiresAt = now.plus(SESSION_LENGTH);
    String id = Ulid.at(now, random);
    accounts.addSession(
        Secret.hash(token),
        new Session(id, account.id(), now, now, expiresAt, shortened(caller.userAgent())));
    audit.append(
        account.organisationId(),
        Deed.of(account.id(), "session.started", now, id).with("means", means));
    return new Started(token, expiresAt);
  }

  private static String shortened(String userAgent) {
    return userAgent.length() <= MOST_USER_AGENT_CHARACTERS
        ? userAgent
        : userAgent.substring(0, MOST_USER_AGENT_CHARACTERS);
  }

  /** Ends the session that asks; a key is no session and stays. */
  public void logout(Principal principal) {
    if (principal.means() == Principal.Means.SESSION
        && accounts.endSession(principal.accountId(), principal.credentialId())) {
      ended(principal, principal.credentialId());
    }
  }

  private void ended(Principal principal, String subject) {
    audit.append(
        principal.organisationId(),
        Deed.of(principal.accountId(), "sessions.ended", clock.instant(), subject));
  }

  /** Sets a new password, after {@link #begin}; every other session of the account ends. */
  public void changePassword(
      Principal principal, String current, String next, String tokenToKeep, String address) {
    Account account = accounts.find(principal.accountId()).orElseThrow();
    if (!passwords.matches(account, current)) {
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE, "current_password", "The current password is wrong.");
    }
    String hash = passwords.hash("new_password", account.username(), next);
    guard.succeeded(account.username(), address);
    accounts.changePassword(account.id(), hash, Secret.hash(tokenToKeep));
    audit.append(
        account.organisationId(),
        Deed.of(account.id(), "password.changed", clock.instant(), account.id()));
  }

  /** Where somebody is signed in, newest first. */
  public List<Session> sessions(Principal principal) {
    return accounts.sessionsOf(principal.accountId(), clock.instant());
  }

  /** Throws LOGIN_SESSION_NOT_FOUND. */
  public void endSession(Principal principal, String sessionId) {
    if (!Ulid.looksLike(sessionId) || !accounts.endSession(principal.accountId(), sessionId)) {
      throw new ProblemException(
          ProblemCode.LOGIN_SESSION_NOT_FOUND,
          "You are not signed in under this id. Look at the list of your sessions.");
    }
    ended(principal, sessionId);
  }

  /** Ends all but the one that asks. */
  public void endOtherSessions(Principal principal) {
    accounts.endSessions(
        principal.accountId(),
        principal.means() == Principal.Means.SESSION ? principal.credentialId() : null);
    ended(principal, principal.accountId());
  }

  /** A session that began; the token is known to its holder alone. */
  public record Started(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Started[until " + expiresAt + "]";
    }
  }
}
