package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.PasswordResetStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** New passwords for who forgot theirs, by links that work once. */
public final class ResetPasswords {
  private static final Duration MAILED = Duration.ofHours(1);
  private static final Duration HANDED_OVER = Duration.ofDays(1);

  private final PasswordResetStore resets;
  private final AccountStore accounts;
  private final ManageUsers users;
  private final Passwords passwords;
  private final LinkMail mail;
  private final CurrentSettings settings;
  private final AuditLog audit;
  private final InstantSource clock;

  public ResetPasswords(
      PasswordResetStore resets,
      AccountStore accounts,
      ManageUsers users,
      Passwords passwords,
      LinkMail mail,
      CurrentSettings settings,
      AuditLog audit,
      InstantSource clock) {
    this.resets = resets;
    this.accounts = accounts;
    this.users = users;
    this.passwords = passwords;
    this.mail = mail;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /** A link, and whether it was mailed. */
  public record Link(String link, Instant expiresAt, boolean mailed) {
    @Override
    public String toString() {
      return "Link[until " + expiresAt + "]";
    }
  }

  /** For an administrator to hand over. */
  public Link linkFor(Principal actor, String userId, String site) {
    Account account = users.get(actor, userId);
    UserRights.requireOver(actor, account.role());
    Link made = make(account, HANDED_OVER, site);
    audit.append(
        actor.organisationId(),
        Deed.of(actor.accountId(), "password.reset_link", clock.instant(), userId));
    return new Link(
        made.link(),
        made.expiresAt(),
        mail.passwordReset(
            account.organisationId(), account.username(), account.email(), made.link()));
  }

  /**
   * Mails a link to everybody who is meant. Says nothing of whether there is anybody; the caller
   * must not wait for it before answering, or its time would tell.
   *
   * <p>The link leads where the settings say, never where the request says this site is: a stranger
   * could have it mailed with the address of a site of their own, and read its secret there.
   */
  public void ask(String nameOrAddress) {
    List<Account> meant = new ArrayList<>();
    accounts.findByUsername(nameOrAddress).ifPresent(meant::add);
    String address = UserRights.address(nameOrAddress);
    if (address != null && address.contains("@")) {
      meant.addAll(accounts.findByEmail(address));
    }
    for (Account account : meant.stream().distinct().toList()) {
      String site = settings.of(account.organisationId()).mail().site();
      if (!account.disabled()
          && account.email() != null
          && !site.isEmpty()
          && mail.isSetUp(account.organisationId())) {
        mail.passwordReset(
            account.organisationId(),
            account.username(),
            account.email(),
            make(account, MAILED, site).link());
      }
    }
  }

  private Link make(Account account, Duration validFor, String site) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expiresAt = now.plus(validFor);
    String token = Secret.create("");
    resets.add(Secret.hash(token), account.id(), now, expiresAt);
    return new Link(site + "/password-reset/" + token, expiresAt, false);
  }

  /** Sets the password and ends every session. */
  public void reset(String token, String password) {
    Instant now = clock.instant();
    Account account =
        resets
            .findAccount(Secret.hash(token), now)
            .flatMap(accounts::find)
            .orElseThrow(ResetPasswords::gone);
    String hash = passwords.hash("password", account.username(), password);
    if (!resets.use(Secret.hash(token), hash, now)) {
      throw gone();
    }
    audit.append(
        account.organisationId(), Deed.of(account.id(), "password.reset", now, account.id()));
  }

  private static ProblemException gone() {
    return new ProblemException(
        ProblemCode.RESET_NOT_FOUND, "This link was used or is over. Ask for a new one.");
  }
}
