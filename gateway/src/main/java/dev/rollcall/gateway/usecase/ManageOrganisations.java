package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.OrganisationStore;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.UserRights.Rights;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Organisations: each knows itself, and the owners of the first one know them all. */
public final class ManageOrganisations {
  private final OrganisationStore organisations;
  private final ManageInvites invites;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageOrganisations(
      OrganisationStore organisations,
      ManageInvites invites,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.organisations = organisations;
    this.invites = invites;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  public Organisation own(Principal principal) {
    return organisations.find(principal.organisationId()).orElseThrow();
  }

  /** Throws CHANGED_MEANWHILE. */
  public Organisation rename(Principal actor, String name, OptionalLong version) {
    String parsed = PersonName.parse("name", name);
    if (!organisations.rename(actor.organisationId(), parsed, version)) {
      throw new ProblemException(
          ProblemCode.CHANGED_MEANWHILE,
          "Somebody changed it since you read it. Read it again, then change it.");
    }
    audit.append(
        actor.organisationId(),
        Deed.of(
            actor.accountId(), "organisation.renamed", clock.instant(), actor.organisationId()));
    return own(actor);
  }

  public Page<Organisation> list(Principal actor, int limit, Optional<String> cursor) {
    requireFirst(actor);
    return organisations.list(limit, Cursors.ulid(cursor));
  }

  /** A new organisation and the invite of its first owner. */
  public record Created(Organisation organisation, ManageInvites.Created ownerInvite) {}

  public Created create(Principal actor, String name, @Nullable String ownerEmail, String site) {
    requireFirst(actor);
    String email = UserRights.address(ownerEmail);
    UserRights.requireAddress("owner_email", email);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Organisation made =
        new Organisation(Ulid.at(now, random), PersonName.parse("name", name), now, 0);
    organisations.add(made);
    audit.append(
        actor.organisationId(), Deed.of(actor.accountId(), "organisation.created", now, made.id()));
    return new Created(
        made,
        invites.create(
            made.id(),
            actor.accountId(),
            new Rights(email, Role.OWNER, Set.of(), null),
            null,
            site));
  }

  private static void requireFirst(Principal actor) {
    if (!actor.organisationId().equals(Organisation.FIRST)) {
      throw new ProblemException(
          ProblemCode.NOT_PERMITTED,
          "Organisations are made by the owners of this installation's first one. Ask them.");
    }
  }
}
