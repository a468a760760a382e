package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.TimetableStore;
import dev.rollcall.gateway.port.TimetableStore.LeaveFilter;
import dev.rollcall.gateway.port.TimetableStore.NamedLeave;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Holidays, when nobody is expected, and excused leave, when somebody is not. What is out of reach
 * is not found.
 */
public final class ManageDaysOff {
  private final TimetableStore timetable;
  private final ManageGroups groups;
  private final PeopleStore people;
  private final PlanSessions plan;
  private final Authors authors;
  private final InstantSource clock;
  private final Random random;

  /** Over stores, a planner that is run after a holiday goes, and who changes what. */
  public ManageDaysOff(
      TimetableStore timetable,
      ManageGroups groups,
      PeopleStore people,
      PlanSessions plan,
      Authors authors,
      InstantSource clock,
      Random random) {
    this.timetable = timetable;
    this.groups = groups;
    this.people = people;
    this.plan = plan;
    this.authors = authors;
    this.clock = clock;
    this.random = random;
  }

  /** Everybody may know everybody's holidays. */
  public Page<Holiday> holidays(
      Principal by,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      Optional<String> groupId,
      int limit,
      Optional<String> cursor) {
    return timetable.holidays(
        by.organisationId(),
        from.orElse(null),
        until.orElse(null),
        groupId.orElse(null),
        limit,
        cursor);
  }

  /** A manager makes holidays of their own groups alone. */
  public Holiday createHoliday(
      Principal by, LocalDate date, String name, @Nullable String groupId) {
    Author author = authors.of(by);
    if (groupId != null) {
      groups.find(by, Permission.SESSIONS_WRITE, groupId);
    } else {
      requireEverything(by);
    }
    Holiday holiday =
        new Holiday(
            Ulid.at(author.at(), random),
            date,
            PersonName.parse("name", name),
            groupId,
            author.at());
    timetable.addHoliday(
        by.organisationId(),
        holiday,
        author.deed("holiday.created", holiday.id()).with("date", date).with("group", groupId));
    return holiday;
  }

  private static void requireEverything(Principal by) {
    if (!by.reach(Permission.SESSIONS_WRITE).everything()) {
      throw new ProblemException(
          ProblemCode.NOT_PERMITTED,
          "A holiday of everybody is an administrator's to make. Give group_id for one of yours.");
    }
  }

  public void deleteHoliday(Principal by, String id) {
    Holiday holiday =
        Optional.of(id)
            .filter(Ulid::looksLike)
            .flatMap(known -> timetable.findHoliday(by.organisationId(), known))
            .orElseThrow(ManageDaysOff::noHoliday);
    String groupId = holiday.groupId();
    if (groupId == null) {
      requireEverything(by);
    } else if (!by.reach(Permission.SESSIONS_WRITE).holdsGroup(groupId)) {
      throw noHoliday();
    }
    Author author = authors.of(by);
    if (!timetable.deleteHoliday(
        by.organisationId(),
        id,
        clock.instant(),
        author.deed("holiday.deleted", id).with("date", holiday.date()))) {
      throw noHoliday();
    }
    plan.now();
  }

  private static ProblemException noHoliday() {
    return new ProblemException(
        ProblemCode.HOLIDAY_NOT_FOUND,
        "There is no holiday of this id. Look at the list of holidays.");
  }

  public Page<NamedLeave> leaves(
      Principal by, LeaveFilter filter, int limit, Optional<String> cursor) {
    return timetable.leaves(
        by.organisationId(), by.reach(Permission.RECORDS_READ), filter, limit, cursor);
  }

  /** Whoever makes it approves it. */
  public NamedLeave createLeave(Principal by, LeaveDraft draft) {
    Author author = authors.of(by);
    if (draft.until().isBefore(draft.from())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "until", "until lies before from. Swap them.");
    }
    requireWithin(by, draft.personId());
    Leave leave =
        new Leave(
            Ulid.at(author.at(), random),
            draft.personId(),
            draft.from(),
            draft.until(),
            draft.kind(),
            draft.note(),
            by.accountId(),
            author.at());
    boolean added =
        timetable.addLeave(
            by.organisationId(),
            leave,
            author
                .deed("leave.created", leave.id(), leave.personId())
                .with("from", leave.from())
                .with("until", leave.until())
                .with("kind", leave.kind()));
    if (!added) {
      throw noPerson();
    }
    String name =
        people
            .find(by.organisationId(), leave.personId())
            .orElseThrow(ManageDaysOff::noPerson)
            .name();
    return new NamedLeave(leave, name);
  }

  private void requireWithin(Principal by, String personId) {
    if (!Ulid.looksLike(personId)
        || !people.isWithin(by.organisationId(), by.reach(Permission.RECORDS_CORRECT), personId)) {
      throw noPerson();
    }
  }

  private static ProblemException noPerson() {
    return new ProblemException(
        ProblemCode.PERSON_NOT_FOUND,
        "Nobody is enrolled under this id. Look at the list of people.");
  }

  public void deleteLeave(Principal by, String id) {
    Leave leave =
        Optional.of(id)
            .filter(Ulid::looksLike)
            .flatMap(known -> timetable.findLeave(by.organisationId(), known))
            .filter(
                found ->
                    people.isWithin(
                        by.organisationId(),
                        by.reach(Permission.RECORDS_CORRECT),
                        found.personId()))
            .orElseThrow(ManageDaysOff::noLeave);
    if (!timetable.deleteLeave(
        by.organisationId(), id, authors.of(by).deed("leave.deleted", id, leave.personId()))) {
      throw noLeave();
    }
  }

  private static ProblemException noLeave() {
    return new ProblemException(
        ProblemCode.LEAVE_NOT_FOUND, "There is no leave of this id. Look at the list of leaves.");
  }

  /** A leave to be made. */
  public record LeaveDraft(
      String personId, LocalDate from, LocalDate until, Leave.Kind kind, @Nullable String note) {}
}
