package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups and their members. Each change is one transaction with its entry in the audit log. What
 * belongs to another organisation is not there.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached,
 * GROUP_NAME_TAKEN where another group that is not archived has the name, CHANGED_MEANWHILE where a
 * version is given that is not the one of now. Safe on any thread.
 */
public interface GroupStore {
  /**
   * Stores a new group.
   *
   * @param managedBy the account that manages it from now on; null for none
   */
  void add(String organisationId, Group group, @Nullable String managedBy, Deed deed);

  Optional<Listed> find(String organisationId, String groupId);

  /**
   * By name.
   *
   * @param text only names that contain it; empty for all
   */
  Page<Listed> list(
      String organisationId,
      Reach reach,
      boolean archived,
      String text,
      int limit,
      Optional<String> cursor);

  /**
   * Takes over everything but the version, which must still be the stored one. Where the group is
   * archived now, its sessions that have not opened go.
   *
   * @return false where there is no such group
   */
  boolean change(String organisationId, Group group, Deed deed);

  /**
   * Deletes a group, its schedules and its sessions.
   *
   * @param version null: whatever it is
   * @return false where there is no such group
   * @throws dev.rollcall.gateway.domain.problem.ProblemException GROUP_IN_USE where one of its
   *     sessions has records or was closed
   */
  boolean delete(String organisationId, String groupId, @Nullable Long version, Deed deed);

  /** Those who belong to it on that day, by name. */
  Page<Member> members(
      String organisationId, String groupId, LocalDate on, int limit, Optional<String> cursor);

  /**
   * Puts a person in, from a day on. Where they are in it already, an earlier day takes the place
   * of theirs, and another does nothing; closed sessions stay as they are. Empty where there is no
   * such group or person.
   */
  Optional<Member> join(String organisationId, Membership membership, Deed deed);

  /** Takes a person out from a day on; false where they are not in it. */
  boolean leave(String organisationId, String groupId, String personId, LocalDate from, Deed deed);

  /**
   * Begins the next term: stores {@code next} with the managers of {@code old}, changes that one,
   * and takes along what is asked.
   *
   * @param keepMembers those who belong to the old group now belong to the next from its start
   * @param keepSchedules the next group gets the schedules that hold on the old one's last day
   */
  void rollOver(
      String organisationId,
      Group old,
      Group next,
      boolean keepMembers,
      boolean keepSchedules,
      Deed deed);

  /**
   * A group as lists show it.
   *
   * @param members how many there are now
   * @param managers ids of the accounts that manage it
   */
  record Listed(Group group, int members, List<String> managers) {
    public Listed {
      managers = List.copyOf(managers);
    }
  }

  /** A person in a group. */
  record Member(String personId, String name, LocalDate joinedOn, @Nullable LocalDate leftOn) {}
}
