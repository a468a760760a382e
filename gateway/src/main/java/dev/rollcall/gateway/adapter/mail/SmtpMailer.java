package dev.rollcall.gateway.adapter.mail;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.port.SettingsStore;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends as the organisation's settings say at that moment, each mail over a connection of its own.
 * The server's certificate must be valid for its name wherever the settings ask for TLS.
 */
public final class SmtpMailer implements Mailer {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Those that take a password; XOAUTH2 would send it as a token. */
  private static final String PASSWORD_METHODS =
      "CRAM-SHA256 CRAM-SHA1 CRAM-MD5 DIGEST-MD5 PLAIN LOGIN";

  private final Vertx vertx;
  private final SettingsStore settings;

  public SmtpMailer(Vertx vertx, SettingsStore settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  @Override
  public boolean isSetUp(String organisationId) {
    return settings.find(organisationId).settings().mail().isSetUp();
  }

  @Override
  public void send(String organisationId, Message message) {
    SiteSettings site = settings.find(organisationId).settings();
    SiteSettings.Mail server = site.mail();
    MailClient client = MailClient.create(vertx, config(server, site.secrets().mailPassword()));
    try {
      client
          .sendMail(mail(server.from(), message))
          .toCompletionStage()
          .toCompletableFuture()
          .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ProblemException.unavailable(
          ProblemCode.MAIL_UNAVAILABLE,
          "%s:%d did not take the mail (%s). Check address, port, encryption, user name and password under Settings."
              .formatted(
                  server.host(),
                  server.port(),
                  e instanceof TimeoutException ? "no answer in time" : cause.getMessage()),
          Duration.ofMinutes(1),
          cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable(
          ProblemCode.MAIL_UNAVAILABLE, "The gateway stops.", Duration.ofSeconds(5), e);
    } finally {
      client.close();
    }
  }

  private static MailConfig config(
      SiteSettings.Mail server, @org.jspecify.annotations.Nullable String password) {
    boolean tls = server.security() == SiteSettings.MailSecurity.TLS;
    MailConfig config =
        new MailConfig()
            .setHostname(server.host())
            .setPort(server.port())
            .setSsl(tls)
            .setStarttls(
                server.security() == SiteSettings.MailSecurity.STARTTLS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            .setHostnameVerificationAlgorithm("HTTPS")
            .setConnectTimeout((int) LONGEST.toMillis() / 2)
            .setKeepAlive(false)
            .setMaxPoolSize(1);
    return server.username().isEmpty()
        ? config.setLogin(LoginOption.DISABLED)
        : config
            .setLogin(LoginOption.REQUIRED)
            .setAuthMethods(PASSWORD_METHODS)
            .setUsername(server.username())
            .setPassword(password == null ? "" : password);
  }

  private static MailMessage mail(String from, Message message) {
    MailMessage mail =
        new MailMessage()
            .setFrom(from)
            .setTo(message.to())
            .setSubject(message.subject())
            .setText(message.text());
    if (message.html() != null) {
      mail.setHtml(message.html());
    }
    List<MailAttachment> attachments =
        message.attachments().stream()
            .map(
                file ->
                    MailAttachment.create()
                        .setName(file.filename())
                        .setContentType(file.contentType())
                        .setData(Buffer.buffer(file.content())))
            .toList();
    if (!attachments.isEmpty()) {
      mail.setAttachment(attachments);
    }
    return mail;
  }
}
