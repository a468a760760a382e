package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.port.OrganisationStore;
import dev.rollcall.gateway.port.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Organisations in a map; the first is there, as in a new database. */
public final class MemoryOrganisations implements OrganisationStore {
  private final TreeMap<String, Organisation> organisations = new TreeMap<>();

  public MemoryOrganisations() {
    add(new Organisation(Organisation.FIRST, "Rollcall", Instant.EPOCH, 0));
  }

  @Override
  public synchronized Optional<Organisation> find(String organisationId) {
    return Optional.ofNullable(organisations.get(organisationId));
  }

  @Override
  public synchronized Page<Organisation> list(int limit, Optional<String> cursor) {
    return Page.of(
        organisations.headMap(cursor.orElse("~"), false).descendingMap().values().stream()
            .limit(limit + 1L)
            .toList(),
        limit,
        Organisation::id);
  }

  @Override
  public synchronized void add(Organisation organisation) {
    organisations.put(organisation.id(), organisation);
  }

  @Override
  public synchronized boolean rename(String organisationId, String name, OptionalLong version) {
    Organisation there = organisations.get(organisationId);
    if (there == null || (version.isPresent() && version.getAsLong() != there.version())) {
      return false;
    }
    organisations.put(
        organisationId, new Organisation(there.id(), name, there.createdAt(), there.version() + 1));
    return true;
  }
}
