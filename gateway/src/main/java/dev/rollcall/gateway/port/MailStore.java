package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Mail on its way out; what it says is sealed at rest. Throws {@code ProblemException}
 * DATABASE_UNAVAILABLE. Safe on any thread.
 */
public interface MailStore {
  /** Stores a mail; false where the session has one of the kind already. */
  boolean add(OutgoingMail mail);

  Optional<OutgoingMail> find(String organisationId, String id);

  /** Newest first. */
  Page<OutgoingMail> list(
      String organisationId,
      Optional<OutgoingMail.State> state,
      int limit,
      Optional<String> cursor);

  /** Takes mails that are due; until then nobody else does. */
  List<OutgoingMail> claim(Instant now, Instant until, int limit);

  /** Takes over what came of an attempt. */
  void finish(OutgoingMail mail);

  /** Makes a dead one wait again; false where it is not dead. */
  boolean revive(String organisationId, String id, Instant now);
}
