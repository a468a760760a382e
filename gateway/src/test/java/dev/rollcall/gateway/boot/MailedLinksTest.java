package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.gateway.boot.Caller.Answer;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invites and new passwords by mail, from the call to the mail server to the link that works. */
final class MailedLinksTest {
  private static final Pattern LINK = Pattern.compile("https://\\S+/([A-Za-z0-9_-]{20,})");

  private static String token(MimeMessage mail) throws Exception {
    Matcher link = LINK.matcher(String.valueOf(mail.getContent()));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void site_isWhereMailWasSetUp_orAsAnAdministratorSays(@TempDir Path data) throws Exception {
    try (RunningSite site = new RunningSite(data, 0)) {
      Caller owner = site.owner();
      assertThat(linksTo(owner, new JsonObject().put("host", "mail.school.example")))
          .isEqualTo("https://localhost:" + site.port());
      Caller byName = owner.to("rollcall.school.example");
      assertThat(linksTo(byName, new JsonObject().put("port", 25)))
          .isEqualTo("https://rollcall.school.example");
      assertThat(linksTo(owner, new JsonObject().put("port", 26)))
          .isEqualTo("https://rollcall.school.example");
      assertThat(linksTo(owner, new JsonObject().put("site", "https://other.example:8443")))
          .isEqualTo("https://other.example:8443");
      for (String wrong : new String[] {"http://a.example", "a.example", "https://a.example/b"}) {
        JsonObject mail = new JsonObject().put("mail", new JsonObject().put("site", wrong));
        assertThat(owner.patch("/api/v1/settings", mail).problem()).isEqualTo("400 invalid_field");
      }
    }
  }

  private static String linksTo(Caller caller, JsonObject mail) throws Exception {
    Answer changed = caller.patch("/api/v1/settings", new JsonObject().put("mail", mail));
    assertThat(changed.problem()).isEqualTo("200 is no problem");
    return changed.json().getJsonObject("mail").getString("site");
  }

  @Test
  void inviteAndReset_areMailed_andTheirLinksWork_once(@TempDir Path data) throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (RunningSite site = new RunningSite(data, 0)) {
      Caller owner = site.owner();
      JsonObject server =
          new JsonObject()
              .put("host", "127.0.0.1")
              .put("port", mail.getSmtp().getPort())
              .put("tls", "none")
              .put("username", "")
              .put("from", "rollcall@school.example");
      assertThat(owner.patch("/api/v1/settings", new JsonObject().put("mail", server)).status())
          .isEqualTo(200);

      JsonObject invite = new JsonObject().put("role", "member").put("email", "ada@school.example");
      assertThat(owner.post("/api/v1/invites", invite).status()).isEqualTo(201);
      assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();
      MimeMessage invitation = mail.getReceivedMessages()[0];
      assertThat(invitation.getRecipients(Message.RecipientType.TO)[0].toString())
          .isEqualTo("ada@school.example");
      assertThat(invitation.getSubject()).contains("Rollcall");
      String path = "/api/v1/invites/by-token/" + token(invitation);
      JsonObject ada =
          new JsonObject().put("username", "ada").put("password", RunningSite.PASSWORD);
      assertThat(site.stranger().post(path, ada).status()).isEqualTo(200);
      assertThat(site.stranger().post(path, ada).problem()).isEqualTo("404 invite_not_found");

      JsonObject forgot = new JsonObject().put("username", "ada");
      Caller elsewhere = site.stranger().to("evil.example");
      assertThat(elsewhere.post("/api/v1/password-reset", forgot).status()).isEqualTo(202);
      assertThat(mail.waitForIncomingEmail(60_000, 2)).isTrue();
      MimeMessage reset = mail.getReceivedMessages()[1];
      assertThat(reset.getRecipients(Message.RecipientType.TO)[0].toString())
          .isEqualTo("ada@school.example");
      String home = "https://localhost:" + site.port() + "/password-reset/";
      assertThat(String.valueOf(reset.getContent())).contains(home);
      assertThat(String.valueOf(reset.getContent())).doesNotContain("evil");
      String resetPath = "/api/v1/password-reset/" + token(reset);
      JsonObject password = new JsonObject().put("password", "quite another one");
      assertThat(site.stranger().post(resetPath, password).status()).isEqualTo(204);
      assertThat(site.stranger().post(resetPath, password).problem())
          .isEqualTo("404 reset_not_found");
      site.login("ada", "quite another one");
      Answer before = site.stranger().post("/api/v1/login", ada);
      assertThat(before.problem()).isEqualTo("401 wrong_credentials");
    } finally {
      mail.stop();
    }
  }
}
