package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the users of like programs suffer from, played against a whole gateway. */
final class PainsTest {
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

  private static Form picture(String... faces) {
    return new Form().file("media", "a.jpg", TwinFaceServer.picture(faces));
  }

  private static void add(Caller caller, String face) throws Exception {
    Answer added =
        caller.post(
            "/add-person",
            new Form().text("name", face).file("images", "a.jpg", TwinFaceServer.picture(face)));
    assertThat(added.status()).isEqualTo(201);
  }

  private static JsonObject check(String face) throws Exception {
    return owner.post("/check-attendance", picture(face)).json();
  }

  /** Strangers matched at 0.9 and more, with no word for "unknown". */
  @Test
  void pain1_strangers_areUnknown_everyOne() throws Exception {
    for (int i = 0; i < 20; i++) {
      add(owner, "known-" + i);
    }
    for (int i = 0; i < 100; i++) {
      JsonObject answer = check("stranger-" + i);
      assertThat(answer.getString("status")).isEqualTo("INVALID");
      assertThat(answer.getString("reason")).isEqualTo("UNKNOWN_FACE");
      JsonObject face = answer.getJsonArray("faces").getJsonObject(0);
      assertThat(face.getValue("person")).isNull();
      assertThat(face.getString("decision")).isEqualTo("UNKNOWN");
      assertThat(answer.getJsonObject("record").getValue("person")).isNull();
    }
  }

  /** Concurrent requests break, or answer one person with another's result. */
  @Test
  void pain9_peopleWhoComeAtOnce_eachGetTheirOwnRecord() throws Exception {
    int people = 40;
    for (int i = 0; i < people; i++) {
      add(owner, "crowd-" + i);
    }
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String face = "crowd-" + i;
      calls.add(
          () -> {
            Answer answer = owner.post("/check-attendance", picture(face));
            for (int again = 0; again < 50 && answer.status() == 503; again++) {
              answer = owner.post("/check-attendance", picture(face));
            }
            assertThat(answer.status()).isEqualTo(200);
            JsonObject record = answer.json().getJsonObject("record");
            assertThat(record.getJsonObject("person").getString("name")).isEqualTo(face);
            return record.getString("id");
          });
    }
    Set<String> records = new TreeSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(people);
    try {
      for (Future<String> call : threads.invokeAll(calls)) {
        records.add(call.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(records).hasSize(people);
  }

  /** A kiosk that was offline sends what it kept, and sends it again where no answer came. */
  @Test
  void pain19_checkInsKeptOffline_countWhenTheyWereTaken_andOnce() throws Exception {
    add(owner, "offline");
    Instant taken = Instant.now().minusSeconds(3600);
    Caller queue = owner.with("idempotency-key", "kiosk-7-0001");
    Form kept =
        new Form()
            .text("captured_at", taken.toString())
            .file("media", "a.jpg", TwinFaceServer.picture("offline"));
    JsonObject first = queue.post("/check-attendance", kept).json();
    assertThat(first.getString("status")).isEqualTo("VALID");
    JsonObject record = first.getJsonObject("record");
    assertThat(Instant.parse(record.getString("time")).toEpochMilli())
        .isEqualTo(taken.toEpochMilli());
    Form again =
        new Form()
            .text("captured_at", taken.toString())
            .file("media", "a.jpg", TwinFaceServer.picture("offline"));
    assertThat(queue.post("/check-attendance", again).json()).isEqualTo(first);
    // A kiosk that lost its keys too still makes no second record of the same moment.
    JsonObject keyless =
        owner
            .post(
                "/check-attendance",
                new Form()
                    .text("captured_at", taken.plusSeconds(2).toString())
                    .file("media", "a.jpg", TwinFaceServer.picture("offline")))
            .json();
    assertThat(keyless.getString("reason")).isEqualTo("DUPLICATE");
    assertThat(keyless.getJsonObject("record").getString("id")).isEqualTo(record.getString("id"));
  }

  /** Labels and templates cannot be backed up: here a copy of the folder is the whole site. */
  @Test
  void pain24_folderThatIsCopied_isTheWholeSite(@TempDir Path before, @TempDir Path after)
      throws Exception {
    String record;
    try (RunningSite first = new RunningSite(before, 0)) {
      Caller caller = first.owner();
      add(caller, "kept");
      record =
          caller
              .post("/check-attendance", picture("kept"))
              .json()
              .getJsonObject("record")
              .getString("id");
    }
    copy(before, after);
    try (RunningSite second = new RunningSite(after, 0)) {
      Caller caller = second.owner();
      JsonObject again = caller.post("/check-attendance", picture("kept")).json();
      assertThat(again.getJsonArray("faces").getJsonObject(0).getString("decision"))
          .isEqualTo("MATCHED");
      assertThat(again.getJsonObject("record").getString("id")).isEqualTo(record);
      String person = again.getJsonObject("record").getJsonObject("person").getString("id");
      assertThat(caller.get("/api/v1/people/" + person + "/picture").body().getBytes())
          .isEqualTo(TwinFaceServer.picture("kept"));
      assertThat(caller.get("/api/v1/audit/verify").json().getBoolean("intact")).isTrue();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(path)) {
          Files.copy(path, target);
        }
      }
    }
  }

  /** A scanner that freezes after a mismatch: whoever comes next is served as ever. */
  @Test
  void pain25_whateverWentWrong_theNextOneIsServed() throws Exception {
    for (String before : List.of("a-stranger", "nobody", "broken", "left right")) {
      String face = "next-" + before.replace(' ', '-');
      add(owner, face);
      Answer wrong = owner.post("/check-attendance", picture(before.split(" ", -1)));
      assertThat(wrong.status()).isIn(List.of(200, 400, 415, 422));
      assertThat(check(face).getString("status")).isEqualTo("VALID");
    }
  }
}
