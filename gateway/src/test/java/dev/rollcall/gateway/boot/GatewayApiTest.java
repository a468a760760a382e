package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mariadb.MadeDatabase;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway, from HTTPS to a real database; only the networks are a twin. */
final class GatewayApiTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path data;

  private static EmbeddedMariaDb database;
  private static TwinFaceServer faces;
  private static Vertx vertx;
  private static RunningGateway gateway;
  private static int port;
  private static Caller stranger;
  private static Caller admin;
  private static int people;

  @BeforeAll
  static void start() throws Exception {
    database = MadeDatabase.start(data);
    faces = new TwinFaceServer();
    vertx = Vertx.vertx();
    port = freePort();
    gateway = gateway();
    stranger = Caller.on(vertx, port);
    admin = stranger.with("authorization", "Bearer " + login(PASSWORD).getString("token"));
  }

  private static RunningGateway gateway() throws IOException, InterruptedException {
    RunningGateway started =
        new RunningGateway(
            new GatewaySettings(
                data,
                "127.0.0.1",
                port,
                new InferenceAddress("127.0.0.1", faces.port(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(PASSWORD)));
    started.start();
    return started;
  }

  @AfterAll
  static void stop() {
    stranger.close();
    gateway.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    faces.close();
    database.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static JsonObject login(String password) throws Exception {
    Answer answer =
        stranger.post(
            "/api/v1/login", new JsonObject().put("username", "admin").put("password", password));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  /** A name that no other test has. */
  private static String somebody() {
    return "person" + ++people;
  }

  private static JsonObject add(String name, String face) throws Exception {
    Answer answer =
        admin.post(
            "/add-person",
            new Form().text("name", name).file("images", "a.jpg", TwinFaceServer.picture(face)));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private static Form check(String... people) {
    return new Form().file("media", "b.jpg", TwinFaceServer.picture(people));
  }

  @Test
  void person_addedAndCheckedIn_isValidAndNamed_andRecordedOnce() throws Exception {
    String face = somebody();
    JsonObject person = add("Ada", face).getJsonObject("person");
    JsonObject first = admin.post("/check-attendance", check(face)).json();
    assertThat(first.getString("status")).isEqualTo("VALID");
    assertThat(first.getValue("reason")).isNull();
    JsonObject seen = first.getJsonArray("faces").getJsonObject(0);
    assertThat(seen.getJsonObject("person").getString("name")).isEqualTo("Ada");
    assertThat(seen.getString("decision")).isEqualTo("MATCHED");
    assertThat(seen.getDouble("similarity")).isWithin(1e-6).of(1);
    assertThat(seen.getJsonObject("liveness").getString("state")).isEqualTo("NOT_CHECKED");
    assertThat(seen.getJsonObject("emotion").getString("value")).isEqualTo("happy");

    JsonObject again = admin.post("/api/v1/check-attendance", check(face)).json();
    assertThat(again.getString("status")).isEqualTo("VALID");
    assertThat(again.getString("reason")).isEqualTo("DUPLICATE");
    assertThat(again.getJsonObject("record").getString("id"))
        .isEqualTo(first.getJsonObject("record").getString("id"));
    List<String> mine = new ArrayList<>();
    for (Object record : admin.get("/api/v1/records?limit=200").json().getJsonArray("records")) {
      JsonObject of = ((JsonObject) record).getJsonObject("person");
      if (of != null && of.getString("id").equals(person.getString("id"))) {
        mine.add(((JsonObject) record).getString("status"));
      }
    }
    assertThat(mine).containsExactly("VALID");
  }

  @Test
  void stranger_isInvalid_unknownFace() throws Exception {
    JsonObject answer = admin.post("/check-attendance", check("a-stranger")).json();
    assertThat(answer.getString("status")).isEqualTo("INVALID");
    assertThat(answer.getString("reason")).isEqualTo("UNKNOWN_FACE");
    assertThat(answer.getJsonArray("faces").getJsonObject(0).getValue("person")).isNull();
  }

  @Test
  void noFace_isAnAnswer() throws Exception {
    Answer answer = admin.post("/check-attendance", check("nobody"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("reason")).isEqualTo("NO_FACE");
    assertThat(answer.json().getJsonArray("faces")).isEmpty();
  }

  @Test
  void twoPeopleWithOneFace_areAmbiguous() throws Exception {
    String face = somebody();
    add("One", face);
    JsonObject second = add("Two", face);
    assertThat(second.getJsonArray("similar_people").getJsonObject(0).getString("name"))
        .isEqualTo("One");
    JsonObject answer = admin.post("/check-attendance", check(face)).json();
    assertThat(answer.getString("reason")).isEqualTo("AMBIGUOUS");
    assertThat(answer.getJsonArray("faces").getJsonObject(0).getValue("person")).isNull();
  }

  @Test
  void group_decidesAboutEveryFace() throws Exception {
    String known = somebody();
    add("Known", known);
    JsonObject answer =
        admin.post("/check-attendance", check(known, "somebody-else").text("mode", "group")).json();
    assertThat(answer.getString("status")).isEqualTo("VALID");
    assertThat(answer.getJsonArray("records")).hasSize(2);
    assertThat(answer.getJsonArray("faces").getJsonObject(1).getString("reason"))
        .isEqualTo("UNKNOWN_FACE");
  }

  @Test
  void json_withBase64_isTheSameAsAForm() throws Exception {
    String face = somebody();
    String picture = Base64.getEncoder().encodeToString(TwinFaceServer.picture(face));
    Answer added =
        admin.post(
            "/add-person",
            new JsonObject()
                .put("name", "Json")
                .put("groups", new JsonArray().add("7a"))
                .put("images", new JsonArray().add("data:image/jpeg;base64," + picture)));
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().getJsonObject("person").getJsonArray("groups")).containsExactly("7a");
    JsonObject checked =
        admin.post("/check-attendance", new JsonObject().put("media", picture)).json();
    assertThat(checked.getString("status")).isEqualTo("VALID");
  }

  @Test
  void names_areStoredAndShownAsTyped() throws Exception {
    for (String name :
        List.of("Robert'); DROP TABLE person;--", "عمر الفاروق", "Zoë 😀", "<b>\"&amp;")) {
      JsonObject person = add(name, somebody()).getJsonObject("person");
      assertThat(person.getString("name")).isEqualTo(name);
      Answer shown = admin.get("/api/v1/people/" + person.getString("id"));
      assertThat(shown.json().getString("name")).isEqualTo(name);
    }
    assertThat(admin.get("/api/v1/people?q=%F0%9F%98%80").json().getJsonArray("people")).hasSize(1);
  }

  @Test
  void badUploads_areClearProblems_andStoreNothing() throws Exception {
    long before = count();
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[25 << 20];
    System.arraycopy(TwinFaceServer.picture("x"), 0, large, 0, 4);
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(byte[] file, String problem) {}
    for (Case bad :
        List.of(
            new Case(new byte[0], "400 image_empty"),
            new Case(text, "400 image_not_recognised"),
            new Case(svg, "400 image_is_svg"),
            new Case(TwinFaceServer.picture("broken"), "400 image_corrupt"),
            new Case(large, "413 request_too_large"))) {
      Form form = new Form().file("media", "a.jpg", bad.file());
      assertThat(admin.post("/check-attendance", form).problem()).isEqualTo(bad.problem());
    }
    Answer unusable =
        admin.post(
            "/add-person",
            new Form()
                .text("name", "Half")
                .file("images", "text.jpg", text)
                .file("images", "none.jpg", TwinFaceServer.picture("nobody")));
    assertThat(unusable.problem()).isEqualTo("422 no_usable_picture");
    assertThat(unusable.json().getJsonArray("errors")).hasSize(2);
    assertThat(admin.post("/add-person", new Form().text("name", "No picture")).problem())
        .isEqualTo("400 missing_field");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void fieldsBeyondMeasure_areRefused_byName() throws Exception {
    String picture = Base64.getEncoder().encodeToString(TwinFaceServer.picture(somebody()));
    JsonArray groups = new JsonArray();
    for (int i = 0; i < 51; i++) {
      groups.add("x".repeat(190) + i);
    }
    JsonObject person = new JsonObject().put("name", "Ann").put("images", picture);
    assertThat(admin.post("/add-person", person.copy().put("groups", groups)).problem())
        .isEqualTo("400 invalid_field");
    groups.remove(0);
    assertThat(admin.post("/add-person", person.copy().put("groups", groups)).status())
        .isEqualTo(201);
    assertThat(admin.post("/add-person", person.copy().put("name", "abc\u202egpj.exe")).problem())
        .isEqualTo("400 invalid_field");
    for (String session : List.of("a\u0000b", "\ud800", "x".repeat(101))) {
      JsonObject check = new JsonObject().put("media", picture).put("session_id", session);
      assertThat(admin.post("/check-attendance", check).problem()).isEqualTo("400 invalid_field");
    }
    for (String date :
        List.of("%2B999999999-12-31", "-999999999-01-01", "9999-12-31", "0001-01-01")) {
      assertThat(admin.get("/api/v1/records?date=" + date).problem())
          .isEqualTo("400 invalid_field");
    }
  }

  @Test
  void pain8_form_ofThousandsOfFiles_isRefused() throws Exception {
    Form form = new Form().text("name", "Many");
    for (int i = 0; i < 5000; i++) {
      form.file("images", "a.jpg", new byte[1]);
    }
    assertThat(admin.post("/add-person", form).problem()).isEqualTo("400 invalid_multipart");
    Form few = new Form().text("name", "Eleven");
    for (int i = 0; i < 11; i++) {
      few.file("images", "a.jpg", TwinFaceServer.picture(somebody()));
    }
    assertThat(admin.post("/add-person", few).problem()).isEqualTo("400 invalid_field");
  }

  @Test
  void databaseOfSomebodyElse_thatTurnsUsAway_isSaidAtOnce(@TempDir Path elsewhere) {
    String url = EmbeddedMariaDb.addressIn(data).get().jdbcUrl();
    try (RunningGateway refused =
        new RunningGateway(
            new GatewaySettings(
                elsewhere,
                "127.0.0.1",
                port,
                new InferenceAddress("127.0.0.1", faces.port(), Optional.empty(), Optional.empty()),
                Optional.of(new DatabaseAddress(url, "nobody", "wrong")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(PASSWORD)))) {
      IOException failure = assertThrows(IOException.class, refused::start);
      assertThat(failure).hasMessageThat().contains("ROLLCALL_DB_PASSWORD");
    }
  }

  private static long count() throws Exception {
    return admin.get("/api/v1/status").json().getJsonObject("counts").getLong("people");
  }

  @Test
  void badRequests_areClearProblems() throws Exception {
    Caller.Form form = check("x").text("mode", "crowd");
    assertThat(admin.post("/check-attendance", form).problem()).isEqualTo("400 invalid_field");
    assertThat(admin.post("/check-attendance", check("x").text("colour", "red")).problem())
        .isEqualTo("400 unknown_field");
    assertThat(admin.post("/check-attendance", check("x").text("challenge_id", "1")).problem())
        .isEqualTo("422 challenge_not_supported");
    assertThat(send("/check-attendance", "application/json", "{\"media\": ").problem())
        .isEqualTo("400 invalid_json");
    assertThat(send("/check-attendance", "text/plain", "hello").problem())
        .isEqualTo("415 unsupported_content_type");
    assertThat(send("/check-attendance", "application/json", "").problem())
        .isEqualTo("400 body_missing");
    assertThat(admin.get("/api/v1/people?limit=0").problem()).isEqualTo("400 invalid_field");
    assertThat(admin.get("/api/v1/people?cursor=x").problem()).isEqualTo("400 invalid_field");
    assertThat(admin.get("/api/v1/records?date=today").problem()).isEqualTo("400 invalid_field");
    assertThat(admin.get("/api/v1/records?zone=Mars").problem()).isEqualTo("400 invalid_field");
    assertThat(admin.get("/api/v1/people/x").problem()).isEqualTo("404 person_not_found");
    assertThat(admin.get("/api/v1/nothing").problem()).isEqualTo("404 route_not_found");
    assertThat(admin.get("/api/v1/login").problem()).isEqualTo("405 method_not_allowed");
  }

  private static Answer send(String path, String contentType, String body) throws Exception {
    return admin.send(HttpMethod.POST, path, contentType, Buffer.buffer(body));
  }

  @Test
  void nobody_getsInWithoutACredential() throws Exception {
    for (String path : List.of("/add-person", "/check-attendance", "/check-age-and-emotion")) {
      assertThat(stranger.post(path, check("x")).problem()).isEqualTo("401 not_signed_in");
    }
    for (String path :
        List.of("/api/v1/people", "/api/v1/records", "/api/v1/status", "/api/v1/me", "/metrics")) {
      assertThat(stranger.get(path).problem()).isEqualTo("401 not_signed_in");
      assertThat(stranger.with("x-api-key", "rck_wrong").get(path).status()).isEqualTo(401);
      assertThat(stranger.with("authorization", "Bearer x").get(path).status()).isEqualTo(401);
    }
    assertThat(
            stranger
                .post(
                    "/api/v1/login",
                    new JsonObject().put("username", "admin").put("password", "guess"))
                .problem())
        .isEqualTo("401 wrong_credentials");
  }

  @Test
  void cookie_worksFromOurOwnPageAlone_andEndsWithTheSession() throws Exception {
    Answer login =
        stranger.post(
            "/api/v1/login", new JsonObject().put("username", "admin").put("password", PASSWORD));
    String cookie = String.valueOf(login.headers().get("set-cookie"));
    assertThat(cookie).contains("HTTPOnly");
    assertThat(cookie).contains("Secure");
    assertThat(cookie).contains("SameSite=Strict");
    Caller browser = stranger.with("cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(browser.get("/api/v1/me").json().getString("signed_in_with")).isEqualTo("session");
    Caller page = browser.with("origin", "https://localhost:" + port);
    Caller otherSite = browser.with("origin", "https://evil.example");
    assertThat(otherSite.post("/check-attendance", check("x")).problem())
        .isEqualTo("403 cross_site_request");
    assertThat(page.post("/check-attendance", check("x")).status()).isEqualTo(200);
    assertThat(page.send(HttpMethod.POST, "/api/v1/logout", null, Buffer.buffer()).status())
        .isEqualTo(204);
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void apiKey_works_untilItIsWithdrawn() throws Exception {
    JsonObject made = admin.post("/api/v1/keys", new JsonObject().put("name", "door")).json();
    Caller program = stranger.with("x-api-key", made.getString("key"));
    assertThat(program.post("/check-age-and-emotion", check("x")).status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/keys").body().toString()).doesNotContain(made.getString("key"));
    assertThat(admin.delete("/api/v1/keys/" + made.getString("id")).status()).isEqualTo(204);
    assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void idempotencyKey_givesTheFirstAnswerAgain() throws Exception {
    Caller once = admin.with("idempotency-key", "k" + System.nanoTime());
    Form form = new Form().text("name", "Once");
    byte[] picture = TwinFaceServer.picture(somebody());
    Answer first = once.post("/add-person", form.file("images", "a.jpg", picture));
    Answer second =
        once.post("/add-person", new Form().text("name", "Once").file("images", "a.jpg", picture));
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    Answer other =
        once.post("/add-person", new Form().text("name", "Other").file("images", "a.jpg", picture));
    assertThat(other.problem()).isEqualTo("422 idempotency_key_reused");
  }

  @Test
  void hundredCheckIns_ofOnePersonAtOnce_makeOneRecord() throws Exception {
    String face = somebody();
    String person = add("Crowd", face).getJsonObject("person").getString("id");
    int many = 100;
    ExecutorService callers = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier start = new CyclicBarrier(many);
      List<Callable<JsonObject>> calls = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        calls.add(
            () -> {
              start.await();
              return untilNotBusy(() -> admin.post("/check-attendance", check(face))).json();
            });
      }
      Set<String> records = new TreeSet<>();
      for (Future<JsonObject> call : callers.invokeAll(calls)) {
        assertThat(call.get().getString("status")).isEqualTo("VALID");
        records.add(call.get().getJsonObject("record").getString("id"));
      }
      assertThat(records).hasSize(1);
    } finally {
      callers.shutdownNow();
    }
    assertThat(admin.get("/api/v1/records?person_id=" + person).json().getJsonArray("records"))
        .hasSize(1);
  }

  @Test
  void inferenceServersRefusal_isA503_withTheWaitThatItAsksFor() throws Exception {
    Answer refused = admin.post("/check-attendance", check("busy"));
    assertThat(refused.problem()).isEqualTo("503 overloaded");
    assertThat(refused.headers().get("retry-after"))
        .isEqualTo(String.valueOf(TwinFaceServer.BUSY_SECONDS));
    String face = somebody();
    add("Next", face);
    assertThat(admin.post("/check-attendance", check(face)).json().getString("status"))
        .isEqualTo("VALID");
  }

  @Test
  void pain16_twoWhoAreOne_areMerged_andCheckInAsOne() throws Exception {
    String face = somebody();
    String one = add("Enrolled twice", face).getJsonObject("person").getString("id");
    String other = add("Enrolled Twice", face).getJsonObject("person").getString("id");
    assertThat(admin.post("/check-attendance", check(face)).json().getString("reason"))
        .isEqualTo("AMBIGUOUS");
    String record =
        admin
            .post(
                "/api/v1/records",
                new JsonObject()
                    .put("person_id", one)
                    .put("time", Instant.now().minusSeconds(7200).toString())
                    .put("reason", "The camera did not know which"))
            .json()
            .getString("id");
    JsonObject whole =
        admin
            .post(
                "/api/v1/people/" + one + "/merge",
                new JsonObject().put("into", other).put("reason", "Twice in the list"))
            .json();
    assertThat(whole.getString("id")).isEqualTo(other);
    assertThat(whole.getInteger("face_count")).isEqualTo(2);
    assertThat(admin.get("/api/v1/people/" + one).problem()).isEqualTo("404 person_not_found");
    JsonObject checked = admin.post("/check-attendance", check(face)).json();
    assertThat(checked.getString("status")).isEqualTo("VALID");
    assertThat(checked.getJsonObject("record").getJsonObject("person").getString("id"))
        .isEqualTo(other);
    assertThat(
            admin.get("/api/v1/records/" + record).json().getJsonObject("person").getString("id"))
        .isEqualTo(other);
    JsonObject noted =
        admin
            .get("/api/v1/audit?action=person.merged")
            .json()
            .getJsonArray("entries")
            .getJsonObject(0);
    assertThat(noted.encode()).doesNotContain("nrolled");
  }

  /** As a caller does: 503 means that nothing happened, and to ask again. */
  private static Answer untilNotBusy(Callable<Answer> call) throws Exception {
    Answer answer = call.call();
    for (int again = 0; again < 20 && answer.status() == 503; again++) {
      assertThat(answer.headers().get("retry-after")).isNotEmpty();
      answer = call.call();
    }
    return answer;
  }

  @Test
  void person_changedAndErased_isGone() throws Exception {
    String face = somebody();
    String path = "/api/v1/people/" + add("Old name", face).getJsonObject("person").getString("id");
    JsonObject change = new JsonObject().put("name", "New name").put("external_id", face);
    assertThat(admin.patch(path, change).json().getString("name")).isEqualTo("New name");
    assertThat(
            admin
                .post(
                    path + "/faces",
                    new Form().file("images", "c.jpg", TwinFaceServer.picture(face)))
                .json()
                .getJsonObject("person")
                .getInteger("face_count"))
        .isEqualTo(2);
    assertThat(admin.get(path + "/picture").body())
        .isEqualTo(Buffer.buffer(TwinFaceServer.picture(face)));
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
    assertThat(admin.post("/check-attendance", check(face)).json().getString("reason"))
        .isEqualTo("UNKNOWN_FACE");
  }

  @Test
  void answersAfterAPicture_onOneConnection_areWhole() throws Exception {
    Caller browser = admin.with("accept-encoding", "gzip");
    String path =
        "/api/v1/people/" + add("Seen", somebody()).getJsonObject("person").getString("id");
    assertThat(browser.get(path + "/picture").status()).isEqualTo(200);
    assertThat(browser.get("/openapi.json").json().getString("openapi")).isEqualTo("3.1.0");
    assertThat(browser.get(path).json().getString("name")).isEqualTo("Seen");
  }

  @Test
  void page_isServed_atEveryAddressOfTheApp() throws Exception {
    Caller browser = stranger.with("accept", "text/html");
    for (String path : List.of("/", "/people", "/people/01ABC", "/settings")) {
      Answer answer = browser.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().toString()).contains("<div id=\"root\">");
      assertThat(answer.headers().get("content-security-policy"))
          .contains("frame-ancestors 'none'");
    }
    assertThat(browser.get("/docs").status()).isEqualTo(200);
    assertThat(browser.get("/docs/swagger-ui.css").status()).isEqualTo(200);
    assertThat(browser.get("/assets/none.js").status()).isEqualTo(404);
  }

  @Test
  void everyOperation_ofTheDescription_isThere_andNoOther() throws Exception {
    JsonObject paths = stranger.get("/openapi.json").json().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        Answer answer =
            stranger.send(
                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
                path.replaceAll("\\{[a-z_]+}", "x"),
                null,
                Buffer.buffer());
        assertThat(answer.problem()).isNotEqualTo("404 route_not_found");
        assertThat(answer.status()).isNotIn(List.of(405, 500));
        assertThat(answer.headers().get("x-request-id")).isNotEmpty();
      }
    }
  }

  private static List<String> activeEmotions(JsonObject answer) {
    return answer.getJsonArray("models").stream()
        .map(JsonObject.class::cast)
        .filter(model -> model.getString("head").equals("emotion") && model.getBoolean("active"))
        .map(model -> model.getString("id"))
        .toList();
  }

  @Test
  void models_areListedWithFigures_andAHeadIsSwitchedToAnother() throws Exception {
    JsonObject before = admin.get("/api/v1/models").json();
    JsonObject own = before.getJsonArray("models").getJsonObject(1);
    assertThat(own.getJsonObject("accuracy").getDouble("accuracy")).isEqualTo(0.75);
    assertThat(own.getJsonArray("figures").getJsonObject(0).getInteger("n")).isEqualTo(400);
    assertThat(own.getBoolean("trained_here")).isTrue();
    assertThat(own.getBoolean("report")).isTrue();
    assertThat(own.getBoolean("embedder")).isFalse();
    assertThat(own.getString("terms_note")).isEqualTo("drawn faces");
    assertThat(activeEmotions(before)).containsExactly("looks");

    JsonObject wanted = new JsonObject().put("id", "own").put("version", "1");
    Answer switched = admin.post("/api/v1/models/emotion/switch", wanted);
    assertThat(switched.status()).isEqualTo(200);
    assertThat(activeEmotions(switched.json())).containsExactly("own");

    JsonObject noted =
        admin
            .get("/api/v1/audit?action=model.switched")
            .json()
            .getJsonArray("entries")
            .getJsonObject(0);
    assertThat(noted.getString("actor")).isEqualTo(admin.get("/api/v1/me").json().getString("id"));
    assertThat(noted.getJsonObject("details").getMap())
        .containsExactly("head", "EMOTION", "model", "own", "version", "1");

    admin.post("/api/v1/models/emotion/switch", wanted.copy().put("id", "looks"));
    assertThat(activeEmotions(admin.get("/api/v1/models").json())).containsExactly("looks");
  }

  @Test
  void models_switchThatIsImpossible_saysWhy() throws Exception {
    JsonObject wanted = new JsonObject().put("id", "twin").put("version", "1");
    assertThat(admin.post("/api/v1/models/recognition/switch", wanted).problem())
        .isEqualTo("422 model_not_switchable");
    assertThat(
            admin
                .post(
                    "/api/v1/models/emotion/switch",
                    wanted.copy().put("version", "9").put("id", "own"))
                .problem())
        .isEqualTo("404 model_not_found");
    assertThat(admin.post("/api/v1/models/emotion/switch", new JsonObject()).problem())
        .isEqualTo("400 invalid_field");
    assertThat(stranger.post("/api/v1/models/emotion/switch", wanted).status()).isEqualTo(401);
    assertThat(stranger.get("/api/v1/models").status()).isEqualTo(401);
  }

  @Test
  void modelReport_isAPage_thatRunsNothing() throws Exception {
    Answer report = admin.get("/api/v1/models/own/1/report");
    assertThat(report.body().toString()).isEqualTo("<h1>Own 1</h1>");
    assertThat(report.headers().get("content-type")).startsWith("text/html");
    assertThat(report.headers().get("content-security-policy")).contains("sandbox");
    assertThat(admin.get("/api/v1/models/looks/1/report").problem())
        .isEqualTo("404 model_not_found");
  }

  @Test
  void health_isARealInference() throws Exception {
    JsonObject ready = stranger.get("/health/ready").json();
    assertThat(ready.getString("inference")).isEqualTo("UP");
    assertThat(ready.getString("pack")).isEqualTo("twins");
    assertThat(stranger.get("/health/live").json().getString("status")).isEqualTo("UP");
  }

  @Test
  void metrics_countCheckIns() throws Exception {
    admin.post("/check-attendance", check("nobody"));
    assertThat(admin.get("/metrics").body().toString())
        .contains("rollcall_checks_total{reason=\"NO_FACE\",status=\"INVALID\"}");
  }

  @Test
  void restart_keepsPeopleRecordsAndKeys() throws Exception {
    String face = somebody();
    add("Lasting", face);
    int records = admin.get("/api/v1/records?limit=200").json().getJsonArray("records").size();
    gateway.close();
    gateway = gateway();
    JsonObject answer = admin.post("/check-attendance", check(face)).json();
    assertThat(
            answer.getJsonArray("faces").getJsonObject(0).getJsonObject("person").getString("name"))
        .isEqualTo("Lasting");
    assertThat(admin.get("/api/v1/records?limit=200").json().getJsonArray("records"))
        .hasSize(records + 1);
  }

  @Test
  void secrets_areReadableByTheirOwnerAlone_andPicturesAreSealed() throws Exception {
    String face = somebody();
    add("Sealed", face);
    try (var files = Files.walk(data.resolve("keys"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("key")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
      }
    }
    try (var files = Files.walk(data.resolve("pictures"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(face);
      }
    }
  }
}
