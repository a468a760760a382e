package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.AttendanceSession.Phase;
import dev.rollcall.gateway.domain.timetable.AttendanceSession.State;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.SessionStore.Entry;
import dev.rollcall.gateway.port.SessionStore.Filter;
import dev.rollcall.gateway.port.SessionStore.Listed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and their registers. What is out of the principal's reach is SESSION_NOT_FOUND. A kiosk
 * sees what is open now.
 */
public final class ManageSessions {
  private static final Duration LONGEST = Duration.ofHours(36);

  private final SessionStore sessions;
  private final ManageGroups groups;
  private final Authors authors;
  private final InstantSource clock;
  private final Random random;

  public ManageSessions(
      SessionStore sessions,
      ManageGroups groups,
      Authors authors,
      InstantSource clock,
      Random random) {
    this.sessions = sessions;
    this.groups = groups;
    this.authors = authors;
    this.clock = clock;
    this.random = random;
  }

  /** By start. */
  public Page<Listed> list(Principal by, Filter filter, int limit, Optional<String> cursor) {
    boolean kiosk = by.role() == Role.KIOSK;
    Filter asked =
        kiosk
            ? new Filter(
                filter.from(), filter.until(), filter.groupId(), State.OPEN, filter.personId())
            : filter;
    return sessions.list(
        by.organisationId(),
        kiosk ? Reach.EVERYTHING : by.reach(Permission.SESSIONS_READ),
        asked,
        clock.instant(),
        limit,
        cursor);
  }

  /** What a session is at this moment. */
  public State state(AttendanceSession session) {
    return session.state(clock.instant());
  }

  public Listed get(Principal by, String id) {
    return find(by, Permission.SESSIONS_READ, id);
  }

  private Listed find(Principal by, Permission permission, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> sessions.find(by.organisationId(), known))
        .filter(found -> isWithin(by, permission, found.session()))
        .orElseThrow(ManageSessions::notFound);
  }

  private boolean isWithin(Principal by, Permission permission, AttendanceSession session) {
    return by.role() == Role.KIOSK
        ? state(session) == State.OPEN
        : by.reach(permission).holdsGroup(session.groupId());
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.SESSION_NOT_FOUND,
        "There is no session of this id. Look at the list of sessions.");
  }

  /** A session with no schedule. */
  public Listed create(Principal by, Draft draft) {
    Author author = authors.of(by);
    Group group = groups.find(by, Permission.SESSIONS_WRITE, draft.groupId()).group();
    ZoneId zone = draft.zone() == null ? group.zone() : draft.zone();
    requireSpan(draft.startsAt(), draft.endsAt());
    Instant starts = draft.startsAt().truncatedTo(ChronoUnit.MILLIS);
    AttendanceSession session =
        new AttendanceSession(
            Ulid.at(author.at(), random),
            group.id(),
            null,
            PersonName.parse("name", draft.name()),
            starts,
            draft.endsAt().truncatedTo(ChronoUnit.MILLIS),
            zone,
            starts.atZone(zone).toLocalDate(),
            Phase.PLANNED,
            null,
            null,
            null,
            draft.rules(),
            0);
    sessions.add(
        by.organisationId(),
        session,
        author.deed("session.created", session.id(), session.groupId()));
    return find(by, Permission.SESSIONS_WRITE, session.id());
  }

  private static void requireSpan(Instant starts, Instant ends) {
    if (!ends.isAfter(starts) || Duration.between(starts, ends).compareTo(LONGEST) > 0) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "ends_at",
          "ends_at must lie behind starts_at, by %d hours at most.".formatted(LONGEST.toHours()));
    }
  }

  /** Takes over what the change names; {@code version} null: whatever it is. */
  public Listed change(Principal by, String id, @Nullable Long version, Change change) {
    return alter(
        by,
        id,
        version,
        "session.changed",
        before -> {
          if (before.phase() == Phase.CANCELLED) {
            throw wrongState("It is cancelled. Make a new session.");
          }
          Instant starts = change.startsAt().orElse(before.startsAt());
          Instant ends = change.endsAt().orElse(before.endsAt());
          requireSpan(starts, ends);
          return new AttendanceSession(
              before.id(),
              before.groupId(),
              before.scheduleId(),
              change.name().map(name -> PersonName.parse("name", name)).orElse(before.name()),
              starts,
              ends,
              before.zone(),
              before.scheduleId() == null
                  ? starts.atZone(before.zone()).toLocalDate()
                  : before.localDate(),
              before.phase(),
              before.closedAt(),
              before.reopenedUntil(),
              before.holidayId(),
              change.rules().apply(before.rules()),
              before.version());
        });
  }

  private static ProblemException wrongState(String detail) {
    return new ProblemException(ProblemCode.SESSION_STATE, detail);
  }

  private Listed alter(
      Principal by,
      String id,
      @Nullable Long version,
      String action,
      UnaryOperator<AttendanceSession> change) {
    AttendanceSession before = find(by, Permission.SESSIONS_WRITE, id).session();
    boolean changed =
        sessions
            .change(
                by.organisationId(),
                id,
                version,
                change,
                authors.of(by).deed(action, id, before.groupId()))
            .isPresent();
    if (!changed) {
      throw notFound();
    }
    return find(by, Permission.SESSIONS_WRITE, id);
  }

  /** Nothing more is expected of it: who has not come is absent. */
  public Listed close(Principal by, String id, @Nullable Long version) {
    return alter(by, id, version, "session.closed", before -> closed(before, clock.instant()));
  }

  static AttendanceSession closed(AttendanceSession before, Instant now) {
    if (before.phase() != Phase.PLANNED || before.state(now) == State.SCHEDULED) {
      throw wrongState("Only an open session can be closed.");
    }
    return before.closed(now.truncatedTo(ChronoUnit.MILLIS));
  }

  public Listed reopen(Principal by, String id, @Nullable Long version) {
    return alter(
        by,
        id,
        version,
        "session.reopened",
        before -> {
          if (before.phase() != Phase.CLOSED) {
            throw wrongState("Only a closed session can be opened again.");
          }
          return before.reopened(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        });
  }

  public Listed cancel(Principal by, String id, @Nullable Long version) {
    return alter(
        by,
        id,
        version,
        "session.cancelled",
        before -> {
          if (before.phase() == Phase.CANCELLED) {
            throw wrongState("It is cancelled already.");
          }
          return before.cancelled(null);
        });
  }

  public void delete(Principal by, String id, @Nullable Long version) {
    AttendanceSession session = find(by, Permission.SESSIONS_WRITE, id).session();
    if (!sessions.delete(
        by.organisationId(),
        id,
        version,
        authors.of(by).deed("session.deleted", id, session.groupId()))) {
      throw notFound();
    }
  }

  /** Everybody whom it expects or who came. */
  public Register register(Principal by, String id) {
    Listed listed = find(by, Permission.SESSIONS_READ, id);
    return new Register(listed, sessions.register(by.organisationId(), id));
  }

  /** A session and its lines. */
  public record Register(Listed listed, List<Entry> entries) {}

  /**
   * A session to be made.
   *
   * @param zone null: the group's
   */
  public record Draft(
      String groupId,
      String name,
      Instant startsAt,
      Instant endsAt,
      @Nullable ZoneId zone,
      SessionRules rules) {}

  /** What to change; empty leaves it. */
  public record Change(
      Optional<String> name,
      Optional<Instant> startsAt,
      Optional<Instant> endsAt,
      UnaryOperator<SessionRules> rules) {}
}
