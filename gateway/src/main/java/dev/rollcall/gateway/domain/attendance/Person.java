package dev.rollcall.gateway.domain.attendance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is enrolled.
 *
 * @param externalId the site's own number for the person, unique; null where it has none
 * @param groups names of the groups that the person belongs to now
 * @param consent the version of the text agreed to; null where none was given
 * @param groupIds ids of the same groups, in the same order; empty while they are only named
 * @param version counts the changes
 */
public record Person(
    String id,
    String name,
    @Nullable String externalId,
    List<String> groups,
    @Nullable String consent,
    Instant createdAt,
    int faceCount,
    List<String> groupIds,
    Profile profile,
    long version) {
  public Person {
    groups = List.copyOf(groups);
    groupIds = List.copyOf(groupIds);
  }

  /** One of whom no more is known. */
  public Person(
      String id,
      String name,
      @Nullable String externalId,
      List<String> groups,
      @Nullable String consent,
      Instant createdAt,
      int faceCount) {
    this(
        id, name, externalId, groups, consent, createdAt, faceCount, List.of(), Profile.UNKNOWN, 0);
  }

  /** The same person with so many more faces. */
  public Person withMoreFaces(int more) {
    return new Person(
        id,
        name,
        externalId,
        groups,
        consent,
        createdAt,
        faceCount + more,
        groupIds,
        profile,
        version);
  }

  /** The same person in these groups. */
  public Person withGroups(List<String> names, List<String> ids) {
    return new Person(
        id, name, externalId, names, consent, createdAt, faceCount, ids, profile, version);
  }
}
