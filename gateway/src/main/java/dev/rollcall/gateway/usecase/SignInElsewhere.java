package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.settings.SiteSettings.LoginProvider;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.OpenIdConnect;
import dev.rollcall.gateway.port.OpenIdConnect.Attempt;
import dev.rollcall.gateway.port.OpenIdConnect.Claims;
import dev.rollcall.gateway.port.OpenIdConnect.Client;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in with a provider of their organisation. Who is known there signs in to their
 * account; who is not needs an invite, or an address of a domain that the organisation has named.
 * The provider's second factor stands in for ours.
 */
public final class SignInElsewhere {
  private static final int MOST_TRIES = 20;
  private static final int MOST_NAME_CHARACTERS = 90;

  private final CurrentSettings settings;
  private final OpenIdConnect connect;
  private final AccountStore accounts;
  private final ManageInvites invites;
  private final SignIn signIn;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public SignInElsewhere(
      CurrentSettings settings,
      OpenIdConnect connect,
      AccountStore accounts,
      ManageInvites invites,
      SignIn signIn,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.settings = settings;
    this.connect = connect;
    this.accounts = accounts;
    this.invites = invites;
    this.signIn = signIn;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** A provider as its button shows it; the id of another organisation's carries that one's. */
  public record Offered(String id, String name) {}

  public List<Offered> providers(String organisationId) {
    String prefix = organisationId.equals(Organisation.FIRST) ? "" : organisationId + ".";
    return settings.of(organisationId).loginProviders().stream()
        .map(provider -> new Offered(prefix + provider.id(), provider.name()))
        .toList();
  }

  private record Chosen(String organisationId, Client client) {
    AccountStore.Identity identity(String subject) {
      return new AccountStore.Identity(organisationId + ":" + client.provider().id(), subject);
    }
  }

  private Chosen choose(String offered) {
    int dot = offered.indexOf('.');
    String organisation = dot < 0 ? Organisation.FIRST : offered.substring(0, dot);
    String id = offered.substring(dot + 1);
    if (!Ulid.looksLike(organisation)) {
      throw unknown();
    }
    LoginProvider provider =
        settings.of(organisation).loginProviders().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(SignInElsewhere::unknown);
    return new Chosen(
        organisation,
        new Client(provider, settings.of(organisation).secrets().clientSecrets().get(id)));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.PROVIDER_NOT_FOUND, "There is no such way to sign in. Go back to the login.");
  }

  /** Where to send the browser, and what to remember until it comes back. */
  public record Departure(String url, Attempt attempt) {}

  public Departure depart(String offered, String redirectUri) {
    Attempt attempt =
        new Attempt(redirectUri, Secret.create(""), Secret.create(""), Secret.create(""));
    return new Departure(connect.authorizationUrl(choose(offered).client(), attempt), attempt);
  }

  /**
   * Signs in who came back.
   *
   * @param invite token of an invite to take up; null where none
   * @throws ProblemException PROVIDER_REFUSED, PROVIDER_UNAVAILABLE; NOT_PERMITTED where nobody has
   *     let this person in, or the account is disabled
   */
  public SignIn.Started arrive(
      String offered, Attempt attempt, String code, @Nullable String invite, SignIn.Caller caller) {
    Chosen chosen = choose(offered);
    Claims claims = connect.redeem(chosen.client(), attempt, code);
    AccountStore.Identity identity = chosen.identity(claims.subject());
    Account account =
        accounts
            .findByIdentity(identity)
            .or(() -> invited(chosen, invite, claims, identity))
            .or(() -> ofDomain(chosen, claims, identity))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.NOT_PERMITTED,
                        "Nobody has let you in here yet. Ask an administrator for an invite."));
    if (account.disabled()) {
      throw new ProblemException(
          ProblemCode.NOT_PERMITTED, "Your account is disabled. Ask an administrator.");
    }
    return signIn.start(account, "provider", caller);
  }

  private Optional<Account> invited(
      Chosen chosen, @Nullable String invite, Claims claims, AccountStore.Identity identity) {
    if (invite == null || !invites.look(invite).organisationId().equals(chosen.organisationId())) {
      return Optional.empty();
    }
    return Optional.of(
        named(claims, username -> Optional.of(invites.acceptWith(invite, username, identity))));
  }

  private Optional<Account> ofDomain(Chosen chosen, Claims claims, AccountStore.Identity identity) {
    String email = UserRights.address(claims.email());
    LoginProvider provider = chosen.client().provider();
    if (email == null
        || provider.domains().stream()
            .noneMatch(domain -> email.endsWith("@" + domain.toLowerCase(Locale.ROOT)))) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Account made =
        named(
            claims,
            username -> {
              Account account =
                  Account.create(
                          Ulid.at(now, random),
                          chosen.organisationId(),
                          username,
                          "",
                          UserRights.role(provider.role()),
                          now)
                      .withRights(
                          email, UserRights.role(provider.role()), java.util.Set.of(), null, false);
              return accounts.addIfAbsent(account, identity)
                  ? Optional.of(account)
                  : accounts.findByIdentity(identity);
            });
    audit.append(
        chosen.organisationId(),
        Deed.of(made.id(), "user.created", now, made.id())
            .with("role", made.role().word())
            .with("provider", provider.id()));
    return Optional.of(made);
  }

  private interface Attempted {
    Optional<Account> under(String username);
  }

  /** Tries names until one is free. */
  private static Account named(Claims claims, Attempted attempted) {
    String wanted = claims.preferredUsername();
    String email = claims.email();
    if (wanted == null || wanted.isBlank()) {
      wanted = email == null ? claims.subject() : email;
    }
    String cut = wanted.substring(0, Math.min(wanted.length(), MOST_NAME_CHARACTERS));
    for (int i = 1; i <= MOST_TRIES; i++) {
      try {
        Optional<Account> made =
            attempted.under(PersonName.parse("username", i == 1 ? cut : cut + "-" + i));
        if (made.isPresent()) {
          return made.get();
        }
      } catch (ProblemException e) {
        if (e.code() != ProblemCode.USERNAME_TAKEN) {
          throw e;
        }
      }
    }
    throw ManageUsers.nameTaken();
  }
}
