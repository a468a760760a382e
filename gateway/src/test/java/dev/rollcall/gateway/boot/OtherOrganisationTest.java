package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner of one organisation who knows the real ids of everything that another one has: none of
 * it is there for them, on any route, in an address, a body or a query.
 */
final class OtherOrganisationTest {
  /** Not of one organisation: links that are secrets themselves, networks, ways to sign in. */
  private static final Set<String> NOBODYS =
      Set.of(
          "/api/v1/invites/by-token/{token}",
          "/api/v1/password-reset/{token}",
          "/api/v1/login/oidc/{provider}",
          "/api/v1/login/oidc/{provider}/callback",
          "/api/v1/models/{id}/{version}/report",
          "/api/v1/models/{head}/switch");

  @TempDir static Path data;

  private static RunningSite site;
  private static Caller mine;
  private static Caller theirs;

  /** By the first word of an address, what is really there. */
  private static final Map<String, String> ids = new HashMap<>();

  private static String delivery = "";

  @BeforeAll
  static void fill() throws Exception {
    site = new RunningSite(data, 0);
    mine = site.owner();
    theirs = site.otherOwner().caller();
    school();
    exchange();
    access();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static JsonObject made(String path, JsonObject body) throws Exception {
    Answer answer = mine.post(path, body);
    if (answer.status() >= 300) {
      throw new AssertionError(path + " " + answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  private static void put(String word, JsonObject made) {
    ids.put(word, made.getString("id"));
  }

  private static String known(String word) {
    return Objects.requireNonNull(ids.get(word));
  }

  private static JsonObject check(String face) throws Exception {
    return mine.post(
            "/check-attendance", new Form().file("media", "a.jpg", TwinFaceServer.picture(face)))
        .json();
  }

  private static void school() throws Exception {
    made(
        "/api/v1/settings",
        new JsonObject()
            .put("review", new JsonObject().put("keep_unknown", true).put("keep_days", 7))
            .put(
                "mail",
                new JsonObject()
                    .put("host", "127.0.0.1")
                    .put("port", RunningSite.freePort())
                    .put("tls", "none")
                    .put("username", "")
                    .put("from", "rollcall@school.example"))
            .put(
                "absentee_mail",
                new JsonObject()
                    .put("enabled", true)
                    .put("recipients", new JsonArray().add("head@school.example"))),
        HttpMethod.PATCH);
    JsonObject person =
        mine.post(
                "/add-person",
                new Form()
                    .text("name", "Ada")
                    .text("external_id", "A1")
                    .text("groups", "7a")
                    .file("images", "a.jpg", TwinFaceServer.picture("org-ada")))
            .json()
            .getJsonObject("person");
    put("people", person);
    ids.put("groups", person.getJsonArray("group_ids").getString(0));
    mine.post(
        "/add-person",
        new Form()
            .text("name", "Bo")
            .text("groups", "7a")
            .file("images", "a.jpg", TwinFaceServer.picture("org-bo")));
    put(
        "schedules",
        made(
            "/api/v1/schedules",
            new JsonObject()
                .put("group_id", ids.get("groups"))
                .put("name", "Maths")
                .put("kind", "class")
                .put("days", new JsonArray().add("MON"))
                .put("starts_at", "03:00")
                .put("ends_at", "03:30")
                .put("rules", new JsonObject().put("check_out", "none"))));
    put("holidays", made("/api/v1/holidays", json("date", "2030-01-01", "name", "New year")));
    put(
        "leaves",
        made(
            "/api/v1/leaves",
            json("person_id", known("people"), "from", "2030-02-01", "until", "2030-02-02")
                .put("kind", "sick")));
    Instant now = Instant.now();
    JsonObject session =
        json("group_id", known("groups"), "name", "Now")
            .put("starts_at", now.minusSeconds(60).toString())
            .put("ends_at", now.plusSeconds(3600).toString());
    String closed = made("/api/v1/sessions", session).getString("id");
    made("/api/v1/sessions/" + closed + "/close", new JsonObject());
    put("sessions", made("/api/v1/sessions", session.put("name", "Later")));
    put("records", check("org-ada").getJsonObject("record"));
    check("org-stranger");
    ids.put("review", first("/api/v1/review", "items"));
  }

  private static void made(String path, JsonObject body, HttpMethod method) throws Exception {
    Answer answer = mine.send(method, path, "application/json", body.toBuffer());
    assertThat(answer.problem()).isEqualTo("200 is no problem");
  }

  private static void exchange() throws Exception {
    put(
        "imports",
        mine.post(
                "/api/v1/imports",
                new Form()
                    .text("kind", "roster")
                    .text("dry_run", "true")
                    .file("file", "a.csv", "name\nCy\n".getBytes(StandardCharsets.UTF_8)))
            .json());
    while (!"done"
        .equals(mine.get("/api/v1/imports/" + ids.get("imports")).json().getString("state"))) {
      site.vertx().timer(100).toCompletionStage().toCompletableFuture().join();
    }
    JsonObject hook =
        json("url", "http://localhost:" + RunningSite.freePort() + "/hook")
            .put("events", new JsonArray().add("person.created"));
    put("webhooks", made("/api/v1/webhooks", hook).getJsonObject("webhook"));
    made("/api/v1/webhooks/" + ids.get("webhooks") + "/test", new JsonObject());
    delivery = first("/api/v1/webhooks/" + ids.get("webhooks") + "/deliveries", "deliveries");
    ids.put("mail", first("/api/v1/mail", "messages"));
  }

  private static void access() throws Exception {
    ids.put("users", site.user(mine, "admin").id());
    made("/api/v1/invites", json("role", "member"));
    ids.put("invites", first("/api/v1/invites", "invites"));
    put("keys", made("/api/v1/keys", json("name", "door")));
    ids.put("me", first("/api/v1/me/sessions", "sessions"));
  }

  private static JsonObject json(String... pairs) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      json.put(pairs[i], pairs[i + 1]);
    }
    return json;
  }

  /** The id of the first of a list, which may be a moment away. */
  private static String first(String path, String field) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (Instant.now().isBefore(end)) {
      JsonArray found = mine.get(path).json().getJsonArray(field);
      if (found != null && !found.isEmpty()) {
        return found.getJsonObject(0).getString("id");
      }
      site.vertx().timer(100).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("nothing at " + path + ": " + mine.get(path).body());
  }

  private static String address(Contract.Operation operation) {
    String word = operation.path().split("/", -1)[3];
    String known = ids.get(word);
    if (known == null) {
      throw new AssertionError("no id is known for " + operation);
    }
    return operation
        .path()
        .replace("{delivery_id}", delivery)
        .replace("{person_id}", known("people"))
        .replace("{id}", known);
  }

  /** A body that would do, for who may. */
  private static JsonObject body(Contract.Operation operation, String ownPerson) {
    String path = operation.path();
    if (path.endsWith("/roll-over")) {
      return json("name", "8a", "starts_on", "2031-01-01");
    } else if (path.endsWith("/corrections") || path.endsWith("/reject")) {
      return json("reason", "because");
    } else if (path.endsWith("/merge")) {
      return json("into", ownPerson, "reason", "because");
    } else if (path.endsWith("/assign") || path.endsWith("/wrong-match")) {
      return json("person_id", ownPerson).put("teach", false);
    } else if (path.endsWith("/confirm")) {
      return json("person_id", ownPerson);
    } else if (operation.method().equals("PATCH") && path.contains("webhooks")) {
      return new JsonObject().put("enabled", false);
    } else if (operation.method().equals("PATCH") && path.contains("users")) {
      return json("role", "member");
    }
    return operation.method().equals("PATCH") ? json("name", "Taken over") : new JsonObject();
  }

  /** Everything that its owner sees of it. */
  private static Map<String, String> everything() throws Exception {
    Map<String, String> seen = new TreeMap<>();
    for (Contract.Operation operation : site.contract().operations()) {
      boolean told = operation.path().contains("{") && operation.method().equals("GET");
      if (told && !NOBODYS.contains(operation.path())) {
        Answer answer = mine.get(address(operation));
        assertThat(operation + " " + answer.status()).endsWith(" 200");
        // How often a message was tried goes on by itself.
        seen.put(
            operation.path(),
            operation.path().contains("webhooks") ? "" : answer.body().toString());
      }
    }
    return seen;
  }

  @Test
  void realIds_ofAnotherOrganisation_areNotFound_onAnyRoute() throws Exception {
    String ownPerson =
        theirs
            .post(
                "/add-person",
                new Form()
                    .text("name", "Eve")
                    .file("images", "a.jpg", TwinFaceServer.picture("org-eve")))
            .json()
            .getJsonObject("person")
            .getString("id");
    Map<String, String> before = everything();
    assertThat(before.size()).isAtLeast(12);
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Contract.Operation operation : site.contract().operations()) {
      if (!operation.path().contains("{") || NOBODYS.contains(operation.path())) {
        continue;
      }
      Answer answer;
      if (operation.path().endsWith("/faces")) {
        answer =
            theirs.post(
                address(operation),
                new Form().file("images", "a.jpg", TwinFaceServer.picture("org-eve")));
      } else {
        boolean read = operation.method().equals("GET") || operation.method().equals("DELETE");
        answer =
            theirs.send(
                HttpMethod.valueOf(operation.method()),
                address(operation),
                read ? null : "application/json",
                read ? Buffer.buffer() : body(operation, ownPerson).toBuffer());
      }
      tried++;
      if (answer.status() != 404) {
        wrong.add(operation + " " + answer.problem() + " " + answer.body());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isAtLeast(40);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void realIds_ofAnotherOrganisation_inABody_areRefused() throws Exception {
    String person = known("people");
    String group = known("groups");
    String session = known("sessions");
    Instant now = Instant.now();
    Map<String, JsonObject> bodies = new TreeMap<>();
    bodies.put(
        "/api/v1/sessions",
        json("group_id", group, "name", "x")
            .put("starts_at", now.toString())
            .put("ends_at", now.plusSeconds(60).toString()));
    bodies.put(
        "/api/v1/schedules",
        json("group_id", group, "name", "x", "kind", "class", "starts_at", "03:00")
            .put("ends_at", "04:00")
            .put("days", new JsonArray().add("MON"))
            .put("rules", new JsonObject().put("check_out", "none")));
    bodies.put("/api/v1/holidays", json("date", "2031-01-01", "name", "x", "group_id", group));
    bodies.put(
        "/api/v1/leaves",
        json("person_id", person, "from", "2031-01-01", "until", "2031-01-01", "kind", "sick"));
    bodies.put(
        "/api/v1/records",
        json("person_id", person, "time", now.toString(), "reason", "x").put("direction", "in"));
    bodies.put("/api/v1/invites", json("role", "member", "person_id", person));
    bodies.put(
        "/api/v1/invites?groups",
        json("role", "manager").put("groups", new JsonArray().add(group)));
    for (Map.Entry<String, JsonObject> body : bodies.entrySet()) {
      Answer answer = theirs.post(body.getKey(), body.getValue());
      assertThat(body.getKey() + " " + answer.status())
          .isIn(List.of(body.getKey() + " 404", body.getKey() + " 422", body.getKey() + " 400"));
    }
    Answer checked =
        theirs.post(
            "/check-attendance",
            new Form()
                .text("session_id", session)
                .file("media", "a.jpg", TwinFaceServer.picture("org-ada")));
    assertThat(checked.problem()).isEqualTo("404 session_not_found");
    JsonObject seen =
        theirs
            .post(
                "/check-attendance",
                new Form().file("media", "a.jpg", TwinFaceServer.picture("org-ada")))
            .json();
    assertThat(seen.getString("reason")).isEqualTo("UNKNOWN_FACE");
    String own =
        theirs
            .post("/api/v1/groups", json("name", "Mine", "kind", "class", "time_zone", "UTC"))
            .json()
            .getString("id");
    assertThat(
            theirs
                .send(
                    HttpMethod.PUT,
                    "/api/v1/groups/" + own + "/members/" + person,
                    "application/json",
                    new JsonObject().toBuffer())
                .status())
        .isEqualTo(404);
  }

  @Test
  void realIds_ofAnotherOrganisation_inAQuery_findNothing() throws Exception {
    String person = known("people");
    String group = known("groups");
    String session = known("sessions");
    for (String query :
        List.of(
            "records?person_id=" + person,
            "records?session_id=" + session,
            "records?group_id=" + group,
            "people?group_id=" + group,
            "sessions?group_id=" + group,
            "leaves?person_id=" + person,
            "schedules?group_id=" + group,
            "audit?subject=" + person,
            "reports/attendance?group_id=" + group,
            "reports/attendance?person_id=" + person,
            "reports/daily?group_id=" + group,
            "reports/absentees?session_id=" + session)) {
      Answer answer = theirs.get("/api/v1/" + query);
      String body = answer.body().toString();
      assertThat(query + " " + answer.status()).isIn(List.of(query + " 200", query + " 404"));
      if (answer.status() == 200) {
        assertThat(query + body).doesNotContain("Ada");
        for (Object value : answer.json().getMap().values()) {
          if (value instanceof List<?> list) {
            assertThat(list).isEmpty();
          }
        }
      }
    }
  }
}
