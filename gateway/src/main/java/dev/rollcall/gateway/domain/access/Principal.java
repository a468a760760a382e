package dev.rollcall.gateway.domain.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param accountId whose rights it has
 * @param permissions those of the role, narrowed to the scopes of an API key
 * @param groupIds the groups that a manager manages
 * @param personId the person that the account stands for; null where it stands for none
 * @param means how it showed who it is
 * @param credentialId the session or the key it came with
 * @param expiresAt when the session or the key ends; null for a key without an end
 * @param mustChangePassword somebody else set the password: until it is changed nothing is answered
 *     but what concerns the account itself
 */
public record Principal(
    String accountId,
    String username,
    String organisationId,
    Role role,
    Set<Permission> permissions,
    Set<String> groupIds,
    @Nullable String personId,
    Means means,
    String credentialId,
    @Nullable Instant expiresAt,
    boolean mustChangePassword) {
  /** A session of a person, or a key of a program. */
  public enum Means {
    SESSION,
    API_KEY
  }

  public Principal {
    permissions = Set.copyOf(permissions);
    groupIds = Set.copyOf(groupIds);
  }

  /** What a role may do and a key's scopes leave of it. */
  public static Set<Permission> permissions(Role role, @Nullable Set<Permission> scopes) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    permissions.addAll(Authorisation.of(role));
    if (scopes != null) {
      permissions.retainAll(scopes);
    }
    return permissions;
  }

  /** How far a permission goes for whoever asks. */
  public Extent extent(Permission permission) {
    return permissions.contains(permission) ? Authorisation.of(role, permission) : Extent.NONE;
  }

  /** Which people and groups a permission reaches. */
  public Reach reach(Permission permission) {
    return switch (extent(permission)) {
      case ALL -> Reach.EVERYTHING;
      case OWN ->
          role == Role.MANAGER
              ? new Reach(false, groupIds, null)
              : new Reach(false, Set.of(), personId);
      case NONE -> new Reach(false, Set.of(), null);
    };
  }
}
