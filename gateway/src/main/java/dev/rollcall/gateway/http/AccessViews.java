package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Invite;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Session;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.ManageInvites;
import dev.rollcall.gateway.usecase.ManageKeys;
import dev.rollcall.gateway.usecase.ManageOrganisations;
import dev.rollcall.gateway.usecase.ResetPasswords;
import dev.rollcall.gateway.usecase.SignIn;
import dev.rollcall.gateway.usecase.SignInElsewhere.Offered;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of users, sessions, keys, invites and organisations, as access.json describes them.
 */
final class AccessViews {
  private AccessViews() {}

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static List<String> sorted(Set<String> texts) {
    return texts.stream().sorted().toList();
  }

  record OptionsView(boolean password, boolean passwordResetByMail, List<Offered> providers) {}

  record StartedView(String token, String expiresAt) {
    static StartedView of(SignIn.Started started) {
      return new StartedView(started.token(), started.expiresAt().toString());
    }
  }

  record OrganisationRef(String id, String name) {}

  record MeView(
      String id,
      String username,
      @Nullable String email,
      String role,
      OrganisationRef organisation,
      List<String> permissions,
      List<String> groups,
      @Nullable String personId,
      boolean secondFactor,
      boolean mustChangePassword,
      boolean hasPassword,
      String signedInWith,
      @Nullable String expiresAt) {
    static MeView of(Principal principal, Account account, Organisation organisation) {
      return new MeView(
          principal.accountId(),
          principal.username(),
          account.email(),
          principal.role().word(),
          new OrganisationRef(organisation.id(), organisation.name()),
          principal.permissions().stream().map(Permission::word).sorted().toList(),
          sorted(principal.groupIds()),
          principal.personId(),
          account.secondFactor(),
          account.mustChangePassword(),
          !account.passwordHash().isEmpty(),
          principal.means().name().toLowerCase(Locale.ROOT),
          time(principal.expiresAt()));
    }
  }

  record SessionView(
      String id,
      String createdAt,
      String lastSeenAt,
      String expiresAt,
      String userAgent,
      boolean current) {}

  record SessionsView(List<SessionView> sessions) {
    static SessionsView of(List<Session> sessions, Principal principal) {
      return new SessionsView(
          sessions.stream()
              .map(
                  session ->
                      new SessionView(
                          session.id(),
                          session.createdAt().toString(),
                          session.lastSeenAt().toString(),
                          session.expiresAt().toString(),
                          session.userAgent(),
                          session.id().equals(principal.credentialId())))
              .toList());
    }
  }

  record RecoveryCodesView(List<String> recoveryCodes) {}

  record UserView(
      String id,
      String username,
      @Nullable String email,
      String role,
      List<String> groups,
      @Nullable String personId,
      boolean disabled,
      boolean secondFactor,
      boolean mustChangePassword,
      @Nullable String lastSeenAt,
      String createdAt) {
    static UserView of(Account account) {
      return new UserView(
          account.id(),
          account.username(),
          account.email(),
          account.role().word(),
          sorted(account.groupIds()),
          account.personId(),
          account.disabled(),
          account.secondFactor(),
          account.mustChangePassword(),
          time(account.lastSeenAt()),
          account.createdAt().toString());
    }
  }

  record UsersView(List<UserView> users, @Nullable String nextCursor) {
    static UsersView of(Page<Account> page) {
      return new UsersView(
          page.items().stream().map(UserView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record LinkView(String link, String expiresAt, boolean mailed) {
    static LinkView of(ResetPasswords.Link link) {
      return new LinkView(link.link(), link.expiresAt().toString(), link.mailed());
    }
  }

  record InviteView(
      String id,
      @Nullable String email,
      String role,
      List<String> groups,
      @Nullable String personId,
      String createdAt,
      String expiresAt) {
    static InviteView of(Invite invite) {
      return new InviteView(
          invite.id(),
          invite.email(),
          invite.role().word(),
          sorted(invite.groupIds()),
          invite.personId(),
          invite.createdAt().toString(),
          invite.expiresAt().toString());
    }
  }

  record InvitesView(List<InviteView> invites, @Nullable String nextCursor) {
    static InvitesView of(Page<Invite> page) {
      return new InvitesView(
          page.items().stream().map(InviteView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record NewInviteView(
      String id,
      @Nullable String email,
      String role,
      List<String> groups,
      @Nullable String personId,
      String createdAt,
      String expiresAt,
      String link,
      boolean mailed) {
    static NewInviteView of(ManageInvites.Created created) {
      InviteView invite = InviteView.of(created.invite());
      return new NewInviteView(
          invite.id(),
          invite.email(),
          invite.role(),
          invite.groups(),
          invite.personId(),
          invite.createdAt(),
          invite.expiresAt(),
          created.link(),
          created.mailed());
    }
  }

  record OfferView(
      String organisation,
      @Nullable String email,
      String role,
      String expiresAt,
      List<Offered> providers) {
    static OfferView of(ManageInvites.Offer offer, List<Offered> providers) {
      return new OfferView(
          offer.organisation(),
          offer.email(),
          offer.role().word(),
          offer.expiresAt().toString(),
          providers);
    }
  }

  record KeyView(
      String id,
      String name,
      @Nullable List<String> scopes,
      String createdAt,
      @Nullable String expiresAt,
      @Nullable String lastUsedAt) {
    static KeyView of(ApiKey key) {
      Set<Permission> scopes = key.scopes();
      return new KeyView(
          key.id(),
          key.name(),
          scopes == null ? null : scopes.stream().map(Permission::word).sorted().toList(),
          key.createdAt().toString(),
          time(key.expiresAt()),
          time(key.lastUsedAt()));
    }
  }

  record KeysView(List<KeyView> keys, @Nullable String nextCursor) {}

  record NewKeyView(
      String id,
      String name,
      @Nullable List<String> scopes,
      String createdAt,
      @Nullable String expiresAt,
      @Nullable String lastUsedAt,
      String key) {
    static NewKeyView of(ManageKeys.Created created) {
      KeyView key = KeyView.of(created.key());
      return new NewKeyView(
          key.id(),
          key.name(),
          key.scopes(),
          key.createdAt(),
          key.expiresAt(),
          key.lastUsedAt(),
          created.secret());
    }
  }

  record OrganisationView(String id, String name, String createdAt) {
    static OrganisationView of(Organisation organisation) {
      return new OrganisationView(
          organisation.id(), organisation.name(), organisation.createdAt().toString());
    }
  }

  record OrganisationsView(List<OrganisationView> organisations, @Nullable String nextCursor) {
    static OrganisationsView of(Page<Organisation> page) {
      return new OrganisationsView(
          page.items().stream().map(OrganisationView::of).toList(), page.nextCursor().orElse(null));
    }
  }

  record NewOrganisationView(OrganisationView organisation, NewInviteView ownerInvite) {
    static NewOrganisationView of(ManageOrganisations.Created created) {
      return new NewOrganisationView(
          OrganisationView.of(created.organisation()), NewInviteView.of(created.ownerInvite()));
    }
  }
}
