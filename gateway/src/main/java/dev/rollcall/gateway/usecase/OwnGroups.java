package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.GroupStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Into which groups somebody may put a person: a manager into those that they manage. */
public final class OwnGroups {
  private static final int MOST = 200;

  private final GroupStore groups;

  public OwnGroups(GroupStore groups) {
    this.groups = groups;
  }

  /**
   * Throws NOT_PERMITTED for a group that is not the principal's, and for none at all where the
   * person would be out of reach at once.
   */
  void require(Principal by, List<String> names) {
    Reach reach = by.reach(Permission.PEOPLE_WRITE);
    if (reach.everything()) {
      return;
    }
    Set<String> own = new HashSet<>();
    groups
        .list(by.organisationId(), reach, false, "", MOST, Optional.empty())
        .items()
        .forEach(listed -> own.add(listed.group().name()));
    if (names.isEmpty() || !own.containsAll(names)) {
      throw ProblemException.ofField(
          ProblemCode.NOT_PERMITTED,
          "groups",
          "Name groups that you manage, and at least one: %s.".formatted(String.join(", ", own)));
    }
  }
}
