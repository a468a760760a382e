package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.SessionStore.Due;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Closes sessions whose time is over. Each in its own transaction under the session's lock: of two
 * gateways one closes it, and one that is killed has closed it or has not.
 */
public final class CloseDueSessions {
  private static final int SESSIONS_A_ROUND = 100;

  private final SessionStore sessions;
  private final InstantSource clock;

  public CloseDueSessions(SessionStore sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Closes some; true where there may be more. */
  public boolean round(BooleanSupplier goOn) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Due> due = sessions.due(now, SESSIONS_A_ROUND);
    for (Due one : due) {
      if (!goOn.getAsBoolean()) {
        return false;
      }
      close(one, now);
    }
    return due.size() == SESSIONS_A_ROUND;
  }

  private void close(Due due, Instant now) {
    try {
      sessions.change(
          due.organisationId(),
          due.sessionId(),
          null,
          session -> {
            if (session.closesAt().map(now::isBefore).orElse(true)) {
              throw new ProblemException(ProblemCode.SESSION_STATE, "It goes on after all.");
            }
            return ManageSessions.closed(session, now);
          },
          Deed.of(Deed.SYSTEM, "session.closed", now, due.sessionId()));
    } catch (ProblemException e) {
      if (e.code() != ProblemCode.SESSION_STATE) {
        throw e;
      }
      // Another gateway, or somebody by hand, was faster.
    }
  }
}
