package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports and webhooks through the real API, on a real database; only the networks are a twin. */
final class ExchangeApiTest {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @TempDir static Path data;

  private static RunningSite site;
  private static Caller admin;

  @BeforeAll
  static void start() throws Exception {
    site = new RunningSite(data, 0);
    admin = site.owner();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Form form(String kind, String filename, byte[] file) {
    return new Form().text("kind", kind).file("file", filename, file);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject start(Form form) throws Exception {
    Answer answer = admin.post("/api/v1/imports", form);
    assertThat(answer.status()).isEqualTo(202);
    return answer.json();
  }

  /** As a page does: asks until it is over, and sees that the progress never goes back. */
  /** The newest entry of the audit log about a file that left the house, and this. */
  private static JsonObject exported(String subject) throws Exception {
    return admin
        .get("/api/v1/audit?action=file.exported&subject=" + subject)
        .json()
        .getJsonArray("entries")
        .getJsonObject(0);
  }

  private static JsonObject finished(JsonObject begun) throws Exception {
    Instant end = Instant.now().plus(LONGEST);
    int done = 0;
    while (Instant.now().isBefore(end)) {
      JsonObject now = admin.get("/api/v1/imports/" + begun.getString("id")).json();
      assertThat(now.getInteger("done")).isAtLeast(done);
      done = now.getInteger("done");
      if (!List.of("checking", "running").contains(now.getString("state"))) {
        return now;
      }
      site.vertx().timer(50).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("the import did not end: " + begun);
  }

  private static long people() throws Exception {
    return admin.get("/api/v1/status").json().getJsonObject("counts").getLong("people");
  }

  /** Line of the file to what is wrong with it. */
  private static Map<Integer, String> failures(String id) throws Exception {
    Map<Integer, String> failures = new LinkedHashMap<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page =
          admin
              .get("/api/v1/imports/" + id + "/rows?only=failed&limit=100&cursor=" + cursor)
              .json();
      for (Object row : page.getJsonArray("rows")) {
        JsonObject of = (JsonObject) row;
        assertThat(of.getString("detail")).isNotEmpty();
        failures.put(of.getInteger("row"), of.getString("code"));
      }
      cursor = page.getString("next_cursor");
    }
    return failures;
  }

  private static final String[] FAULTS = {
    "name_missing",
    "duplicate_in_file",
    "birth_date_unsuitable",
    "gender_unsuitable",
    "too_many_cells",
    "external_id_unsuitable"
  };

  /** Every twentieth row is bad, each in its turn in another way. */
  private static String roster(int rows, Map<Integer, String> bad) {
    StringBuilder csv = new StringBuilder("\ufeffMã số;Họ và tên;Lớp;Ngày sinh;Giới tính\r\n");
    for (int i = 1; i <= rows; i++) {
      String fault = i % 20 == 0 ? FAULTS[i / 20 % FAULTS.length] : "";
      if (!fault.isEmpty()) {
        bad.put(i + 1, fault);
      }
      csv.append(
              fault.equals("duplicate_in_file")
                  ? "S" + (i - 1)
                  : fault.equals("external_id_unsuitable") ? "x".repeat(201) : "S" + i)
          .append(';')
          .append(fault.equals("name_missing") ? "" : "Nguyễn Văn Ánh " + i)
          .append(";4")
          .append((char) ('a' + i % 5))
          .append(';')
          .append(fault.equals("birth_date_unsuitable") ? "31.2.2014" : "7.3.2014")
          .append(';')
          .append(fault.equals("gender_unsuitable") ? "?" : "Nữ")
          .append(fault.equals("too_many_cells") ? ";oops" : "")
          .append("\r\n");
    }
    return csv.toString();
  }

  @Test
  void cellsOfAnyLength_areTheirRowsFault_andStopNoOtherImport() throws Exception {
    String endless = "9".repeat(100_000);
    String births = "name,birth_date\nEve One," + endless + "\nEve Two,2014-01-01\n";
    JsonObject rows = finished(start(form("roster", "a.csv", utf8(births))));
    assertThat(rows.getString("state")).isEqualTo("done");
    assertThat(rows.getInteger("created")).isEqualTo(1);
    assertThat(rows.getInteger("failed")).isEqualTo(1);
    JsonObject headings = finished(start(form("roster", "a.csv", utf8(endless + ",y\n1,2\n"))));
    assertThat(headings.getString("state")).isEqualTo("failed");
    assertThat(headings.getJsonObject("error").getString("detail").length()).isAtMost(1000);
    JsonObject next = finished(start(form("roster", "a.csv", utf8("name\nEve Three\n"))));
    assertThat(next.getInteger("created")).isEqualTo(1);
  }

  @Test
  void twoThousandRows_ofWhichOneInTwentyIsBad_areImported_andEachBadRowExplained()
      throws Exception {
    Map<Integer, String> bad = new HashMap<>();
    byte[] csv = utf8(roster(2000, bad));
    assertThat(bad).hasSize(100);
    long before = people();

    JsonObject preview =
        admin.post("/api/v1/imports/preview", form("roster", "lớp.csv", csv)).json();
    assertThat(preview.getInteger("total")).isEqualTo(2000);
    assertThat(preview.getJsonObject("mapping").getString("name")).isEqualTo("Họ và tên");
    assertThat(preview.getString("separator")).isEqualTo("semicolon");

    JsonObject tried = finished(start(form("roster", "lớp.csv", csv).text("dry_run", "true")));
    assertThat(tried.getString("state")).isEqualTo("done");
    assertThat(tried.getInteger("created")).isEqualTo(1900);
    assertThat(tried.getInteger("failed")).isEqualTo(100);
    assertThat(people()).isEqualTo(before);

    String id = tried.getString("id");
    Answer run = admin.post("/api/v1/imports/" + id + "/run", new JsonObject());
    assertThat(run.status()).isEqualTo(202);
    JsonObject done = finished(run.json());
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getBoolean("dry_run")).isFalse();
    assertThat(done.getInteger("created")).isEqualTo(1900);
    assertThat(people()).isEqualTo(before + 1900);
    assertThat(failures(id)).isEqualTo(bad);

    String csvOfFailures =
        admin.get("/api/v1/imports/" + id + "/rows.csv?only=failed").body().toString();
    assertThat(csvOfFailures.lines().count()).isEqualTo(101);
    assertThat(csvOfFailures).contains("name_missing");
    assertThat(exported(id).getJsonObject("details").getString("list")).isEqualTo("import");

    JsonObject again = finished(start(form("roster", "lớp.csv", csv)));
    assertThat(again.getInteger("created")).isEqualTo(0);
    assertThat(again.getInteger("skipped")).isEqualTo(1900);
    assertThat(people()).isEqualTo(before + 1900);
    assertThat(admin.post("/api/v1/imports/" + id + "/run", new JsonObject()).problem())
        .isEqualTo("409 import_state");
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** CompreFace#1096, #1299: a folder of pictures enrols a class. */
  @Test
  void pain11_picturesOfAFolder_enrolPeople_byNameNumberOrMappingFile() throws Exception {
    byte[] roster = utf8("external_id,name\nP1,Ada Zip\nP2,Bố Zip\nP3,Twin Zip\nP4,Twin Zip\n");
    assertThat(finished(start(form("roster", "r.csv", roster))).getInteger("created")).isEqualTo(4);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("class/Ada Zip/1.jpg", TwinFaceServer.picture("zip-ada"));
    files.put("class/Ada Zip/2.jpg", TwinFaceServer.picture("zip-ada"));
    files.put("P2_1.jpg", TwinFaceServer.picture("zip-bo"));
    files.put("holiday.jpg", TwinFaceServer.picture("zip-twin"));
    files.put("Twin Zip.jpg", TwinFaceServer.picture("zip-other"));
    files.put("nobody knows.jpg", TwinFaceServer.picture("zip-nobody"));
    files.put("P1.jpg", TwinFaceServer.picture("nobody"));
    files.put("P3.jpg", utf8("no picture"));
    files.put("../P4.jpg", TwinFaceServer.picture("zip-x"));
    files.put("__MACOSX/._P1.jpg", new byte[] {1});
    files.put("mapping.csv", utf8("file,external_id\nholiday.jpg,P3\n"));
    JsonObject done = finished(start(form("pictures", "class.zip", zip(files))));
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(done.getInteger("created")).isEqualTo(4);
    assertThat(failures(done.getString("id")).values())
        .containsExactly(
            "person_ambiguous",
            "person_not_found",
            "no_face",
            "image_not_recognised",
            "path_unsuitable");
    for (Map.Entry<String, String> one :
        Map.of("zip-ada", "Ada Zip", "zip-bo", "Bố Zip", "zip-twin", "Twin Zip").entrySet()) {
      JsonObject seen =
          admin
              .post(
                  "/check-attendance",
                  new Form().file("media", "a.jpg", TwinFaceServer.picture(one.getKey())))
              .json()
              .getJsonArray("faces")
              .getJsonObject(0);
      assertThat(seen.getJsonObject("person").getString("name")).isEqualTo(one.getValue());
    }
    JsonObject again =
        finished(
            start(
                form(
                        "pictures",
                        "new.zip",
                        zip(Map.of("New Zip.jpg", TwinFaceServer.picture("zip-new"))))
                    .text("options", "{\"create_missing\":true}")));
    assertThat(again.getInteger("created")).isEqualTo(1);
  }

  @Test
  void secondRoster_addsGroups_andTakesNobodyOutUnlessAsked() throws Exception {
    byte[] first = utf8("id,name,class\nG1,Group Grace,7x\n");
    byte[] second = utf8("id,name,class\nG1,Group Grace,7y\n");
    assertThat(finished(start(form("roster", "a.csv", first))).getInteger("created")).isEqualTo(1);
    assertThat(finished(start(form("roster", "b.csv", second))).getInteger("updated")).isEqualTo(1);
    assertThat(groupsOf("G1")).containsExactly("7x", "7y");
    Form moved = form("roster", "b.csv", second).text("options", "{\"remove_from_groups\":true}");
    assertThat(finished(start(moved)).getInteger("updated")).isEqualTo(1);
    assertThat(groupsOf("G1")).containsExactly("7y");
  }

  private static JsonArray groupsOf(String externalId) throws Exception {
    return admin
        .get("/api/v1/people?q=" + externalId)
        .json()
        .getJsonArray("people")
        .getJsonObject(0)
        .getJsonArray("groups");
  }

  @Test
  void fileThatCannotBeRead_isSaid_andStoresNothing() throws Exception {
    JsonObject failed = finished(start(form("pictures", "x.zip", utf8("no zip"))));
    assertThat(failed.getString("state")).isEqualTo("failed");
    assertThat(failed.getJsonObject("error").getString("code")).isEqualTo("file_unreadable");
    JsonObject nameless = finished(start(form("roster", "x.csv", utf8("a,b\n1,2\n"))));
    assertThat(nameless.getString("state")).isEqualTo("failed");
    assertThat(nameless.getJsonObject("error").getString("detail")).contains("name");
    assertThat(admin.post("/api/v1/imports", form("songs", "x", utf8("x"))).problem())
        .isEqualTo("400 invalid_field");
    assertThat(admin.post("/api/v1/imports", new Form().text("kind", "roster")).problem())
        .isEqualTo("400 missing_field");
    assertThat(admin.get("/api/v1/imports/01ARZ3NDEKTSV4RRFFQ69G5FAV").problem())
        .isEqualTo("404 import_not_found");
  }

  @Test
  void importWithAnIdempotencyKey_isMadeOnce() throws Exception {
    Caller once = admin.with("idempotency-key", "import-" + System.nanoTime());
    byte[] csv = utf8("name\nOnce Only\n");
    Answer first = once.post("/api/v1/imports", form("roster", "a.csv", csv));
    Answer second = once.post("/api/v1/imports", form("roster", "a.csv", csv));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(once.post("/api/v1/imports", form("roster", "a.csv", utf8("name\nX\n"))).problem())
        .isEqualTo("422 idempotency_key_reused");
    assertThat(finished(first.json()).getInteger("created")).isEqualTo(1);
  }

  @Test
  void webhook_toAnInnerAddress_isRefused_andOthersAreKeptWithASecret() throws Exception {
    JsonArray events = new JsonArray().add("person.created");
    for (String url :
        List.of(
            "https://127.0.0.1/x",
            "https://[::ffff:10.0.0.1]/x",
            "http://1.1.1.1/",
            "https://[::1]/")) {
      assertThat(
              admin
                  .post("/api/v1/webhooks", new JsonObject().put("url", url).put("events", events))
                  .problem())
          .isEqualTo("422 address_refused");
    }
    Answer made =
        admin.post(
            "/api/v1/webhooks",
            new JsonObject().put("url", "https://1.1.1.1/hook").put("events", events));
    assertThat(made.status()).isEqualTo(201);
    String path = "/api/v1/webhooks/" + made.json().getJsonObject("webhook").getString("id");
    assertThat(made.json().getString("secret")).startsWith("whsec_");
    assertThat(admin.get("/api/v1/webhooks").body().toString())
        .doesNotContain(made.json().getString("secret"));
    JsonObject off = new JsonObject().put("enabled", false);
    Answer stale =
        admin
            .with("if-match", "\"7\"")
            .send(HttpMethod.PATCH, path, "application/json", off.toBuffer());
    assertThat(stale.problem()).isEqualTo("412 changed_meanwhile");
    Answer changed =
        admin
            .with("if-match", String.valueOf(made.headers().get("etag")))
            .send(HttpMethod.PATCH, path, "application/json", off.toBuffer());
    assertThat(changed.json().getBoolean("enabled")).isFalse();
    assertThat(admin.get(path + "/deliveries").json().getJsonArray("deliveries")).isEmpty();
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.delete(path).problem()).isEqualTo("404 webhook_not_found");
  }

  @Test
  void mail_withoutAServer_saysSo() throws Exception {
    JsonObject to = new JsonObject().put("to", "ada@school.example");
    assertThat(admin.post("/api/v1/settings/mail/test", to).problem())
        .isEqualTo("422 mail_not_set_up");
    assertThat(
            admin.post("/api/v1/settings/mail/test", new JsonObject().put("to", "ada")).problem())
        .isEqualTo("400 invalid_field");
    assertThat(admin.send(HttpMethod.POST, "/api/v1/mail/x/retry", null, Buffer.buffer()).problem())
        .isEqualTo("404 mail_not_found");
  }

  private static void set(JsonObject settings) throws Exception {
    assertThat(admin.patch("/api/v1/settings", settings).status()).isEqualTo(200);
  }

  private static JsonObject check(String... names) throws Exception {
    Answer answer =
        admin.post(
            "/check-attendance", new Form().file("media", "a.jpg", TwinFaceServer.picture(names)));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static String added(String name, String... faces) throws Exception {
    Form form = new Form().text("name", name);
    for (String face : faces) {
      form.file("images", face + ".jpg", TwinFaceServer.picture(face));
    }
    return admin.post("/add-person", form).json().getJsonObject("person").getString("id");
  }

  private static JsonObject reviewOf(String recordId) throws Exception {
    for (Object item :
        admin.get("/api/v1/review?state=all&limit=200").json().getJsonArray("items")) {
      if (recordId.equals(((JsonObject) item).getString("record_id"))) {
        return (JsonObject) item;
      }
    }
    return new JsonObject();
  }

  @Test
  void unknownFace_atASession_namesTheSession() throws Exception {
    set(
        new JsonObject()
            .put("review", new JsonObject().put("keep_unknown", true).put("keep_days", 7)));
    Instant now = Instant.now();
    String group =
        admin
            .post("/api/v1/groups", new JsonObject().put("name", "Reviewed"))
            .json()
            .getString("id");
    String session =
        admin
            .post(
                "/api/v1/sessions",
                new JsonObject()
                    .put("group_id", group)
                    .put("name", "Rehearsal")
                    .put("starts_at", now.minusSeconds(60).toString())
                    .put("ends_at", now.plusSeconds(3600).toString()))
            .json()
            .getString("id");
    JsonObject answer =
        admin
            .post(
                "/check-attendance",
                new Form()
                    .text("session_id", session)
                    .file("media", "a.jpg", TwinFaceServer.picture("rev-at-a-session")))
            .json();
    JsonObject item = reviewOf(answer.getJsonObject("record").getString("id"));
    assertThat(item.getJsonObject("session"))
        .isEqualTo(new JsonObject().put("id", session).put("name", "Rehearsal"));
  }

  /** CompreFace#1179: unknown faces can be kept, if the site allows it, and decided about. */
  @Test
  void pain23_unknownFace_isKeptWhereTheSiteAllows_assignedAndTaught() throws Exception {
    set(new JsonObject().put("review", new JsonObject().put("keep_unknown", false)));
    String unkept = check("rev-unkept").getJsonObject("record").getString("id");
    assertThat(reviewOf(unkept)).isEmpty();

    set(
        new JsonObject()
            .put("review", new JsonObject().put("keep_unknown", true).put("keep_days", 7)));
    String recordId = check("rev-stranger").getJsonObject("record").getString("id");
    JsonObject item = reviewOf(recordId);
    assertThat(item.getString("kind")).isEqualTo("UNKNOWN");
    assertThat(item.getString("state")).isEqualTo("open");
    String path = "/api/v1/review/" + item.getString("id");
    assertThat(admin.get(path + "/picture").body())
        .isEqualTo(Buffer.buffer(TwinFaceServer.picture("rev-stranger")));

    String person = added("Review Person", "rev-another");
    JsonObject decided =
        admin
            .post(path + "/assign", new JsonObject().put("person_id", person).put("teach", true))
            .json();
    assertThat(decided.getBoolean("taught")).isTrue();
    assertThat(decided.getJsonObject("item").getString("state")).isEqualTo("assigned");
    JsonObject record = decided.getJsonObject("record");
    assertThat(record.getString("status")).isEqualTo("VALID");
    assertThat(record.getJsonObject("person").getString("id")).isEqualTo(person);
    assertThat(admin.get("/api/v1/people/" + person).json().getInteger("face_count")).isEqualTo(2);
    assertThat(admin.get(path + "/picture").problem()).isEqualTo("404 picture_not_found");
    assertThat(admin.post(path + "/reject", new JsonObject().put("reason", "x")).problem())
        .isEqualTo("409 review_decided");
  }

  @Test
  void unknownFace_thatIsNobodyOfOurs_isRejected_andItsPictureGone() throws Exception {
    set(new JsonObject().put("review", new JsonObject().put("keep_unknown", true)));
    JsonObject item = reviewOf(check("rev-nobody-of-ours").getJsonObject("record").getString("id"));
    String path = "/api/v1/review/" + item.getString("id");
    JsonObject decided =
        admin.post(path + "/reject", new JsonObject().put("reason", "a visitor")).json();
    assertThat(decided.getJsonObject("item").getString("state")).isEqualTo("rejected");
    assertThat(decided.getJsonObject("item").getString("decision_reason")).isEqualTo("a visitor");
    assertThat(decided.getJsonObject("record").getString("status")).isEqualTo("INVALID");
    assertThat(admin.get(path + "/picture").problem()).isEqualTo("404 picture_not_found");
    assertThat(admin.get("/api/v1/review/01ARZ3NDEKTSV4RRFFQ69G5FAV").problem())
        .isEqualTo("404 review_not_found");
  }

  /** The networks' guesses at age and gender advise, and never decide. */
  @Test
  void ageAndGender_thatDoNotFitTheProfile_areLookedAt_andTheCheckInCounts() throws Exception {
    String person = added("Young Person", "grandpa-1");
    JsonObject profile = new JsonObject().put("birth_date", "2012-05-01").put("gender", "female");
    assertThat(admin.patch("/api/v1/people/" + person, profile).status()).isEqualTo(200);
    JsonObject checked = check("grandpa-1");
    assertThat(checked.getString("status")).isEqualTo("VALID");
    JsonObject record = checked.getJsonObject("record");
    assertThat(record.getJsonObject("person").getString("id")).isEqualTo(person);
    assertThat(record.getJsonArray("flags"))
        .containsExactly("AGE_DOES_NOT_FIT", "GENDER_DOES_NOT_FIT");
    JsonObject item = reviewOf(record.getString("id"));
    assertThat(item.getString("kind")).isEqualTo("FLAGGED");
    assertThat(item.getString("state")).isEqualTo("open");
    JsonObject decided =
        admin.post("/api/v1/review/" + item.getString("id") + "/confirm", new JsonObject()).json();
    assertThat(decided.getJsonObject("item").getString("state")).isEqualTo("confirmed");
    assertThat(decided.getJsonObject("record").getString("status")).isEqualTo("VALID");
    assertThat(
            admin
                .get("/api/v1/records/" + record.getString("id") + "/history")
                .json()
                .getJsonArray("changes"))
        .isEmpty();
  }

  @Test
  void uncertainMatch_isKept_andConfirmedToBeOneOfTheTwo() throws Exception {
    set(new JsonObject().put("review", new JsonObject().put("keep_unknown", true)));
    String one = added("First Twin", "rev-twins");
    String other = added("Second Twin", "rev-twins");
    JsonObject checked = check("rev-twins");
    assertThat(checked.getString("reason")).isEqualTo("AMBIGUOUS");
    JsonObject item = reviewOf(checked.getJsonObject("record").getString("id"));
    assertThat(item.getString("kind")).isEqualTo("AMBIGUOUS");
    String path = "/api/v1/review/" + item.getString("id");
    String stranger = added("No Twin", "rev-no-twin");
    assertThat(admin.post(path + "/confirm", new JsonObject().put("person_id", stranger)).problem())
        .isEqualTo("400 invalid_field");
    Caller once = admin.with("idempotency-key", "confirm-" + System.nanoTime());
    JsonObject wanted = new JsonObject().put("person_id", other);
    Answer decided = once.post(path + "/confirm", wanted);
    JsonObject record = decided.json().getJsonObject("record");
    assertThat(record.getString("status")).isEqualTo("VALID");
    assertThat(record.getJsonObject("person").getString("id")).isEqualTo(other);
    assertThat(one).isNotEqualTo(other);
    assertThat(once.post(path + "/confirm", wanted).body()).isEqualTo(decided.body());
    assertThat(admin.post(path + "/confirm", wanted).problem()).isEqualTo("409 review_decided");
  }

  @Test
  void importThatIsCancelled_keepsWhatWasCarriedOut_andGoesNoFurther() throws Exception {
    StringBuilder csv = new StringBuilder("id,name\n");
    for (int i = 0; i < 2000; i++) {
      csv.append("C%d,Cancelled %d%n".formatted(i, i));
    }
    String path =
        "/api/v1/imports/" + start(form("roster", "c.csv", utf8(csv.toString()))).getString("id");
    Answer cancelled = admin.post(path + "/cancel");
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.json().getString("state")).isEqualTo("cancelled");
    for (String verb : List.of("/cancel", "/resume", "/run")) {
      assertThat(admin.post(path + verb).problem()).isEqualTo("409 import_state");
    }
    // The next import is begun only when this one was let go of.
    finished(start(form("roster", "d.csv", utf8("name\nAfter Cancelled\n"))));
    JsonObject now = admin.get(path).json();
    assertThat(now.getString("state")).isEqualTo("cancelled");
    assertThat(now.getInteger("created")).isLessThan(2000);
    assertThat(now.getInteger("created"))
        .isEqualTo(
            admin.get("/api/v1/people?limit=200&q=Cancelled").json().getJsonArray("people").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("name").startsWith("Cancelled"))
                .count());
  }

