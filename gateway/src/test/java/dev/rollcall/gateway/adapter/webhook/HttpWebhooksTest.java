package dev.rollcall.gateway.adapter.webhook;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.exchange.WebhookSignature;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.WebhookSender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpWebhooksTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  private record Received(String host, String signature, String event, String body) {}

  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(
                  new Received(
                      String.valueOf(request.authority()),
                      String.valueOf(request.getHeader(WebhookSignature.HEADER)),
                      String.valueOf(request.getHeader("x-rollcall-event")),
                      body.toString()));
              if ("/moved".equals(request.path())) {
                request.response().setStatusCode(302).putHeader("location", "/taken").end();
              } else {
                request.response().setStatusCode("/taken".equals(request.path()) ? 204 : 500).end();
              }
            });
  }

  private HttpWebhooks sender(Map<String, String> names, Set<String> innerHosts) {
    return new HttpWebhooks(
        vertx,
        new HttpClientOptions(),
        host -> {
          String address = names.get(host);
          if (address == null) {
            throw new UnknownHostException(host);
          }
          return List.of(InetAddress.getByName(address));
        },
        innerHosts);
  }

  private WebhookSender.Attempt send(HttpWebhooks sender, String url) {
    return sender.send(URI.create(url), "secret", "person.created", "D1", "{\"a\":1}", NOW);
  }

  private String local(String path) {
    return "http://hook.example:" + server.actualPort() + path;
  }

  @Test
  void message_arrivesSigned_underTheNameOfTheHost() {
    HttpWebhooks sender = sender(Map.of("hook.example", "127.0.0.1"), Set.of("hook.example"));
    WebhookSender.Attempt attempt = send(sender, local("/taken"));
    assertThat(attempt.error()).isEmpty();
    assertThat(attempt.status()).hasValue(204);
    Received only = received.remove();
    assertThat(only.host()).isEqualTo("hook.example:" + server.actualPort());
    assertThat(only.signature()).isEqualTo(WebhookSignature.of("secret", NOW, "{\"a\":1}"));
    assertThat(only.event()).isEqualTo("person.created");
  }

  @Test
  void failure_andRedirect_countAsNotTaken_andAreNotFollowed() {
    HttpWebhooks sender = sender(Map.of("hook.example", "127.0.0.1"), Set.of("hook.example"));
    assertThat(send(sender, local("/broken")).error().orElseThrow()).contains("500");
    assertThat(send(sender, local("/moved")).error().orElseThrow()).contains("redirect");
    assertThat(received).hasSize(2);
    server.close().toCompletionStage().toCompletableFuture().join();
    WebhookSender.Attempt away = send(sender, local("/taken"));
    assertThat(away.status()).isEmpty();
    assertThat(away.error().orElseThrow()).contains("No answer");
  }

  @Test
  void innerAddress_isRefused_underAnyName() {
    HttpWebhooks sender =
        sender(
            Map.of(
                "inner.example", "10.0.0.1",
                "127.0.0.1", "127.0.0.1",
                "[::1]", "::1",
                "::1", "::1",
                "metadata", "169.254.169.254"),
            Set.of());
    for (String url :
        List.of(
            "https://inner.example/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://metadata/latest",
            "https://nowhere.example/",
            "http://inner.example/x",
            "ftp://inner.example/x",
            "https://user:pw@inner.example/")) {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> sender.check(URI.create(url)));
      assertThat(refused.code()).isEqualTo(ProblemCode.ADDRESS_REFUSED);
      assertThat(send(sender, url).error()).isPresent();
    }
    assertThat(received).isEmpty();
  }

  /** DNS rebinding: what was an outer address at the check is an inner one at the delivery. */
  @Test
  void name_thatTurnsInner_isRefusedAtTheDelivery() {
    Map<String, String> names = new java.util.HashMap<>(Map.of("turning.example", "1.1.1.1"));
    HttpWebhooks sender = sender(names, Set.of());
    String url = "https://turning.example:" + server.actualPort() + "/taken";
    sender.check(URI.create(url));
    names.put("turning.example", "127.0.0.1");
    assertThat(send(sender, url).error().orElseThrow()).contains("private network");
    assertThat(received).isEmpty();
  }
}
