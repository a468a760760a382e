package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mariadb.MadeDatabase;
import dev.rollcall.gateway.boot.Caller.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** A whole gateway on a real database, with users of every role; only the networks are a twin. */
final class RunningSite implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  private final Path data;
  private final EmbeddedMariaDb database;
  private final TwinFaceServer faces;
  private final Vertx vertx = Vertx.vertx();
  private final int port;
  private final RunningGateway gateway;
  private final Caller plain;
  private final Contract contract;
  private int users;

  RunningSite(Path data, double requestsPerSecond) throws Exception {
    this(data, requestsPerSecond, Clock.tickMillis(ZoneOffset.UTC));
  }

  /** One that lives by another clock. */
  RunningSite(Path data, double requestsPerSecond, Clock clock) throws Exception {
    this.data = data;
    database = MadeDatabase.start(data);
    faces = new TwinFaceServer();
    port = freePort();
    gateway = new RunningGateway(settings(requestsPerSecond), clock);
    gateway.start();
    plain = Caller.on(vertx, port);
    contract = Contract.of(plain.get("/openapi.json").body().toString());
  }

  private GatewaySettings settings(double requestsPerSecond) {
    return new GatewaySettings(
        data,
        "127.0.0.1",
        port,
        new InferenceAddress("127.0.0.1", faces.port(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(PASSWORD),
        requestsPerSecond,
        Set.of("localhost"));
  }

  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  Vertx vertx() {
    return vertx;
  }

  int port() {
    return port;
  }

  RunningGateway gateway() {
    return gateway;
  }

  Contract contract() {
    return contract;
  }

  /** Nobody; every answer is held against the description of the API. */
  Caller stranger() {
    return plain.checking(contract);
  }

  Caller signedIn(String username, String password) throws Exception {
    return bearer(login(username, password).json().getString("token"));
  }

  Caller bearer(String token) {
    return stranger().with("authorization", "Bearer " + token);
  }

  Answer login(String username, String password) throws Exception {
    Answer answer =
        stranger()
            .post(
                "/api/v1/login",
                new JsonObject().put("username", username).put("password", password));
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  Caller owner() throws Exception {
    return signedIn("admin", PASSWORD);
  }

  /** A user who took up an invite. */
  record User(String id, String username, Caller caller) {}

  User user(Caller inviter, JsonObject invite) throws Exception {
    Answer made = inviter.post("/api/v1/invites", invite);
    assertThat(made.problem()).isEqualTo("201 is no problem");
    return accept(made.json().getString("link"));
  }

  User user(Caller inviter, String role) throws Exception {
    return user(inviter, new JsonObject().put("role", role));
  }

  User accept(String link) throws Exception {
    String username = "user" + ++users;
    Answer accepted =
        stranger()
            .post(
                "/api/v1/invites/by-token/" + link.substring(link.lastIndexOf('/') + 1),
                new JsonObject().put("username", username).put("password", PASSWORD));
    assertThat(accepted.problem()).isEqualTo("200 is no problem");
    Caller caller = bearer(accepted.json().getString("token"));
    return new User(caller.get("/api/v1/me").json().getString("id"), username, caller);
  }

  /** An owner of another organisation. */
  User otherOwner() throws Exception {
    Answer made = owner().post("/api/v1/organisations", new JsonObject().put("name", "Other"));
    assertThat(made.status()).isEqualTo(201);
    return accept(made.json().getJsonObject("owner_invite").getString("link"));
  }

  @Override
  public void close() {
    plain.close();
    gateway.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    faces.close();
    database.close();
  }
}
