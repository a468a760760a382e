package dev.rollcall.gateway.usecase;

import com.google.common.collect.Sets;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.GroupStore;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Into which groups somebody may put a person, and out of which take them: a manager those that
 * they manage.
 */
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
    requireChange(by, List.of(), names);
  }

  /** The same of groups that a person comes into or leaves; others' groups may stay. */
  void requireChange(Principal by, List<String> before, List<String> after) {
    Reach reach = by.reach(Permission.PEOPLE_WRITE);
    if (reach.everything()) {
      return;
    }
    Set<String> own = new HashSet<>();
    groups
        .list(by.organisationId(), reach, false, "", MOST, Optional.empty())
        .items()
        .forEach(listed -> own.add(listed.group().name()));
    if (Collections.disjoint(own, after)
        || !own.containsAll(Sets.symmetricDifference(Set.copyOf(before), Set.copyOf(after)))) {
      throw ProblemException.ofField(
          ProblemCode.NOT_PERMITTED,
          "groups",
          "You change who is in groups that you manage, of which one has to stay: %s."
              .formatted(String.join(", ", own)));
    }
  }
}
