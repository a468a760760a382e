package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.SessionStore.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which session a check-in counts. */
public final class SessionChoice {
  private final SessionStore sessions;

  public SessionChoice(SessionStore sessions) {
    this.sessions = sessions;
  }

  /**
   * The session that a caller names, with whom it expects; empty where the text is a label of the
   * caller's own.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException SESSION_NOT_FOUND for an id that
   *     is no session's, or of one out of reach
   */
  Optional<WithRoster> named(Principal by, @Nullable String sessionId) {
    if (sessionId == null || !Ulid.looksLike(sessionId)) {
      return Optional.empty();
    }
    AttendanceSession session =
        sessions
            .find(by.organisationId(), sessionId)
            .map(SessionStore.Listed::session)
            .filter(found -> mayUse(by, found))
            .orElseThrow(ManageSessions::notFound);
    return Optional.of(new WithRoster(session, sessions.roster(by.organisationId(), sessionId)));
  }

  private static boolean mayUse(Principal by, AttendanceSession session) {
    return by.role() == Role.KIOSK || by.reach(Permission.CHECK_IN).holdsGroup(session.groupId());
  }

  /** For each of these people the session that expects them at that time, where one does. */
  Map<String, AttendanceSession> forPeople(
      Principal by, Collection<String> personIds, Instant time) {
    Map<String, List<AttendanceSession>> open = new HashMap<>();
    Map<AttendanceSession, Set<String>> found =
        sessions.openFor(by.organisationId(), personIds, time);
    found.forEach(
        (session, people) -> {
          if (mayUse(by, session)) {
            people.forEach(
                person -> open.computeIfAbsent(person, id -> new ArrayList<>()).add(session));
          }
        });
    Map<String, AttendanceSession> chosen = new HashMap<>();
    open.forEach(
        (person, some) ->
            AttendanceSession.nearest(some, time)
                .ifPresent(session -> chosen.put(person, session)));
    return chosen;
  }

  /** Whom it expects and who has not come yet. */
  List<Named> missing(Principal by, AttendanceSession session) {
    return sessions.missing(by.organisationId(), session.id());
  }

  /** A session that was named, and whom it expects. */
  record WithRoster(AttendanceSession session, Set<String> roster) {}
}
