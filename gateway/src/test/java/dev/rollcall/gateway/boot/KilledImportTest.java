package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the gateway, of the database and of both, in the middle of imports of a roster
 * and of pictures: nothing that was acknowledged is lost, and nothing is done twice.
 */
final class KilledImportTest {
  private static final int ROWS = 1200;
  private static final int PICTURES = 300;

  static byte[] roster(int rows) {
    StringBuilder csv = new StringBuilder("id,name,class\n");
    for (int i = 1; i <= rows; i++) {
      csv.append("K%d,Person %d,4b%n".formatted(i, i));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where the import is told of that reads this roster. */
  static String start(Caller admin, int rows) throws Exception {
    Answer accepted =
        admin.post(
            "/api/v1/imports",
            new Form().text("kind", "roster").file("file", "k.csv", roster(rows)));
    assertThat(accepted.status()).isEqualTo(202);
    return "/api/v1/imports/" + accepted.json().getString("id");
  }

  static boolean isOver(JsonObject job) {
    return !List.of("checking", "running").contains(job.getString("state"));
  }

  /** The outer ids that begin with K, of everybody. */
  static List<String> imported(Caller admin) throws Exception {
    List<String> people = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = admin.get("/api/v1/people?limit=200&cursor=" + cursor).json();
      for (Object person : page.getJsonArray("people")) {
        String id = ((JsonObject) person).getString("external_id");
        if (id != null && id.startsWith("K")) {
          people.add(id);
        }
      }
      cursor = page.getString("next_cursor");
    }
    return people;
  }

  private static byte[] pictures() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 1; i <= PICTURES; i++) {
        zip.putNextEntry(new ZipEntry("K%d.jpg".formatted(i)));
        zip.write(TwinFaceServer.picture("killed-" + i));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void imports_whoseGatewayAndDatabaseAreKilled_loseNothing_andRepeatNothing(@TempDir Path data)
      throws Exception {
    try (KilledSite site = new KilledSite(data)) {
      Caller admin = site.admin();
      String path = start(admin, ROWS);
      site.until(() -> admin.get(path).json(), one -> one.getInteger("done") > ROWS / 10);
      site.killGateway();
      JsonObject middle =
          site.until(() -> admin.get(path).json(), one -> one.getInteger("done") > ROWS / 2);
      assertThat(middle.getString("state")).isEqualTo("running");
      site.killDatabase();
      JsonObject done = site.until(() -> admin.get(path).json(), KilledImportTest::isOver);
      assertThat(done.getString("state")).isEqualTo("done");
      assertThat(done.getInteger("created")).isEqualTo(ROWS);
      List<String> people = imported(admin);
      assertThat(people).hasSize(ROWS);
      assertThat(new HashSet<>(people)).hasSize(ROWS);

      String zip = startPictures(admin);
      site.until(() -> admin.get(zip).json(), one -> one.getInteger("done") > PICTURES / 10);
      site.killBoth();
      JsonObject shown = site.until(() -> admin.get(zip).json(), KilledImportTest::isOver);
      assertThat(shown.getString("state")).isEqualTo("done");
      assertThat(shown.getInteger("created")).isEqualTo(PICTURES);
      JsonObject counts = admin.get("/api/v1/status").json().getJsonObject("counts");
      assertThat(counts.getInteger("people")).isEqualTo(ROWS);
      assertThat(counts.getInteger("faces")).isEqualTo(PICTURES);
    }
  }

  private static String startPictures(Caller admin) throws Exception {
    Answer accepted =
        admin.post(
            "/api/v1/imports",
            new Form().text("kind", "pictures").file("file", "k.zip", pictures()));
    assertThat(accepted.status()).isEqualTo(202);
    return "/api/v1/imports/" + accepted.json().getString("id");
  }
}
