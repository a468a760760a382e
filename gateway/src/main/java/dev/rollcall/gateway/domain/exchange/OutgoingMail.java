package dev.rollcall.gateway.domain.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is sent until the server takes it.
 *
 * @param sessionId what it is about; a session has one of a kind
 * @param nextAttemptAt null where none is to come
 * @param error why the last attempt failed; null where none did
 */
public record OutgoingMail(
    String id,
    String organisationId,
    Kind kind,
    List<String> to,
    String subject,
    String text,
    @Nullable String sessionId,
    State state,
    int attempts,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant nextAttemptAt,
    @Nullable String error) {
  public OutgoingMail {
    to = List.copyOf(to);
  }

  /** What it tells. */
  public enum Kind {
    ABSENTEES,
    TEST
  }

  /** Whether the server took it. */
  public enum State {
    WAITING,
    SENT,
    DEAD
  }

  public OutgoingMail sent(Instant now) {
    return new OutgoingMail(
        id,
        organisationId,
        kind,
        to,
        subject,
        text,
        sessionId,
        State.SENT,
        attempts + 1,
        createdAt,
        now,
        null,
        null);
  }

  /** After a failed attempt: later, or no more. */
  public OutgoingMail failed(Instant now, String why) {
    var pause = Backoff.after(attempts + 1);
    return new OutgoingMail(
        id,
        organisationId,
        kind,
        to,
        subject,
        text,
        sessionId,
        pause.isPresent() ? State.WAITING : State.DEAD,
        attempts + 1,
        createdAt,
        null,
        pause.map(now::plus).orElse(null),
        why);
  }
}
