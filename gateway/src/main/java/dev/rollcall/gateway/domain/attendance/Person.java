package dev.rollcall.gateway.domain.attendance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is enrolled.
 *
 * @param externalId the site's own number for the person, unique; null where it has none
 * @param consent the version of the text agreed to; null where none was given
 */
public record Person(
    String id,
    String name,
    @Nullable String externalId,
    List<String> groups,
    @Nullable String consent,
    Instant createdAt,
    int faceCount) {
  public Person {
    groups = List.copyOf(groups);
  }

  /** The same person with so many more faces. */
  public Person withMoreFaces(int more) {
    return new Person(id, name, externalId, groups, consent, createdAt, faceCount + more);
  }
}
