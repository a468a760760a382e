package dev.rollcall.gateway.adapter.mail;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.port.SettingsStore;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server on this machine. */
class SmtpMailerTest {
  private static final String SITE = "site";

  private Vertx vertx;
  private GreenMail server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("rollcall@school.example", "rollcall", "word");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private SmtpMailer mailer(int port, String username, String password) {
    SiteSettings initial = SiteSettings.INITIAL;
    SiteSettings settings =
        new SiteSettings(
            initial.livenessPolicy(),
            initial.features(),
            initial.matchThresholds(),
            initial.cooldownMinutes(),
            initial.consent(),
            initial.review(),
            initial.emotionNotice(),
            initial.qualityGate(),
            initial.offlineLimitMinutes(),
            initial.timeZone(),
            initial.locale(),
            new SiteSettings.Mail(
                "127.0.0.1",
                port,
                SiteSettings.MailSecurity.NONE,
                username,
                "rollcall@school.example",
                ""),
            initial.absenteeMail(),
            initial.loginProviders(),
            new SiteSettings.Secrets(password, null, Map.of()));
    return new SmtpMailer(
        vertx,
        new SettingsStore() {
          @Override
          public Stored find(String organisationId) {
            return new Stored(organisationId.equals(SITE) ? settings : initial, 1);
          }

          @Override
          public boolean replace(
              String organisationId, long version, SiteSettings next, Deed deed) {
            return false;
          }
        });
  }

  @Test
  void mail_arrives_withNamesOfAnyScript() throws Exception {
    mailer(server.getSmtp().getPort(), "rollcall", "word")
        .send(
            SITE,
            new Mailer.Message(
                List.of("ada@school.example", "bob@school.example"),
                "Vắng mặt: 4b",
                "Nguyễn Thị Ánh\n",
                null,
                List.of()));
    MimeMessage[] messages = server.getReceivedMessages();
    assertThat(messages).hasLength(2);
    assertThat(messages[0].getSubject()).isEqualTo("Vắng mặt: 4b");
    assertThat(String.valueOf(messages[0].getContent())).contains("Nguyễn Thị Ánh");
    assertThat(GreenMailUtil.getAddressList(messages[0].getFrom()))
        .isEqualTo("rollcall@school.example");
  }

  @Test
  void server_thatIsAwayOrRefuses_isToldWithWhatToCheck() {
    int port = server.getSmtp().getPort();
    SmtpMailer wrong = mailer(port, "rollcall", "guess");
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> wrong.send(SITE, Mailer.Message.of("a@b.example", "x", "y")));
    assertThat(refused.code()).isEqualTo(ProblemCode.MAIL_UNAVAILABLE);
    server.stop();
    SmtpMailer away = mailer(port, "", "");
    ProblemException gone =
        assertThrows(
            ProblemException.class,
            () -> away.send(SITE, Mailer.Message.of("a@b.example", "x", "y")));
    assertThat(gone.detail()).contains("127.0.0.1:" + port);
  }

  @Test
  void organisation_withoutASender_isNotSetUp() {
    SmtpMailer mailer = mailer(server.getSmtp().getPort(), "", "");
    assertThat(mailer.isSetUp(SITE)).isTrue();
    assertThat(mailer.isSetUp("another")).isFalse();
  }
}
