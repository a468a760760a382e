package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check-in told to a server that listens, or does not. */
final class WebhookDeliveryTest {
  private record Call(String signature, String event, String body) {}

  private final AheadClock clock = new AheadClock();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int answer = 500;

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              calls.add(
                  new Call(
                      String.valueOf(request.getHeader("X-Rollcall-Signature")),
                      String.valueOf(request.getHeader("X-Rollcall-Event")),
                      body.toString()));
              request.response().setStatusCode(answer).end();
            });
  }

  /** As the manual tells a receiver to do it, in code of its own. */
  private static boolean isSigned(Call call, String secret) throws Exception {
    String[] parts = call.signature().split(",", -1);
    String seconds = parts[0].substring("t=".length());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal((seconds + "." + call.body()).getBytes(StandardCharsets.UTF_8));
    return parts[1].equals("v1=" + HexFormat.of().formatHex(hash));
  }

  private static JsonObject delivery(Caller owner, String path) throws Exception {
    return owner.get(path).json().getJsonArray("deliveries").getJsonObject(0);
  }

  private static JsonObject until(
      RunningSite site, Caller owner, String path, Predicate<JsonObject> enough) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (Instant.now().isBefore(end)) {
      JsonArray found = owner.get(path).json().getJsonArray("deliveries");
      if (!found.isEmpty() && enough.test(found.getJsonObject(0))) {
        return found.getJsonObject(0);
      }
      site.vertx().timer(100).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("the delivery stays " + owner.get(path).body());
  }

  @Test
  void checkIn_isToldSigned_againAfterFailures_andKeptAsADeadLetterInTheEnd(@TempDir Path data)
      throws Exception {
    try (RunningSite site = new RunningSite(data, 0, clock)) {
      HttpServer receiver =
          site.vertx()
              .createHttpServer()
              .requestHandler(this::receive)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      String key =
          site.owner()
              .post("/api/v1/keys", new JsonObject().put("name", "days"))
              .json()
              .getString("key");
      // Outlives the days that pass below, as no session does.
      Caller owner = site.stranger().with("x-api-key", key);
      JsonObject made =
          owner
              .post(
                  "/api/v1/webhooks",
                  new JsonObject()
                      .put("url", "http://localhost:" + receiver.actualPort() + "/hook")
                      .put("events", new JsonArray().add("check_in.valid")))
              .json();
      String secret = made.getString("secret");
      String hook = "/api/v1/webhooks/" + made.getJsonObject("webhook").getString("id");
      String deliveries = hook + "/deliveries";
      byte[] ada = TwinFaceServer.picture("hook-ada");
      assertThat(
              owner
                  .post("/add-person", new Form().text("name", "Ada").file("images", "a.jpg", ada))
                  .status())
          .isEqualTo(201);
      String record =
          owner
              .post("/check-attendance", new Form().file("media", "b.jpg", ada))
              .json()
              .getJsonObject("record")
              .getString("id");

      until(site, owner, deliveries, one -> one.getInteger("attempts") == 1);
      assertThat(calls).hasSize(1);
      clock.putForward(Duration.ofSeconds(31));
      until(site, owner, deliveries, one -> one.getInteger("attempts") == 2);
      answer = 204;
      clock.putForward(Duration.ofSeconds(121));
      JsonObject delivered =
          until(site, owner, deliveries, one -> one.getString("state").equals("delivered"));
      assertThat(delivered.getInteger("attempts")).isEqualTo(3);
      assertThat(calls).hasSize(3);
      for (Call call : calls) {
        assertThat(isSigned(call, secret)).isTrue();
        assertThat(isSigned(call, secret + "x")).isFalse();
        assertThat(call.event()).isEqualTo("check_in.valid");
        assertThat(call.body()).isEqualTo(calls.get(0).body());
        assertThat(call.body()).contains(record);
      }

      answer = 500;
      clock.putForward(Duration.ofHours(1));
      assertThat(owner.post("/check-attendance", new Form().file("media", "b.jpg", ada)).status())
          .isEqualTo(200);
      JsonObject failing =
          until(
              site,
              owner,
              deliveries,
              one -> !one.getString("id").equals(delivered.getString("id")));
      for (int attempt = 1; attempt <= 7; attempt++) {
        int tried = attempt;
        until(site, owner, deliveries, one -> one.getInteger("attempts") == tried);
        clock.putForward(Duration.ofHours(25));
      }
      JsonObject dead = delivery(owner, deliveries + "?state=dead");
      assertThat(dead.getString("id")).isEqualTo(failing.getString("id"));
      assertThat(dead.getInteger("response_status")).isEqualTo(500);
      int before = calls.size();
      answer = 204;
      assertThat(owner.post(deliveries + "/" + dead.getString("id") + "/retry").status())
          .isAnyOf(200, 202);
      until(site, owner, deliveries, one -> one.getString("state").equals("delivered"));
      assertThat(calls).hasSize(before + 1);
    }
  }
}
