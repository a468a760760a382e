package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** An organisation that has one of everything that an address can name. */
final class FullSchool {
  /** Not of one organisation: links that are secrets themselves, networks, ways to sign in. */
  private static final Set<String> NOBODYS =
      Set.of(
          "/api/v1/invites/by-token/{token}",
          "/api/v1/password-reset/{token}",
          "/api/v1/login/oidc/{provider}",
          "/api/v1/login/oidc/{provider}/callback",
          "/api/v1/models/{id}/{version}/report",
          "/api/v1/models/{head}/switch");

  private final RunningSite site;
  private final Caller owner;

  /** By the first word of an address, what is really there. */
  private final Map<String, String> ids = new HashMap<>();

  private String delivery = "";

  FullSchool(RunningSite site, Caller owner) throws Exception {
    this.site = site;
    this.owner = owner;
    school();
    exchange();
    access();
  }

  /** Operations whose addresses name something of this organisation. */
  List<Contract.Operation> named() {
    return site.contract().operations().stream()
        .filter(one -> one.path().contains("{") && !NOBODYS.contains(one.path()))
        .toList();
  }

  private JsonObject made(String path, JsonObject body) throws Exception {
    Answer answer = owner.post(path, body);
    if (answer.status() >= 300) {
      throw new AssertionError(path + " " + answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  private void put(String word, JsonObject made) {
    ids.put(word, made.getString("id"));
  }

  /** The id of what an address with this word first names. */
  String known(String word) {
    return Objects.requireNonNull(ids.get(word));
  }

  private JsonObject check(String face) throws Exception {
    return owner
        .post("/check-attendance", new Form().file("media", "a.jpg", TwinFaceServer.picture(face)))
        .json();
  }

  private void school() throws Exception {
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
        owner
            .post(
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
    owner.post(
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

  private void made(String path, JsonObject body, HttpMethod method) throws Exception {
    Answer answer = owner.send(method, path, "application/json", body.toBuffer());
    assertThat(answer.problem()).isEqualTo("200 is no problem");
  }

  void awaitImport() throws Exception {
    while (!"done"
        .equals(owner.get("/api/v1/imports/" + ids.get("imports")).json().getString("state"))) {
      site.vertx().timer(100).toCompletionStage().toCompletableFuture().join();
    }
  }

  private void exchange() throws Exception {
    put(
        "imports",
        owner
            .post(
                "/api/v1/imports",
                new Form()
                    .text("kind", "roster")
                    .text("dry_run", "true")
                    .file("file", "a.csv", "name\nCy\n".getBytes(StandardCharsets.UTF_8)))
            .json());
    awaitImport();
    JsonObject hook =
        json("url", "http://localhost:" + RunningSite.freePort() + "/hook")
            .put("events", new JsonArray().add("person.created"));
    put("webhooks", made("/api/v1/webhooks", hook).getJsonObject("webhook"));
    made("/api/v1/webhooks/" + ids.get("webhooks") + "/test", new JsonObject());
    delivery = first("/api/v1/webhooks/" + ids.get("webhooks") + "/deliveries", "deliveries");
    ids.put("mail", first("/api/v1/mail", "messages"));
  }

  private void access() throws Exception {
    ids.put("users", site.user(owner, "admin").id());
    made("/api/v1/invites", json("role", "member"));
    ids.put("invites", first("/api/v1/invites", "invites"));
    put("keys", made("/api/v1/keys", json("name", "door")));
    ids.put("me", first("/api/v1/me/sessions", "sessions"));
  }

  static JsonObject json(String... pairs) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      json.put(pairs[i], pairs[i + 1]);
    }
    return json;
  }

  /** The id of the first of a list, which may be a moment away. */
  private String first(String path, String field) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (Instant.now().isBefore(end)) {
      JsonArray found = owner.get(path).json().getJsonArray(field);
      if (found != null && !found.isEmpty()) {
        return found.getJsonObject(0).getString("id");
      }
      site.vertx().timer(100).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("nothing at " + path + ": " + owner.get(path).body());
  }

  String address(Contract.Operation operation) {
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
  JsonObject body(Contract.Operation operation, String ownPerson) {
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

  /** Asks it of what is here, with a body that would do. */
  Answer ask(Caller caller, Contract.Operation operation, String ownPerson) throws Exception {
    if (operation.path().endsWith("/faces")) {
      return caller.post(
          address(operation),
          new Form().file("images", "a.jpg", TwinFaceServer.picture("org-eve")));
    }
    boolean read = operation.method().equals("GET") || operation.method().equals("DELETE");
    return caller.send(
        HttpMethod.valueOf(operation.method()),
        address(operation),
        read ? null : "application/json",
        read ? Buffer.buffer() : body(operation, ownPerson).toBuffer());
  }

  /** Everything that its owner sees of it. */
  Map<String, String> everything() throws Exception {
    Map<String, String> seen = new TreeMap<>();
    for (Contract.Operation operation : site.contract().operations()) {
      boolean told = operation.path().contains("{") && operation.method().equals("GET");
      if (told && !NOBODYS.contains(operation.path())) {
        Answer answer = owner.get(address(operation));
        assertThat(operation + " " + answer.status()).endsWith(" 200");
        // How often a message was tried goes on by itself.
        seen.put(
            operation.path(),
            operation.path().contains("webhooks") ? "" : answer.body().toString());
      }
    }
    return seen;
  }
}
