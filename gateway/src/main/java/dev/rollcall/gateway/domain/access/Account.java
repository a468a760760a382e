package dev.rollcall.gateway.domain.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param passwordHash empty where the user signs in elsewhere alone
 * @param groupIds the groups that a manager manages
 * @param personId the person that the user is; null where none
 * @param mustChangePassword the password was set by somebody else
 * @param secondFactor codes of a second factor are asked for
 * @param lastSeenAt null where never
 * @param version counts the changes
 */
public record Account(
    String id,
    String organisationId,
    String username,
    @Nullable String email,
    String passwordHash,
    Role role,
    Set<String> groupIds,
    @Nullable String personId,
    boolean disabled,
    boolean mustChangePassword,
    boolean secondFactor,
    Instant createdAt,
    @Nullable Instant lastSeenAt,
    long version) {
  public Account {
    groupIds = Set.copyOf(groupIds);
  }

  /** A new one that signs in with a password. */
  public static Account create(
      String id,
      String organisationId,
      String username,
      String passwordHash,
      Role role,
      Instant now) {
    return new Account(
        id,
        organisationId,
        username,
        null,
        passwordHash,
        role,
        Set.of(),
        null,
        false,
        false,
        false,
        now,
        null,
        0);
  }

  /** The same, with a password that the user chose. */
  public Account withPasswordHash(String hash) {
    return new Account(
        id,
        organisationId,
        username,
        email,
        hash,
        role,
        groupIds,
        personId,
        disabled,
        false,
        secondFactor,
        createdAt,
        lastSeenAt,
        version);
  }

  public Account withVersion(long now) {
    return new Account(
        id,
        organisationId,
        username,
        email,
        passwordHash,
        role,
        groupIds,
        personId,
        disabled,
        mustChangePassword,
        secondFactor,
        createdAt,
        lastSeenAt,
        now);
  }

  public Account withLastSeen(Instant time) {
    return new Account(
        id,
        organisationId,
        username,
        email,
        passwordHash,
        role,
        groupIds,
        personId,
        disabled,
        mustChangePassword,
        secondFactor,
        createdAt,
        time,
        version);
  }

  public Account withSecondFactor(boolean on) {
    return new Account(
        id,
        organisationId,
        username,
        email,
        passwordHash,
        role,
        groupIds,
        personId,
        disabled,
        mustChangePassword,
        on,
        createdAt,
        lastSeenAt,
        version);
  }

  /** The same user with other rights. */
  public Account withRights(
      @Nullable String address,
      Role nextRole,
      Set<String> groups,
      @Nullable String person,
      boolean off) {
    return new Account(
        id,
        organisationId,
        username,
        address,
        passwordHash,
        nextRole,
        groups,
        person,
        off,
        mustChangePassword,
        secondFactor,
        createdAt,
        lastSeenAt,
        version);
  }

  @Override
  public String toString() {
    return "Account[" + username + "]";
  }
}
