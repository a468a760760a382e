package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.Author;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Who changes something now, and what day it is there. */
public final class Authors {
  private final CurrentSettings settings;
  private final InstantSource clock;

  public Authors(CurrentSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public Author of(Principal principal) {
    return of(principal.organisationId(), principal.accountId());
  }

  public Author of(String organisationId, String accountId) {
    return new Author(
        accountId,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        settings.of(organisationId).zone());
  }

  /** Where nobody asked. */
  Author system(String organisationId) {
    return of(organisationId, Deed.SYSTEM);
  }

  LocalDate today(ZoneId zone) {
    return clock.instant().atZone(zone).toLocalDate();
  }
}
