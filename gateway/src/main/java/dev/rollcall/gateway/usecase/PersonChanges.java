package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.exchange.RosterEntry;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.Instant;
import java.util.List;

/** People as lists say they are: who is new, and what is different. */
public final class PersonChanges {
  private final PeopleStore people;
  private final Authors authors;

  public PersonChanges(PeopleStore people, Authors authors) {
    this.people = people;
    this.authors = authors;
  }

  Author author(String organisationId, String accountId) {
    return authors.of(organisationId, accountId);
  }

  /** Adds a person without a face; one who is there under the id already is left as they are. */
  void add(String organisationId, String accountId, String id, RosterEntry entry, Instant now) {
    if (people.find(organisationId, id).isPresent()) {
      return;
    }
    people.add(
        organisationId,
        new Person(
            id,
            entry.name(),
            entry.externalId().orElse(null),
            entry.groups(),
            entry.consent().orElse(null),
            now,
            0,
            List.of(),
            new Profile(entry.birthDate().orElse(null), entry.gender().orElse(null)),
            0),
        List.of(),
        author(organisationId, accountId));
  }

  /** False where nothing is different; a dry run changes nothing. */
  boolean change(
      String organisationId,
      String accountId,
      Person before,
      RosterEntry entry,
      List<String> groups,
      boolean dryRun) {
    Person after =
        new Person(
            before.id(),
            entry.name(),
            entry.externalId().orElse(before.externalId()),
            groups,
            before.consent(),
            before.createdAt(),
            before.faceCount(),
            before.groupIds(),
            new Profile(
                entry.birthDate().orElse(before.profile().birthDate()),
                entry.gender().orElse(before.profile().gender())),
            before.version());
    if (after.equals(before)) {
      return false;
    }
    if (!dryRun) {
      people.change(organisationId, after, author(organisationId, accountId));
    }
    return true;
  }
}
