package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Adds a person with pictures: all of it or nothing. */
public final class AddPerson {
  /** What the store has room for, each with the longest name. */
  static final int MOST_GROUPS = 50;

  private final FaceIntake intake;
  private final PeopleStore people;
  private final SitePolicy policy;
  private final OwnGroups ownGroups;
  private final Authors authors;
  private final Random random;

  public AddPerson(
      FaceIntake intake,
      PeopleStore people,
      SitePolicy policy,
      OwnGroups ownGroups,
      Authors authors,
      Random random) {
    this.intake = intake;
    this.people = people;
    this.policy = policy;
    this.ownGroups = ownGroups;
    this.authors = authors;
    this.random = random;
  }

  /** Throws {@code ProblemException} for a bad field, a taken external id, or no usable picture. */
  public Enrolled run(Principal by, Request request, CallContext context) {
    Author author = authors.of(by);
    String organisationId = by.organisationId();
    Instant now = author.at();
    String id = Ulid.at(now, random);
    String name = PersonName.parse("name", request.name());
    String externalId = optional("external_id", request.externalId());
    String consent = optional("consent", request.consent());
    policy.requireConsent(organisationId, consent);
    List<String> groups = groups(request.groups());
    ownGroups.require(by, groups);
    FaceIntake.Prepared prepared = intake.prepare(organisationId, id, request.pictures(), context);
    List<Enrolled.Similar> similar = intake.similarPeople(organisationId, prepared, id, context);
    Person person = new Person(id, name, externalId, groups, consent, now, prepared.faces().size());
    intake.store(
        organisationId,
        prepared,
        () -> {
          people.add(organisationId, person, prepared.faces(), author);
          return true;
        });
    return new Enrolled(
        people.find(organisationId, id).orElse(person),
        prepared.accepted(),
        prepared.rejected(),
        similar);
  }

  static @Nullable String optional(String field, @Nullable String typed) {
    return typed == null || typed.isBlank() ? null : PersonName.parse(field, typed);
  }

  static List<String> groups(List<String> typed) {
    if (typed.size() > MOST_GROUPS) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "groups",
          "A person may be in %d groups. Send fewer.".formatted(MOST_GROUPS));
    }
    return typed.stream().map(group -> PersonName.parse("groups", group)).distinct().toList();
  }

  /** What is asked, as typed. */
  public record Request(
      String name,
      @Nullable String externalId,
      List<String> groups,
      @Nullable String consent,
      List<Upload> pictures) {}
}