  /** double-take#150, frigate#19711: that match was wrong. */
  @Test
  void pain10_wrongMatch_isCorrected_andTeaches() throws Exception {
    String wrong = added("Wrong Person", "wrong-face", "wrong-face");
    String right = added("Right Person", "right-face");
    JsonObject record = check("wrong-face").getJsonObject("record");
    assertThat(record.getJsonObject("person").getString("id")).isEqualTo(wrong);
    String picture = Base64.getEncoder().encodeToString(TwinFaceServer.picture("wrong-face"));
    JsonObject corrected =
        admin
            .post(
                "/api/v1/records/" + record.getString("id") + "/wrong-match",
                new JsonObject().put("person_id", right).put("teach", true).put("picture", picture))
            .json();
    assertThat(corrected.getJsonObject("record").getJsonObject("person").getString("id"))
        .isEqualTo(right);
    assertThat(corrected.getString("removed_face_id")).isNotNull();
    assertThat(corrected.getString("added_face_id")).isNotNull();
    assertThat(admin.get("/api/v1/people/" + wrong).json().getInteger("face_count")).isEqualTo(1);
    assertThat(admin.get("/api/v1/people/" + right).json().getInteger("face_count")).isEqualTo(2);
    JsonObject nobody =
        admin
            .post(
                "/api/v1/records/" + record.getString("id") + "/wrong-match",
                new JsonObject().putNull("person_id"))
            .json();
    assertThat(nobody.getJsonObject("record").getString("status")).isEqualTo("INVALID");
    assertThat(
            admin
                .get("/api/v1/records/" + record.getString("id") + "/history")
                .json()
                .getJsonArray("changes"))
        .hasSize(2);
  }

