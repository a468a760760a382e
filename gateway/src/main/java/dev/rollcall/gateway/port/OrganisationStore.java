package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Organisation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Organisations. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be
 * reached. Safe on any thread.
 */
public interface OrganisationStore {
  Optional<Organisation> find(String organisationId);

  /** Newest first. */
  Page<Organisation> list(int limit, Optional<String> cursor);

  void add(Organisation organisation);

  /** False where the version of now is another; empty: whatever it is. */
  boolean rename(String organisationId, String name, OptionalLong version);
}
