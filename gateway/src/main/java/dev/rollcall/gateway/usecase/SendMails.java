package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.MailStore;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.port.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Mail that is kept until a server has taken it, and can be looked at and sent again. */
public final class SendMails {
  private static final int AT_A_TIME = 8;
  private static final Duration LEASE = Duration.ofMinutes(4);

  private final MailStore mails;
  private final Mailer mailer;
  private final InstantSource clock;
  private final Random random;

  public SendMails(MailStore mails, Mailer mailer, InstantSource clock, Random random) {
    this.mails = mails;
    this.mailer = mailer;
    this.clock = clock;
    this.random = random;
  }

  /** One round; gives the number of mails that were tried. */
  public int run() {
    Instant start = now();
    List<OutgoingMail> due = mails.claim(start, start.plus(LEASE), AT_A_TIME);
    for (OutgoingMail mail : due) {
      mails.finish(attempt(mail));
    }
    return due.size();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private OutgoingMail attempt(OutgoingMail mail) {
    if (!mailer.isSetUp(mail.organisationId())) {
      return mail.failed(now(), "No mail server is set up. Enter one under Settings.");
    }
    try {
      mailer.send(
          mail.organisationId(),
          new Mailer.Message(mail.to(), mail.subject(), mail.text(), null, List.of()));
      return mail.sent(now());
    } catch (ProblemException e) {
      return mail.failed(now(), e.detail());
    }
  }

  /** Sends a test mail now, once; what the server said is MAIL_UNAVAILABLE. */
  public OutgoingMail test(String organisationId, String to) {
    if (!mailer.isSetUp(organisationId)) {
      throw new ProblemException(
          ProblemCode.MAIL_NOT_SET_UP,
          "No mail server is set up. Enter host, port and sender under Settings first.");
    }
    Instant now = now();
    OutgoingMail mail =
        new OutgoingMail(
            Ulid.at(now, random),
            organisationId,
            OutgoingMail.Kind.TEST,
            List.of(to),
            "Rollcall can send mail",
            "This is a test. The mail settings of your Rollcall work.\n",
            null,
            OutgoingMail.State.WAITING,
            0,
            now,
            null,
            now,
            null);
    mailer.send(
        organisationId,
        new Mailer.Message(mail.to(), mail.subject(), mail.text(), null, List.of()));
    OutgoingMail sent = mail.sent(now());
    mails.add(sent);
    return sent;
  }

  public Page<OutgoingMail> list(
      String organisationId,
      Optional<OutgoingMail.State> state,
      int limit,
      Optional<String> cursor) {
    return mails.list(organisationId, state, limit, Cursors.ulid(cursor));
  }

  /** Makes a mail that was given up wait to be sent again. */
  public OutgoingMail retry(String organisationId, String id) {
    find(organisationId, id);
    if (!mails.revive(organisationId, id, now())) {
      throw new ProblemException(
          ProblemCode.DELIVERY_STATE, "Only a mail that was given up is sent again.");
    }
    return find(organisationId, id);
  }

  private OutgoingMail find(String organisationId, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> mails.find(organisationId, known))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.MAIL_NOT_FOUND, "There is no mail under this id."));
  }
}