  /** orangehrm#1757: no CSV, XLSX or PDF; and absentees are told of by mail, once. */
  @Test
  void pain20_closedSession_isExported_andItsAbsenteesAreMailedOnce() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      set(
          new JsonObject()
              .put(
                  "mail",
                  new JsonObject()
                      .put("host", "127.0.0.1")
                      .put("port", mail.getSmtp().getPort())
                      .put("tls", "none")
                      .put("username", "")
                      .put("from", "rollcall@school.example"))
              .put(
                  "absentee_mail",
                  new JsonObject()
                      .put("enabled", true)
                      .put("recipients", new JsonArray().add("head@school.example"))));
      byte[] roster = utf8("external_id,name,class\nE1,Vắng Thị Ánh,9z\nE2,Có Mặt,9z\n");
      assertThat(finished(start(form("roster", "e.csv", roster))).getInteger("created"))
          .isEqualTo(2);
      byte[] zip = zip(Map.of("E2.jpg", TwinFaceServer.picture("exp-present")));
      assertThat(finished(start(form("pictures", "e.zip", zip))).getInteger("created"))
          .isEqualTo(1);
      String group = "";
      for (Object one : admin.get("/api/v1/groups?limit=200").json().getJsonArray("groups")) {
        group =
            ((JsonObject) one).getString("name").equals("9z")
                ? ((JsonObject) one).getString("id")
                : group;
      }
      Instant now = Instant.now();
      Answer session =
          admin.post(
              "/api/v1/sessions",
              new JsonObject()
                  .put("group_id", group)
                  .put("name", "Toán")
                  .put("starts_at", now.minusSeconds(60).toString())
                  .put("ends_at", now.plusSeconds(3600).toString()));
      assertThat(session.status()).isEqualTo(201);
      String id = session.json().getString("id");
      JsonObject checked = check("exp-present");
      assertThat(checked.getString("status")).isEqualTo("VALID");
      assertThat(admin.post("/api/v1/sessions/" + id + "/close", new JsonObject()).status())
          .isEqualTo(200);

