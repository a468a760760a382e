package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no honest client sends: each time the gateway goes on answering the honest ones. */
final class HostileHttpTest {
  private static final int FLOOD = 3000;

  @TempDir static Path data;

  private static RunningSite site;
  private static Caller owner;

  @BeforeAll
  static void start() throws Exception {
    site = new RunningSite(data, 0);
    owner = site.owner();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @AfterEach
  void honestCallers_areStillAnswered() throws Exception {
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
    try (Caller another = Caller.on(site.vertx(), site.port())) {
      assertThat(another.get("/health/live").status()).isEqualTo(200);
    }
  }

  /** Everything that comes back until the gateway closes. */
  private static String talk(String request) throws Exception {
    try (Socket socket = BareConnection.to(site)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return untilClosed(socket.getInputStream());
    }
  }

  private static String untilClosed(InputStream stream) throws IOException {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "reset";
    }
  }

  private static int answers(String text) {
    return text.split("HTTP/1\\.1 ", -1).length - 1;
  }

  @Test
  void headers_thatCouldHideASecondRequest_areRefused() throws Exception {
    String hidden = "GET /api/v1/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (String head :
        List.of(
            "Content-Length: 0\r\nContent-Length: 50\r\n",
            "Content-Length: 0, 50\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +5\r\n",
            "Content-Length : 5\r\n",
            "Transfer-Encoding : chunked\r\n",
            "X-Nul: a\0b\r\n")) {
      String answer =
          talk("POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\n" + hidden);
      assertThat(head + answer).doesNotContain("hidden\"");
      assertThat(answers(answer)).isAtMost(1);
      assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 400") || answer.equals("reset"))
          .isTrue();
    }
  }

  @Test
  void requestWithoutAHost_isAnsweredLikeAnyOtherThatIsRefused() throws Exception {
    String answer = talk("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).contains("application/problem+json");
    assertThat(answer).contains("nosniff");
  }

  @Test
  void lettersThatNoIdentifierHas_inAQuery_findNothing() throws Exception {
    String letters = "%C3%A4%F0%9F%98%80%EF%BF%BF";
    for (String path :
        List.of(
            "people?group_id=",
            "records?group_id=",
            "records?person_id=",
            "records?session_id=",
            "sessions?group_id=",
            "sessions?person_id=",
            "schedules?group_id=",
            "holidays?group_id=",
            "leaves?person_id=",
            "leaves?group_id=",
            "audit?subject=",
            "audit?actor=",
            "audit?action=",
            "reports/attendance?group_id=",
            "reports/attendance?person_id=",
            "reports/daily?group_id=",
            "reports/absentees?session_id=",
            "reports/absentees?group_id=")) {
      assertThat(path + owner.get("/api/v1/" + path + letters).status()).isEqualTo(path + 200);
    }
    for (String list :
        List.of(
            "people",
            "records",
            "sessions",
            "schedules",
            "holidays",
            "leaves",
            "audit",
            "users",
            "invites",
            "organisations",
            "webhooks",
            "imports",
            "mail",
            "review")) {
      assertThat(list + owner.get("/api/v1/" + list + "?cursor=" + letters).problem())
          .isEqualTo(list + "400 invalid_field");
    }
  }

  @Test
  void addressesOfAnyLength_areRefusedAndNoFault() throws Exception {
    JsonObject organisation =
        new JsonObject().put("name", "Endless").put("owner_email", "a@" + "b".repeat(9999));
    assertThat(owner.post("/api/v1/organisations", organisation).problem())
        .isEqualTo("400 invalid_field");
    JsonObject webhook =
        new JsonObject()
            .put("url", "https://192.0.2.1/" + "a".repeat(3000))
            .put("events", new JsonArray().add("person.created"));
    assertThat(owner.post("/api/v1/webhooks", webhook).problem()).isEqualTo("400 invalid_field");
  }

  /** Both lengths: the chunks say it (RFC 9112), and what follows is a request of its own. */
  @Test
  void lengthAndChunks_together_areReadAsChunks() throws Exception {
    String answer =
        talk(
            String.join(
                "\r\n",
                "POST /api/v1/login HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /api/v1/me HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "",
                ""));
    assertThat(answer).doesNotContain("HTTP/1.1 200");
    assertThat(answer).startsWith("HTTP/1.1 4");
  }

  @Test
  void headersBeyondMeasure_areRefused() throws Exception {
    assertThat(
            talk(
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX-Big: "
                    + "a".repeat(20 << 10)
                    + "\r\n\r\n"))
        .matches("(?s)HTTP/1\\.. 431 .*");
    assertThat(talk("GET /" + "a".repeat(20 << 10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .matches("(?s)HTTP/1\\.. 414 .*");
    try (Caller http2 = Caller.on(site.vertx(), site.port())) {
      String status;
      try {
        status = "" + http2.with("x-big", "a".repeat(1 << 20)).get("/api/v1/me").status();
      } catch (java.util.concurrent.ExecutionException e) {
        status = "broken off";
      }
      assertThat(status).isIn(List.of("431", "broken off"));
    }
    assertThat(talk("\0\1\2 what is this\r\n\r\n")).matches("(?s)HTTP/1\\.. 400 .*");
  }

  @Test
  void pain8_bodies_thatHardlyCome_areGivenUp_andKeepNobodyOut() throws Exception {
    String token = site.login("admin", RunningSite.PASSWORD).json().getString("token");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        Socket socket = BareConnection.to(site);
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /check-attendance HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{")
                    .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
      assertThat(
              owner
                  .post(
                      "/check-attendance",
                      new Caller.Form()
                          .file("media", "a.jpg", TwinFaceServer.picture("a-stranger")))
                  .status())
          .isEqualTo(200);
      // Told, and then closed: who hardly sends a body sends no other request behind it.
      for (Socket socket : slow) {
        assertThat(untilClosed(socket.getInputStream())).startsWith("HTTP/1.1 408 ");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** CVE-2023-44487: streams that are opened and reset as fast as they can be. */
  @Test
  void streams_thatAreResetByTheThousand_endTheirConnection() throws Exception {
    HttpClient client =
        site.vertx()
            .createHttpClient(
                new HttpClientOptions()
                    .setSsl(true)
                    .setTrustAll(true)
                    .setVerifyHost(false)
                    .setUseAlpn(true)
                    .setProtocolVersion(HttpVersion.HTTP_2));
    Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    try {
      int broken = 0;
      for (int i = 0; i < FLOOD; i++) {
        try {
          client
              .request(
                  new RequestOptions()
                      .setMethod(HttpMethod.GET)
                      .setHost("localhost")
                      .setPort(site.port())
                      .setURI("/api/v1/me"))
              .onSuccess(
                  request -> {
                    connections.add(request.connection());
                    request.exceptionHandler(e -> {});
                    request.send().onComplete(done -> {});
                    request.reset(8);
                  })
              .toCompletionStage()
              .toCompletableFuture()
              .get();
        } catch (java.util.concurrent.ExecutionException e) {
          broken++;
        }
      }
      // Each connection that was ended had to be followed by another.
      assertThat(connections.size() - 1 + broken).isGreaterThan(0);
    } finally {
      client.close();
    }
  }
}
