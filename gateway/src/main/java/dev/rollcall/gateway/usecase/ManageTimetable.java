package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.TimetableStore;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Schedules. What is out of reach is not found. */
public final class ManageTimetable {
  private final TimetableStore timetable;
  private final ManageGroups groups;
  private final PlanSessions plan;
  private final Authors authors;
  private final InstantSource clock;
  private final Random random;

  /** Over stores, a planner that is run after each change, and who changes what. */
  public ManageTimetable(
      TimetableStore timetable,
      ManageGroups groups,
      PlanSessions plan,
      Authors authors,
      InstantSource clock,
      Random random) {
    this.timetable = timetable;
    this.groups = groups;
    this.plan = plan;
    this.authors = authors;
    this.clock = clock;
    this.random = random;
  }

  public Page<Schedule> schedules(
      Principal by, Optional<String> groupId, int limit, Optional<String> cursor) {
    return timetable.schedules(
        by.organisationId(),
        by.reach(Permission.SESSIONS_READ),
        groupId.orElse(null),
        limit,
        cursor);
  }

  public Schedule schedule(Principal by, String id) {
    return schedule(by, Permission.SESSIONS_READ, id);
  }

  private Schedule schedule(Principal by, Permission permission, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> timetable.findSchedule(by.organisationId(), known))
        .filter(found -> by.reach(permission).holdsGroup(found.groupId()))
        .orElseThrow(ManageTimetable::noSchedule);
  }

  private static ProblemException noSchedule() {
    return new ProblemException(
        ProblemCode.SCHEDULE_NOT_FOUND,
        "There is no schedule of this id. Look at the list of schedules.");
  }

  public Schedule createSchedule(Principal by, ScheduleDraft draft) {
    Author author = authors.of(by);
    Group group = groups.find(by, Permission.SESSIONS_WRITE, draft.groupId()).group();
    ZoneId zone = draft.zone() == null ? group.zone() : draft.zone();
    Schedule schedule =
        checked(
            new Schedule(
                Ulid.at(author.at(), random),
                group.id(),
                PersonName.parse("name", draft.name()),
                draft.kind(),
                draft.days(),
                draft.startsAt(),
                draft.endsAt(),
                zone,
                draft.validFrom() == null ? authors.today(zone) : draft.validFrom(),
                draft.validUntil(),
                draft.everyWeeks(),
                draft.rules(),
                author.at(),
                0));
    timetable.addSchedule(
        by.organisationId(),
        schedule,
        author.deed("schedule.created", schedule.id(), schedule.groupId()));
    plan.now();
    return schedule;
  }

  private static Schedule checked(Schedule schedule) {
    LocalDate until = schedule.validUntil();
    if (until != null && until.isBefore(schedule.validFrom())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "valid_until",
          "valid_until lies before valid_from. Swap them.");
    }
    return schedule;
  }

  /** {@code version} null: whatever it is. */
  public Schedule changeSchedule(
      Principal by, String id, @Nullable Long version, UnaryOperator<Schedule> change) {
    Author author = authors.of(by);
    Schedule after = checked(change.apply(schedule(by, Permission.SESSIONS_WRITE, id)));
    Schedule wanted =
        new Schedule(
            after.id(),
            after.groupId(),
            PersonName.parse("name", after.name()),
            after.kind(),
            after.days(),
            after.startsAt(),
            after.endsAt(),
            after.zone(),
            after.validFrom(),
            after.validUntil(),
            after.everyWeeks(),
            after.rules(),
            after.createdAt(),
            version == null ? after.version() : version);
    boolean changed =
        timetable.changeSchedule(
            by.organisationId(),
            wanted,
            clock.instant(),
            author.deed("schedule.changed", id, after.groupId()));
    if (!changed) {
      throw noSchedule();
    }
    plan.now();
    return schedule(by, Permission.SESSIONS_WRITE, id);
  }

  public void deleteSchedule(Principal by, String id, @Nullable Long version) {
    Schedule schedule = schedule(by, Permission.SESSIONS_WRITE, id);
    boolean deleted =
        timetable.deleteSchedule(
            by.organisationId(),
            id,
            version,
            clock.instant(),
            authors.of(by).deed("schedule.deleted", id, schedule.groupId()));
    if (!deleted) {
      throw noSchedule();
    }
  }

  /**
   * A schedule to be made.
   *
   * @param zone null: the group's
   * @param validFrom null: today
   */
  public record ScheduleDraft(
      String groupId,
      String name,
      Schedule.Kind kind,
      Set<DayOfWeek> days,
      LocalTime startsAt,
      LocalTime endsAt,
      @Nullable ZoneId zone,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validUntil,
      int everyWeeks,
      SessionRules rules) {}
}
