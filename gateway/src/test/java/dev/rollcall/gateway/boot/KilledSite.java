package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mariadb.MadeDatabase;
import dev.rollcall.gateway.boot.Caller.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * A gateway and a database as processes of their own, which can be killed as an operating system
 * kills: without a word. Only the networks are a twin, which lives on.
 */
final class KilledSite implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private final Path data;
  private final TwinFaceServer faces;
  private final Vertx vertx = Vertx.vertx();
  private final int port;
  private final Set<Process> gateways = new HashSet<>();
  private EmbeddedMariaDb database;
  private Process gateway;

  KilledSite(Path data) throws Exception {
    this.data = data;
    faces = new TwinFaceServer();
    port = RunningSite.freePort();
    database = MadeDatabase.start(data);
    gateway = startGateway();
  }

  private Process startGateway() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayMain.class.getName(),
            "--data",
            data.toString(),
            "--port",
            Integer.toString(port),
            "--inference",
            "127.0.0.1:" + faces.port());
    builder.environment().put(GatewayMain.ADMIN_PASSWORD, PASSWORD);
    builder.environment().put(GatewayMain.REQUESTS_PER_SECOND, "0");
    Process started =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("gateway.log").toFile()))
            .start();
    gateways.add(started);
    return started;
  }

  /** A caller with a connection of its own, who has not signed in. */
  Caller stranger() {
    return Caller.on(vertx, port);
  }

  /** Waits until the gateway lets the administrator in; stays valid through kills. */
  Caller admin() throws Exception {
    Caller stranger = stranger();
    JsonObject login = new JsonObject().put("username", "admin").put("password", PASSWORD);
    Answer answer = until(() -> stranger.post("/api/v1/login", login), one -> one.status() == 200);
    return stranger.with("authorization", "Bearer " + answer.json().getString("token"));
  }

  /** {@code kill -9}, and another in its place. */
  void killGateway() throws Exception {
    kill(gateway.toHandle());
    gateway = startGateway();
  }

  /** {@code kill -9}, and another in its place. */
  void killDatabase() throws Exception {
    kill(ProcessHandle.of(databasePid()).orElseThrow());
    database.close();
    database = MadeDatabase.start(data);
  }

  /** Both at once. */
  void killBoth() throws Exception {
    ProcessHandle server = ProcessHandle.of(databasePid()).orElseThrow();
    kill(gateway.toHandle());
    kill(server);
    database.close();
    gateway = startGateway();
    database = MadeDatabase.start(data);
  }

  private static void kill(ProcessHandle process) throws Exception {
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get();
  }

  private long databasePid() {
    String folder = data.toString();
    return ProcessHandle.current()
        .descendants()
        .filter(
            process ->
                process.info().arguments().stream()
                    .anyMatch(
                        arguments ->
                            String.join(" ", arguments).contains(folder)
                                && String.join(" ", arguments).contains("--datadir")))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** Asks until there is an answer that will do. */
  <T> T until(Callable<T> ask, Predicate<T> enough) throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    Exception last = null;
    while (Instant.now().isBefore(end)) {
      try {
        T answer = ask.call();
        if (enough.test(answer)) {
          return answer;
        }
      } catch (Exception e) {
        last = e;
      }
      vertx.timer(100).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("never came true", last);
  }

  @Override
  public void close() {
    gateways.forEach(Process::destroyForcibly);
    database.close();
    faces.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
