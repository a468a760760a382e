package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.PeopleStore;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rights may be given to whom, and by whom. */
public final class UserRights {
  private static final int MOST_GROUPS = 200;
  private static final int MOST_ADDRESS_CHARACTERS = 320;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");

  private final PeopleStore people;
  private final GroupStore groups;

  public UserRights(PeopleStore people, GroupStore groups) {
    this.people = people;
    this.groups = groups;
  }

  /** What a user is to be. */
  public record Rights(
      @Nullable String email, Role role, Set<String> groupIds, @Nullable String personId) {
    public Rights {
      groupIds = Set.copyOf(groupIds);
    }
  }

  /** Throws where the actor may not give these, or where they make no sense. */
  void require(Principal actor, Rights rights) {
    requireOver(actor, rights.role());
    requireAddress("email", rights.email());
    if (!rights.groupIds().isEmpty() && rights.role() != Role.MANAGER) {
      throw invalid("groups", "Only a manager manages groups. Leave groups out.");
    }
    if (rights.groupIds().size() > MOST_GROUPS) {
      throw invalid("groups", "At most %d groups.".formatted(MOST_GROUPS));
    }
    for (String group : rights.groupIds()) {
      if (!Ulid.looksLike(group) || groups.find(actor.organisationId(), group).isEmpty()) {
        throw invalid("groups", "There is no group %s.".formatted(group));
      }
    }
    String person = rights.personId();
    if (person != null
        && (!Ulid.looksLike(person) || people.find(actor.organisationId(), person).isEmpty())) {
      throw invalid("person_id", "Nobody is enrolled under this person_id.");
    }
  }

  static void requireAddress(String field, @Nullable String address) {
    if (address != null
        && (address.length() > MOST_ADDRESS_CHARACTERS || !ADDRESS.matcher(address).matches())) {
      throw invalid(field, field + " must be one mail address, such as ada@example.org.");
    }
  }

  /** Owners are changed by owners alone. */
  static void requireOver(Principal actor, Role role) {
    if (role == Role.OWNER && actor.role() != Role.OWNER) {
      throw new ProblemException(
          ProblemCode.NOT_PERMITTED, "Only an owner may make or change owners. Ask one.");
    }
  }

  static Role role(String word) {
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw invalid("role", "role must be owner, admin, manager, kiosk or member.");
  }

  static @Nullable String address(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip().toLowerCase(Locale.ROOT);
  }

  private static ProblemException invalid(String field, String detail) {
    return ProblemException.ofField(ProblemCode.INVALID_FIELD, field, detail);
  }
}
