package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the gateway, and then of the database, in the middle of an import: nothing
 * that was acknowledged is lost, and nothing is done twice.
 */
final class KilledImportTest {
  private static final String PASSWORD = "correct horse battery";
  private static final int ROWS = 3000;
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private final Vertx vertx = Vertx.vertx();

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static Process gateway(Path data, int port, int inference) throws IOException {
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
            "127.0.0.1:" + inference);
    builder.environment().put(GatewayMain.ADMIN_PASSWORD, PASSWORD);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("gateway.log").toFile())
        .start();
  }

  /** Asks until there is an answer that will do. */
  private <T> T until(Callable<T> ask, java.util.function.Predicate<T> enough) throws Exception {
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

  private Caller signedIn(Caller stranger) throws Exception {
    JsonObject login = new JsonObject().put("username", "admin").put("password", PASSWORD);
    Answer answer = until(() -> stranger.post("/api/v1/login", login), one -> one.status() == 200);
    return stranger.with("authorization", "Bearer " + answer.json().getString("token"));
  }

  private static void kill(ProcessHandle process) throws Exception {
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get();
  }

  @Test
  void import_whoseGatewayAndDatabaseAreKilled_losesNothing_andRepeatsNothing(@TempDir Path data)
      throws Exception {
    StringBuilder csv = new StringBuilder("id,name,class\n");
    for (int i = 1; i <= ROWS; i++) {
      csv.append("K%d,Person %d,4b%n".formatted(i, i));
    }
    Set<Process> gateways = new HashSet<>();
    try (TwinFaceServer faces = new TwinFaceServer()) {
      EmbeddedMariaDb database = EmbeddedMariaDb.start(data, 0, line -> {});
      int port = freePort();
      Process first = gateway(data, port, faces.port());
      gateways.add(first);
      Caller stranger = Caller.on(vertx, port);
      Caller admin = signedIn(stranger);
      Answer accepted =
          admin.post(
              "/api/v1/imports",
              new Form()
                  .text("kind", "roster")
                  .file("file", "k.csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
      assertThat(accepted.status()).isEqualTo(202);
      String path = "/api/v1/imports/" + accepted.json().getString("id");

      until(() -> admin.get(path).json(), one -> one.getInteger("done") > ROWS / 10);
      kill(first.toHandle());
      gateways.add(gateway(data, port, faces.port()));
      Caller again = signedIn(Caller.on(vertx, port));
      JsonObject middle =
          until(() -> again.get(path).json(), one -> one.getInteger("done") > ROWS / 2);
      assertThat(middle.getString("state")).isEqualTo("running");

      long server = databasePid(data);
      kill(ProcessHandle.of(server).orElseThrow());
      database.close();
      database = EmbeddedMariaDb.start(data, 0, line -> {});
      JsonObject done =
          until(
              () -> again.get(path).json(),
              one -> !List.of("checking", "running").contains(one.getString("state")));
      assertThat(done.getString("state")).isEqualTo("done");
      assertThat(done.getInteger("created")).isEqualTo(ROWS);

      List<String> people = new ArrayList<>();
      String cursor = "";
      while (cursor != null) {
        JsonObject page = again.get("/api/v1/people?limit=200&cursor=" + cursor).json();
        page.getJsonArray("people")
            .forEach(person -> people.add(((JsonObject) person).getString("external_id")));
        cursor = page.getString("next_cursor");
      }
      assertThat(people).hasSize(ROWS);
      assertThat(new HashSet<>(people)).hasSize(ROWS);
      for (Process process : gateways) {
        process.destroyForcibly().waitFor();
      }
      database.close();
    } finally {
      gateways.forEach(Process::destroyForcibly);
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static long databasePid(Path data) {
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
}
