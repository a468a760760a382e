package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Mailer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links by mail, where mail is set up. One that cannot be sent is no failure: it can be shown. */
public final class LinkMail {
  private static final Logger LOG = LoggerFactory.getLogger(LinkMail.class);

  private final Mailer mailer;

  public LinkMail(Mailer mailer) {
    this.mailer = mailer;
  }

  boolean isSetUp(String organisationId) {
    return mailer.isSetUp(organisationId);
  }

  /** True where the mail server has taken it. */
  boolean invite(
      String organisationId, String organisation, @Nullable String address, String link) {
    return send(
        organisationId,
        address,
        "Your invitation to " + organisation,
        """
        You are invited to %s on Rollcall. Choose a user name and a password here:

        %s

        The link works once. If you did not expect it, leave it.
        """
            .formatted(organisation, link));
  }

  boolean passwordReset(
      String organisationId, String username, @Nullable String address, String link) {
    return send(
        organisationId,
        address,
        "A new password for Rollcall",
        """
        Somebody, probably you, asked for a new password for the user %s. Set it here:

        %s

        The link works once, for an hour. If it was not you, leave it: nothing has changed.
        """
            .formatted(username, link));
  }

  private boolean send(
      String organisationId, @Nullable String address, String subject, String text) {
    if (address == null || !mailer.isSetUp(organisationId)) {
      return false;
    }
    try {
      mailer.send(organisationId, Mailer.Message.of(address, subject, text));
      return true;
    } catch (ProblemException e) {
      LOG.warn("a link was not mailed: {}", e.getMessage());
      return false;
    }
  }
}
