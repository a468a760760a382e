package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.GroupStore.Listed;
import dev.rollcall.gateway.port.GroupStore.Member;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Groups, their members and their terms. A group out of the principal's reach is GROUP_NOT_FOUND,
 * as one that is not there.
 */
public final class ManageGroups {
  private final GroupStore groups;
  private final PeopleStore people;
  private final PlanSessions plan;
  private final Authors authors;
  private final Random random;

  /** Over stores, a planner that is run after each change, and who changes what. */
  public ManageGroups(
      GroupStore groups, PeopleStore people, PlanSessions plan, Authors authors, Random random) {
    this.groups = groups;
    this.people = people;
    this.plan = plan;
    this.authors = authors;
    this.random = random;
  }

  /** By name; {@code text} empty for all. */
  public Page<Listed> list(
      Principal by, boolean archived, String text, int limit, Optional<String> cursor) {
    return groups.list(
        by.organisationId(), by.reach(Permission.GROUPS_READ), archived, text, limit, cursor);
  }

  public Listed get(Principal by, String id) {
    return find(by, Permission.GROUPS_READ, id);
  }

  /** A group that this permission reaches. */
  Listed find(Principal by, Permission permission, String id) {
    if (!Ulid.looksLike(id) || !by.reach(permission).holdsGroup(id)) {
      throw notFound();
    }
    return groups.find(by.organisationId(), id).orElseThrow(ManageGroups::notFound);
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.GROUP_NOT_FOUND, "There is no group of this id. Look at the list of groups.");
  }

  /** A manager manages the group that they make. */
  public Listed create(Principal by, Draft draft) {
    Author author = authors.of(by);
    requireOrder(draft.startsOn(), draft.endsOn());
    Group group =
        new Group(
            Ulid.at(author.at(), random),
            PersonName.parse("name", draft.name()),
            draft.kind(),
            draft.zone() == null ? author.zone() : draft.zone(),
            draft.startsOn(),
            draft.endsOn(),
            false,
            null,
            author.at(),
            0);
    groups.add(
        by.organisationId(),
        group,
        by.role() == Role.MANAGER ? by.accountId() : null,
        author.deed("group.created", group.id()));
    return groups.find(by.organisationId(), group.id()).orElseThrow(ManageGroups::notFound);
  }

  private static void requireOrder(@Nullable LocalDate starts, @Nullable LocalDate ends) {
    if (starts != null && ends != null && ends.isBefore(starts)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "ends_on", "ends_on lies before starts_on. Swap them.");
    }
  }

  /** Takes over what the change names; {@code version} null: whatever it is. */
  public Listed change(Principal by, String id, @Nullable Long version, Change change) {
    Author author = authors.of(by);
    Group before = find(by, Permission.GROUPS_WRITE, id).group();
    LocalDate starts = change.startsOn().orElse(new Day(before.startsOn())).date();
    LocalDate ends = change.endsOn().orElse(new Day(before.endsOn())).date();
    requireOrder(starts, ends);
    Group after =
        new Group(
            id,
            change.name().map(name -> PersonName.parse("name", name)).orElse(before.name()),
            change.kind().orElse(before.kind()),
            change.zone().orElse(before.zone()),
            starts,
            ends,
            change.archived().orElse(before.archived()),
            before.previousGroupId(),
            before.createdAt(),
            version == null ? before.version() : version);
    if (!groups.change(by.organisationId(), after, author.deed("group.changed", id))) {
      throw notFound();
    }
    plan.now();
    return find(by, Permission.GROUPS_WRITE, id);
  }

  public void delete(Principal by, String id, @Nullable Long version) {
    find(by, Permission.GROUPS_WRITE, id);
    if (!groups.delete(
        by.organisationId(), id, version, authors.of(by).deed("group.deleted", id))) {
      throw notFound();
    }
  }

  /** By name, as on that day; empty: today in the group's zone. */
  public Page<Member> members(
      Principal by, String id, Optional<LocalDate> on, int limit, Optional<String> cursor) {
    Group group = find(by, Permission.GROUPS_READ, id).group();
    return groups.members(
        by.organisationId(), id, on.orElse(authors.today(group.zone())), limit, cursor);
  }

  /**
   * From that day on; empty: today in the group's zone. A manager takes in whom they reach already:
   * by taking in others they would come to change and erase them.
   */
  public Member join(Principal by, String id, String personId, Optional<LocalDate> joinedOn) {
    Group group = find(by, Permission.GROUPS_WRITE, id).group();
    if (!Ulid.looksLike(personId)
        || !people.isWithin(by.organisationId(), by.reach(Permission.GROUPS_WRITE), personId)) {
      throw noPerson();
    }
    Membership membership =
        new Membership(id, personId, joinedOn.orElse(authors.today(group.zone())), null);
    return groups
        .join(
            by.organisationId(),
            membership,
            authors
                .of(by)
                .deed("group.joined", id, personId)
                .with("joined_on", membership.joinedOn()))
        .orElseThrow(ManageGroups::noPerson);
  }

  private static ProblemException noPerson() {
    return new ProblemException(
        ProblemCode.PERSON_NOT_FOUND,
        "Nobody is enrolled under this id. Look at the list of people.");
  }

  /** From today on, in the group's zone. */
  public void leave(Principal by, String id, String personId) {
    Group group = find(by, Permission.GROUPS_WRITE, id).group();
    boolean left =
        groups.leave(
            by.organisationId(),
            id,
            personId,
            authors.today(group.zone()),
            authors.of(by).deed("group.left", id, personId));
    if (!left) {
      throw new ProblemException(
          ProblemCode.PERSON_NOT_FOUND,
          "This person does not belong to the group. Look at the list of its members.");
    }
  }

  /** Begins the next term as a new group. */
  public Listed rollOver(Principal by, String id, Term term) {
    Author author = authors.of(by);
    requireOrder(term.startsOn(), term.endsOn());
    Group old = find(by, Permission.GROUPS_WRITE, id).group();
    if (old.startsOn() != null && !term.startsOn().isAfter(old.startsOn())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "starts_on",
          "The next term begins before this one does. Choose a later day.");
    }
    Group next =
        old.next(
            Ulid.at(author.at(), random),
            PersonName.parse("name", term.name()),
            term.startsOn(),
            term.endsOn(),
            author.at());
    groups.rollOver(
        by.organisationId(),
        old.beforeNextTerm(term.startsOn(), authors.today(old.zone())),
        next,
        term.keepMembers(),
        term.keepSchedules(),
        author.deed("group.rolled_over", id, next.id()).with("starts_on", term.startsOn()));
    plan.now();
    return groups.find(by.organisationId(), next.id()).orElseThrow(ManageGroups::notFound);
  }

  /**
   * A group to be made.
   *
   * @param zone null: the organisation's
   */
  public record Draft(
      String name,
      Group.Kind kind,
      @Nullable ZoneId zone,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn) {}

  /** A day, or none. */
  public record Day(@Nullable LocalDate date) {}

  /** What to change; empty leaves it. */
  public record Change(
      Optional<String> name,
      Optional<Group.Kind> kind,
      Optional<ZoneId> zone,
      Optional<Day> startsOn,
      Optional<Day> endsOn,
      Optional<Boolean> archived) {}

  /** The next term. */
  public record Term(
      String name,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      boolean keepMembers,
      boolean keepSchedules) {}
}
