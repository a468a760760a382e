package dev.rollcall.gateway.domain.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which people and groups of the organisation a request may touch. What lies outside is answered as
 * what does not exist.
 *
 * @param everything the whole organisation; the rest then says nothing
 * @param groupIds the groups of a manager
 * @param personId the one person that a member is; null where the account stands for none
 */
public record Reach(boolean everything, Set<String> groupIds, @Nullable String personId) {
  /** The whole organisation. */
  public static final Reach EVERYTHING = new Reach(true, Set.of(), null);

  public Reach {
    groupIds = Set.copyOf(groupIds);
  }

  /** True for the whole organisation, and for the one person that a member is. */
  public boolean holdsPerson(String id) {
    return everything || id.equals(personId);
  }

  public boolean holdsGroup(String id) {
    return everything || groupIds.contains(id);
  }
}
