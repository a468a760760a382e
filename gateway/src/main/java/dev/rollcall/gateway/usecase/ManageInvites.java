package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Invite;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.InviteStore;
import dev.rollcall.gateway.port.OrganisationStore;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.UserRights.Rights;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invites, by which people become users and choose name and password themselves. */
public final class ManageInvites {
  private static final Duration USUAL = Duration.ofDays(7);

  private final InviteStore invites;
  private final OrganisationStore organisations;
  private final UserRights rights;
  private final Passwords passwords;
  private final SignIn signIn;
  private final LinkMail mail;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageInvites(
      InviteStore invites,
      OrganisationStore organisations,
      UserRights rights,
      Passwords passwords,
      SignIn signIn,
      LinkMail mail,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.invites = invites;
    this.organisations = organisations;
    this.rights = rights;
    this.passwords = passwords;
    this.signIn = signIn;
    this.mail = mail;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** An invite, its link, and whether that was mailed. */
  public record Created(Invite invite, String link, boolean mailed) {
    @Override
    public String toString() {
      return "Created[" + invite.id() + "]";
    }
  }

  /**
   * A new invite; the link can be read from the result and from the mail alone.
   *
   * @param site where this site is, such as {@code https://host:8443}
   */
  public Created create(Principal actor, Rights wanted, @Nullable Duration validFor, String site) {
    rights.require(actor, wanted);
    return create(actor.organisationId(), actor.accountId(), wanted, validFor, site);
  }

  /** For the first owner of a new organisation, whom nobody there can invite. */
  Created create(
      String organisationId,
      String actorId,
      Rights wanted,
      @Nullable Duration validFor,
      String site) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Invite invite =
        new Invite(
            Ulid.at(now, random),
            organisationId,
            wanted.email(),
            wanted.role(),
            wanted.groupIds(),
            wanted.personId(),
            actorId,
            now,
            now.plus(validFor == null ? USUAL : validFor));
    String token = Secret.create("");
    invites.add(invite, Secret.hash(token));
    audit.append(
        organisationId,
        Deed.of(actorId, "invite.created", now, invite.id()).with("role", invite.role().word()));
    String link = site + "/invite/" + token;
    return new Created(
        invite, link, mail.invite(organisationId, nameOf(organisationId), wanted.email(), link));
  }

  private String nameOf(String organisationId) {
    return organisations.find(organisationId).map(Organisation::name).orElse("Rollcall");
  }

  public Page<Invite> list(Principal actor, int limit, Optional<String> cursor) {
    return invites.list(actor.organisationId(), limit, Cursors.ulid(cursor), clock.instant());
  }

  public void delete(Principal actor, String id) {
    if (!Ulid.looksLike(id) || !invites.remove(actor.organisationId(), id)) {
      throw new ProblemException(
          ProblemCode.INVITE_NOT_FOUND, "There is no open invite of this id.");
    }
    audit.append(
        actor.organisationId(),
        Deed.of(actor.accountId(), "invite.withdrawn", clock.instant(), id));
  }

  /** What an invite offers. */
  public record Offer(
      String organisationId,
      String organisation,
      @Nullable String email,
      Role role,
      Instant expiresAt) {}

  public Offer look(String token) {
    Invite invite = find(token);
    return new Offer(
        invite.organisationId(),
        nameOf(invite.organisationId()),
        invite.email(),
        invite.role(),
        invite.expiresAt());
  }

  private Invite find(String token) {
    return invites
        .findByToken(Secret.hash(token), clock.instant())
        .orElseThrow(ManageInvites::gone);
  }

  private static ProblemException gone() {
    return new ProblemException(
        ProblemCode.INVITE_NOT_FOUND,
        "This invite was taken up, withdrawn, or is over. Ask for a new one.");
  }

  /** Takes an invite up and signs in. */
  public SignIn.Started accept(
      String token, String username, String password, SignIn.Caller caller) {
    Invite invite = find(token);
    String name = ManageUsers.username(username);
    Account account = accountOf(invite, name, passwords.hash("password", name, password));
    accept(token, account, Optional.empty());
    return signIn.start(account, "invite", caller);
  }

  /** Takes an invite up for who signs in with a provider. */
  Account acceptWith(String token, String username, AccountStore.Identity identity) {
    Account account = accountOf(find(token), username, "");
    accept(token, account, Optional.of(identity));
    return account;
  }

  private void accept(String token, Account account, Optional<AccountStore.Identity> identity) {
    Instant now = clock.instant();
    switch (invites.accept(Secret.hash(token), account, identity, now)) {
      case GONE -> throw gone();
      case NAME_TAKEN -> throw ManageUsers.nameTaken();
      case DONE ->
          audit.append(
              account.organisationId(),
              Deed.of(account.id(), "invite.accepted", now, account.id())
                  .with("role", account.role().word()));
    }
  }

  private Account accountOf(Invite invite, String username, String passwordHash) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Account.create(
            Ulid.at(now, random),
            invite.organisationId(),
            username,
            passwordHash,
            invite.role(),
            now)
        .withRights(
            invite.email(),
            invite.role(),
            invite.role() == Role.MANAGER ? invite.groupIds() : Set.of(),
            invite.personId(),
            false);
  }
}