      String query = "?group_id=" + group + "&format=";
      String csv = admin.get("/api/v1/reports/attendance" + query + "csv").body().toString();
      assertThat(csv).contains("Vắng Thị Ánh,1,0,0,0,1,0,");
      assertThat(csv).contains("0.0 %");
      assertThat(csv).contains("100.0 %");
      assertThat(csv).contains("50.0 %");
      for (String report : List.of("reports/attendance", "reports/daily", "records")) {
        Answer xlsx = admin.get("/api/v1/" + report + query + "xlsx");
        assertThat(xlsx.headers().get("content-type")).contains("spreadsheetml");
        assertThat(xlsx.headers().get("content-disposition")).contains(".xlsx");
        assertThat(xlsx.body().getString(0, 2)).isEqualTo("PK");
        assertThat(admin.get("/api/v1/" + report + query + "pdf").body().getString(0, 4))
            .isEqualTo("%PDF");
      }
      assertThat(
              admin
                  .get("/api/v1/reports/absentees?session_id=" + id + "&format=csv")
                  .body()
                  .toString())
          .contains("Vắng Thị Ánh");
      assertThat(admin.get("/api/v1/records?format=doc").problem()).isEqualTo("400 invalid_field");
      assertThat(exported(id).getJsonObject("details").getString("list")).isEqualTo("absentees");
      assertThat(exported(group).getJsonObject("details"))
          .isEqualTo(new JsonObject().put("list", "records").put("format", "pdf"));

      assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();
      assertThat(admin.post("/api/v1/sessions/" + id + "/reopen", new JsonObject()).status())
          .isEqualTo(200);
      assertThat(admin.post("/api/v1/sessions/" + id + "/close", new JsonObject()).status())
          .isEqualTo(200);
      assertThat(mail.waitForIncomingEmail(3_000, 2)).isFalse();
      assertThat(String.valueOf(mail.getReceivedMessages()[0].getContent()))
          .contains("Vắng Thị Ánh");
      JsonArray messages = admin.get("/api/v1/mail?state=sent").json().getJsonArray("messages");
      assertThat(messages.getJsonObject(0).getString("session_id")).isEqualTo(id);
    } finally {
      set(new JsonObject().put("mail", new JsonObject().put("host", "")));
      mail.stop();
    }
  }
}
