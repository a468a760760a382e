package dev.rollcall.gateway.domain.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An offer to become a user; the token that takes it up is known to its holder alone.
 *
 * @param email where it was sent; null where nowhere
 * @param personId the person that the user will be; null where none
 */
public record Invite(
    String id,
    String organisationId,
    @Nullable String email,
    Role role,
    Set<String> groupIds,
    @Nullable String personId,
    String createdBy,
    Instant createdAt,
    Instant expiresAt) {
  public Invite {
    groupIds = Set.copyOf(groupIds);
  }
}
