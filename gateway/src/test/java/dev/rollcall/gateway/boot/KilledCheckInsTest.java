package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the gateway, of the database and of both at once, while people check in into
 * sessions and a roster is imported: what a kiosk was answered stands, and a kiosk that asks again
 * until it is answered makes no second record.
 */
final class KilledCheckInsTest {
  private static final Logger LOG = LoggerFactory.getLogger(KilledCheckInsTest.class);
  private static final int PEOPLE = 60;
  private static final int SESSIONS = 6;
  private static final int KIOSKS = 6;

  /** The gateway, the database, both; and again where there is time. */
  private static final int KILLS = Boolean.getBoolean("full") ? 9 : 3;

  private static final int ROWS = Boolean.getBoolean("full") ? 5000 : 1000;

  /** One person's check-in into one session. */
  private record CheckIn(String face, String session) {
    String key() {
      return face + "-" + session;
    }
  }

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger unanswered = new AtomicInteger();

  /** As a kiosk does it: the same call again, with the same key, until it is answered. */
  private void checkIn(KilledSite site, Caller kiosk, CheckIn wanted) throws Exception {
    Caller once = kiosk.with("idempotency-key", wanted.key());
    JsonObject answer =
        site.until(
                () -> {
                  try {
                    Answer one = send(once, wanted);
                    if (one.status() != 200) {
                      unanswered.incrementAndGet();
                    }
                    return one;
                  } catch (Exception e) {
                    unanswered.incrementAndGet();
                    throw e;
                  }
                },
                one -> one.status() == 200)
            .json();
    assertThat(answer.getString("status")).isEqualTo("VALID");
    acknowledged.put(wanted.key(), answer.getJsonObject("record").getString("id"));
  }

  private static Answer send(Caller kiosk, CheckIn wanted) throws Exception {
    return kiosk.post(
        "/check-attendance",
        new Form()
            .text("session_id", wanted.session())
            .file("media", "a.jpg", TwinFaceServer.picture(wanted.face())));
  }

  private static List<CheckIn> school(Caller admin) throws Exception {
    String group = "";
    List<CheckIn> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Answer added =
          admin.post(
              "/add-person",
              new Form()
                  .text("name", "pupil-" + i)
                  .text("groups", "7a")
                  .file("images", "a.jpg", TwinFaceServer.picture("pupil-" + i)));
      assertThat(added.status()).isEqualTo(201);
      group = added.json().getJsonObject("person").getJsonArray("group_ids").getString(0);
    }
    Instant now = Instant.now();
    for (int i = 0; i < SESSIONS; i++) {
      Answer session =
          admin.post(
              "/api/v1/sessions",
              new JsonObject()
                  .put("group_id", group)
                  .put("name", "Lesson " + i)
                  .put("starts_at", now.minusSeconds(60).toString())
                  .put("ends_at", now.plusSeconds(7200).toString()));
      assertThat(session.status()).isEqualTo(201);
      for (int pupil = 0; pupil < PEOPLE; pupil++) {
        all.add(new CheckIn("pupil-" + pupil, session.json().getString("id")));
      }
    }
    return all;
  }

  @Test
  void pain9_checkIns_whoseGatewayAndDatabaseAreKilled_areNotLost_andNotDoubled(@TempDir Path data)
      throws Exception {
    ExecutorService kiosks = Executors.newFixedThreadPool(KIOSKS);
    try (KilledSite site = new KilledSite(data)) {
      Caller admin = site.admin();
      List<CheckIn> all = school(admin);
      String job = KilledImportTest.start(admin, ROWS);
      Queue<CheckIn> waiting = new ConcurrentLinkedQueue<>(all);
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < KIOSKS; i++) {
        Caller kiosk = site.admin();
        running.add(
            kiosks.submit(
                () -> {
                  for (CheckIn next = waiting.poll(); next != null; next = waiting.poll()) {
                    checkIn(site, kiosk, next);
                  }
                  return true;
                }));
      }
      for (int part = 1; part <= KILLS; part++) {
        int enough = all.size() * part / (KILLS + 2);
        site.until(acknowledged::size, known -> known >= enough);
        switch (part % 3) {
          case 1 -> site.killGateway();
          case 2 -> site.killDatabase();
          default -> site.killBoth();
        }
      }
      for (Future<Boolean> kiosk : running) {
        assertThat(kiosk.get()).isTrue();
      }
      JsonObject imported = site.until(() -> admin.get(job).json(), KilledImportTest::isOver);

      assertThat(acknowledged).hasSize(all.size());
      Map<String, String> stored = stored(admin, all);
      assertThat(stored).isEqualTo(new TreeMap<>(acknowledged));
      JsonObject chain = admin.get("/api/v1/audit/verify").json();
      assertThat(chain.getBoolean("intact")).isTrue();
      assertThat(imported.getString("state")).isEqualTo("done");
      assertThat(imported.getInteger("created")).isEqualTo(ROWS);
      List<String> people = KilledImportTest.imported(admin);
      assertThat(people).hasSize(ROWS);
      assertThat(new HashSet<>(people)).hasSize(ROWS);
      LOG.info(
          "{} kills, {} calls without an answer; {} check-ins acknowledged, {} stored, 0 lost, 0"
              + " twice; {} of {} rows imported once; {} audit entries, intact",
          KILLS,
          unanswered.get(),
          acknowledged.size(),
          stored.size(),
          people.size(),
          ROWS,
          chain.getLong("entries"));
    } finally {
      kiosks.shutdownNow();
    }
  }

  /** Every record of the sessions by whose it is; a second one of the same is a failure. */
  private static Map<String, String> stored(Caller admin, List<CheckIn> all) throws Exception {
    Map<String, String> stored = new TreeMap<>();
    for (String session : all.stream().map(CheckIn::session).distinct().toList()) {
      String cursor = "";
      while (cursor != null) {
        JsonObject page =
            admin
                .get("/api/v1/records?limit=100&session_id=" + session + "&cursor=" + cursor)
                .json();
        for (Object one : page.getJsonArray("records")) {
          JsonObject record = (JsonObject) one;
          String key = record.getJsonObject("person").getString("name") + "-" + session;
          assertThat(record.getString("status")).isEqualTo("VALID");
          assertThat(stored.put(key, record.getString("id"))).isNull();
        }
        cursor = page.getString("next_cursor");
      }
    }
    return stored;
  }
}
