package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;
import static dev.rollcall.gateway.boot.FullSchool.json;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes that come twice, or after somebody else's, on every route that says it is safe from that:
 * the one has one effect, the other is refused.
 */
final class SafeWritesTest {
  private static final String IF_MATCH = "If-Match";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @TempDir static Path data;

  private static RunningSite site;
  private static Caller owner;
  private static FullSchool school;
  private static int keys;

  @BeforeAll
  static void fill() throws Exception {
    site = new RunningSite(data, 0);
    owner = site.owner();
    school = new FullSchool(site, owner);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void everyChange_takesAnETag_andWhateverIsMade_takesAKey() {
    List<String> unsafe = new ArrayList<>();
    for (Contract.Operation operation : site.contract().operations()) {
      if (operation.method().equals("PATCH") && !site.contract().takes(operation, IF_MATCH)) {
        unsafe.add(operation + " without " + IF_MATCH);
      }
      boolean makes = operation.method().equals("POST") && site.contract().answers(operation, 201);
      if (makes && !site.contract().takes(operation, IDEMPOTENCY_KEY)) {
        unsafe.add(operation + " without " + IDEMPOTENCY_KEY);
      }
    }
    assertThat(unsafe).isEmpty();
  }

  @Test
  void staleETag_isRefused_onEveryRouteThatTakesOne_andChangesNothing() throws Exception {
    Map<String, String> before = school.everything();
    String settings = owner.get("/api/v1/settings").body().toString();
    Caller late = owner.with("if-match", "\"999\"");
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Contract.Operation operation : site.contract().operations()) {
      if (site.contract().takes(operation, IF_MATCH)) {
        tried++;
        Answer answer =
            operation.path().contains("{")
                ? school.ask(late, operation, school.known("people"))
                : late.patch(operation.path(), change(operation.path()));
        if (!answer.problem().equals("412 changed_meanwhile")) {
          wrong.add(operation + " " + answer.problem() + " " + answer.body());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isAtLeast(15);
    assertThat(school.everything()).isEqualTo(before);
    assertThat(owner.get("/api/v1/settings").body().toString()).isEqualTo(settings);
  }

  /** Of what is read and changed at one address. */
  private static JsonObject change(String path) {
    if (path.endsWith("/settings")) {
      return json("locale", "ar");
    } else if (path.contains("/users/")) {
      return json("email", "ada@school.example");
    }
    return json("name", "Another name");
  }

  @Test
  void eTagOfNow_isTakenOnce() throws Exception {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Contract.Operation operation : site.contract().operations()) {
      boolean read =
          site.contract().operations().stream()
              .anyMatch(one -> one.method().equals("GET") && one.path().equals(operation.path()));
      if (operation.method().equals("PATCH") && read) {
        tried++;
        String path = operation.path().contains("{") ? school.address(operation) : operation.path();
        String tag = String.valueOf(owner.get(path).headers().get("etag"));
        Caller careful = owner.with("if-match", tag);
        Answer first = careful.patch(path, change(path));
        Answer second = careful.patch(path, change(path));
        if (first.status() != 200
            || tag.equals(first.headers().get("etag"))
            || !second.problem().equals("412 changed_meanwhile")) {
          wrong.add(path + " " + tag + " " + first.problem() + " " + second.problem());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isAtLeast(7);
  }

  private static String added(String name) throws Exception {
    return owner
        .post(
            "/add-person",
            new Form().text("name", name).file("images", "a.jpg", TwinFaceServer.picture(name)))
        .json()
        .getJsonObject("person")
        .getString("id");
  }

  private static Callable<Form> form(String name) {
    return () ->
        new Form().text("name", name).file("images", "a.jpg", TwinFaceServer.picture(name));
  }

  private static Map<String, JsonObject> bodies() throws Exception {
    String group = school.known("groups");
    String person = added("safe-one");
    Instant now = Instant.now();
    Map<String, JsonObject> bodies = new TreeMap<>();
    bodies.put("groups", json("name", "Made once", "kind", "class", "time_zone", "UTC"));
    bodies.put("groups/" + group + "/roll-over", json("name", "8a", "starts_on", "2031-01-01"));
    bodies.put(
        "schedules",
        json("group_id", group, "name", "Once", "kind", "class", "starts_at", "05:00")
            .put("ends_at", "05:30")
            .put("days", new JsonArray().add("TUE"))
            .put("rules", new JsonObject().put("check_out", "none")));
    bodies.put("holidays", json("date", "2032-01-01", "name", "Once"));
    bodies.put(
        "leaves",
        json("person_id", person, "from", "2032-02-01", "until", "2032-02-02").put("kind", "sick"));
    bodies.put(
        "sessions",
        json("group_id", group, "name", "Once")
            .put("starts_at", now.minusSeconds(30).toString())
            .put("ends_at", now.plusSeconds(3600).toString()));
    bodies.put(
        "records",
        json("person_id", person, "time", now.minusSeconds(60).toString(), "reason", "no camera")
            .put("direction", "in"));
    bodies.put("records/" + school.known("records") + "/corrections", json("reason", "because"));
    bodies.put(
        "records/" + school.known("records") + "/wrong-match",
        json("person_id", person).put("teach", false));
    owner.post(
        "/check-attendance",
        new Form().file("media", "a.jpg", TwinFaceServer.picture("safe-stranger")));
    bodies.put(
        "review/"
            + owner
                .get("/api/v1/review")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id")
            + "/assign",
        json("person_id", person).put("teach", false));
    bodies.put("people/" + added("safe-two") + "/merge", json("into", person, "reason", "one"));
    bodies.put(
        "webhooks",
        json("url", "http://localhost:" + RunningSite.freePort() + "/once")
            .put("events", new JsonArray().add("person.created")));
    bodies.put("users", json("username", "once", "password", "a long password", "role", "member"));
    bodies.put("invites", json("role", "member"));
    bodies.put("keys", json("name", "once"));
    bodies.put("organisations", json("name", "Made once"));
    bodies.put("users/" + school.known("users") + "/reset-link", new JsonObject());
    bodies.put("sessions/" + school.known("sessions") + "/close", new JsonObject());
    bodies.put("imports/" + school.known("imports") + "/run", new JsonObject());
    return bodies;
  }

  private static Caller once() {
    return owner.with("idempotency-key", "safe-" + ++keys);
  }

  /** How many entries the audit log has. */
  private static long deeds() throws Exception {
    return owner
        .get("/api/v1/audit?limit=1")
        .json()
        .getJsonArray("entries")
        .getJsonObject(0)
        .getLong("number");
  }

  private static void requireSame(String what, Answer first, Answer second) {
    assertThat(what + " " + first.status() + " " + first.body()).startsWith(what + " 20");
    assertThat(what + " " + second.status()).isEqualTo(what + " " + first.status());
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void keyThatComesTwice_hasOneEffect_andTheFirstAnswer() throws Exception {
    for (Map.Entry<String, JsonObject> body : bodies().entrySet()) {
      String path = "/api/v1/" + body.getKey();
      boolean bare = body.getValue().isEmpty();
      Caller once = once();
      long before = deeds();
      Answer first = bare ? once.post(path) : once.post(path, body.getValue());
      long after = deeds();
      Answer second = bare ? once.post(path) : once.post(path, body.getValue());
      requireSame(path, first, second);
      assertThat(path + (after > before ? "" : " is not in the audit log")).isEqualTo(path);
      if (path.contains("imports")) {
        // What it does by itself stands in the log too.
        school.awaitImport();
      } else {
        assertThat(deeds()).isEqualTo(after);
      }
      assertThat(path + " " + once.post("/api/v1/keys", json("name", "other")).problem())
          .isEqualTo(path + " 422 idempotency_key_reused");
    }
    Map<String, Callable<Form>> forms = new TreeMap<>();
    forms.put("/add-person", form("safe-three"));
    forms.put("/api/v1/add-person", form("safe-four"));
    forms.put(
        "/api/v1/people/" + added("safe-five") + "/faces",
        () -> new Form().file("images", "a.jpg", TwinFaceServer.picture("safe-five")));
    forms.put(
        "/check-attendance",
        () -> new Form().file("media", "a.jpg", TwinFaceServer.picture("safe-one")));
    forms.put(
        "/api/v1/imports",
        () ->
            new Form()
                .text("kind", "roster")
                .file("file", "a.csv", "name\nCy\n".getBytes(StandardCharsets.UTF_8)));
    for (Map.Entry<String, Callable<Form>> form : forms.entrySet()) {
      Caller once = once();
      requireSame(
          form.getKey(),
          once.post(form.getKey(), form.getValue().call()),
          once.post(form.getKey(), form.getValue().call()));
    }
  }

  /** Pseudonymous ids alone: whoever is erased is not to be found in what cannot be changed. */
  @Test
  void auditLog_namesNobody() throws Exception {
    added("safe-audited");
    StringBuilder log = new StringBuilder();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = owner.get("/api/v1/audit?limit=200&cursor=" + cursor).json();
      log.append(page.getJsonArray("entries").encode());
      cursor = page.getString("next_cursor");
    }
    assertThat(log.toString()).contains("person.created");
    for (String name : List.of("Ada", "Bo", "safe-audited", "Maths", "school.example")) {
      assertThat(log.toString()).doesNotContain(name);
    }
    assertThat(owner.get("/api/v1/audit/verify").json().getBoolean("intact")).isTrue();
  }

  @Test
  void firstAnswer_toAKey_hasItsETag() throws Exception {
    Answer made = once().post("/api/v1/groups", json("name", "Tagged", "kind", "class"));
    assertThat(made.status()).isEqualTo(201);
    String path = "/api/v1/groups/" + made.json().getString("id");
    assertThat(
            owner
                .with("if-match", String.valueOf(made.headers().get("etag")))
                .send(
                    HttpMethod.PATCH,
                    path,
                    "application/json",
                    json("name", "Tagged anew").toBuffer())
                .status())
        .isEqualTo(200);
  }
}
