package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.io.BaseEncoding;
import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import dev.rollcall.gateway.domain.access.Authorisation;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Totp;
import dev.rollcall.gateway.http.GatewayServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, roles, sessions, keys and settings, from HTTPS to a real database. */
final class AccessApiTest {
  private static final String GROUP = "01HZZZZZZZZZZZZZZZZZZZZZZZ";
  @TempDir static Path data;

  private static final AheadClock clock = new AheadClock();
  private static RunningSite site;
  private static Caller owner;

  @BeforeAll
  static void start() throws Exception {
    site = new RunningSite(data, 0, clock);
    owner = site.owner();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static JsonObject json(@Nullable Object... pairs) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      json.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return json;
  }

  @Test
  void operations_thatAreDescribed_areThoseThatAreThere_withTheirPermissions() {
    Set<String> described = new TreeSet<>();
    for (Contract.Operation operation : site.contract().operations()) {
      if (!operation.path().equals("/docs")) {
        described.add(operation.method() + " " + operation.path() + " " + operation.permission());
      }
    }
    Set<String> there = new TreeSet<>();
    for (GatewayServer.Operation operation :
        GatewayServer.operations(site.vertx(), site.gateway().routes())) {
      there.add(operation.method() + " " + operation.path() + " " + operation.permission());
    }
    assertThat(there).isEqualTo(described);
  }

  @Test
  void description_hasNoReferenceToNothing() throws Exception {
    String document = site.stranger().get("/openapi.json").body().toString();
    JsonObject json = new JsonObject(document);
    var references = java.util.regex.Pattern.compile("\"#/components/([a-zA-Z]+)/([^\"]+)\"");
    references
        .matcher(document)
        .results()
        .forEach(
            found ->
                assertThat(
                        json.getJsonObject("components").getJsonObject(found.group(1)).fieldNames())
                    .contains(found.group(2)));
  }

  @Test
  void admin_ofTheSite_isItsOwner() throws Exception {
    JsonObject me = owner.get("/api/v1/me").json();
    assertThat(me.getString("role")).isEqualTo("owner");
    assertThat(me.getJsonObject("organisation").getString("name")).isEqualTo("Rollcall");
    assertThat(me.getJsonArray("permissions")).hasSize(Permission.values().length);
  }

  @Test
  void invite_takenUpTwiceAtOnce_makesOneUser() throws Exception {
    String link = owner.post("/api/v1/invites", json("role", "manager")).json().getString("link");
    String path = "/api/v1/invites/by-token/" + link.substring(link.lastIndexOf('/') + 1);
    assertThat(site.stranger().get(path).json().getString("role")).isEqualTo("manager");
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      JsonObject who = json("username", "twice" + i, "password", RunningSite.PASSWORD);
      calls.add(() -> site.stranger().post(path, who).problem());
    }
    List<String> outcomes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<String> call : threads.invokeAll(calls)) {
        outcomes.add(call.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(outcomes.stream().filter("200 is no problem"::equals).count()).isEqualTo(1);
    assertThat(outcomes.stream().filter("404 invite_not_found"::equals).count()).isEqualTo(7);
    assertThat(site.stranger().get(path).problem()).isEqualTo("404 invite_not_found");
  }

  @Test
  void user_demotedOrDisabled_feelsItInARunningSession() throws Exception {
    RunningSite.User user = site.user(owner, "admin");
    assertThat(user.caller().get("/api/v1/users").status()).isEqualTo(200);
    String key = user.caller().post("/api/v1/keys", json("name", "script")).json().getString("key");
    Caller program = site.stranger().with("x-api-key", key);
    assertThat(program.get("/api/v1/users").status()).isEqualTo(200);
    String path = "/api/v1/users/" + user.id();
    assertThat(owner.patch(path, json("role", "kiosk")).status()).isEqualTo(200);
    assertThat(user.caller().get("/api/v1/users").problem()).isEqualTo("403 not_permitted");
    assertThat(program.get("/api/v1/users").problem()).isEqualTo("403 not_permitted");
    assertThat(user.caller().get("/api/v1/me").json().getString("role")).isEqualTo("kiosk");
    assertThat(owner.patch(path, json("disabled", true)).status()).isEqualTo(200);
    assertThat(user.caller().get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
    assertThat(program.get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
    assertThat(
            site.stranger()
                .post(
                    "/api/v1/login",
                    json("username", user.username(), "password", RunningSite.PASSWORD))
                .problem())
        .isEqualTo("401 wrong_credentials");
  }

  @Test
  void owner_theLast_cannotBeDemotedDisabledOrDeleted() throws Exception {
    RunningSite.User other = site.otherOwner();
    String path = "/api/v1/users/" + other.id();
    for (JsonObject change : List.of(json("role", "admin"), json("disabled", true))) {
      assertThat(other.caller().patch(path, change).problem()).isEqualTo("409 last_owner");
    }
    assertThat(other.caller().delete(path).problem()).isEqualTo("409 last_owner");
    RunningSite.User second = site.user(other.caller(), "owner");
    List<Callable<String>> both = new ArrayList<>();
    both.add(() -> other.caller().delete("/api/v1/users/" + second.id()).problem());
    both.add(() -> second.caller().delete(path).problem());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> outcomes = new ArrayList<>();
    try {
      for (Future<String> call : threads.invokeAll(both)) {
        outcomes.add(call.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(outcomes).contains("204 is no problem");
    assertThat(outcomes.stream().filter("204 is no problem"::equals).count()).isEqualTo(1);
  }

  @Test
  void admin_cannotTouchOwners_norMakeThem() throws Exception {
    Caller admin = site.user(owner, "admin").caller();
    String path = "/api/v1/users/" + owner.get("/api/v1/me").json().getString("id");
    assertThat(admin.patch(path, json("role", "member")).problem()).isEqualTo("403 not_permitted");
    assertThat(admin.delete(path).problem()).isEqualTo("403 not_permitted");
    assertThat(admin.post(path + "/reset-link").problem()).isEqualTo("403 not_permitted");
    assertThat(admin.delete(path + "/sessions").problem()).isEqualTo("403 not_permitted");
    assertThat(admin.delete(path + "/second-factor").problem()).isEqualTo("403 not_permitted");
    assertThat(admin.post("/api/v1/invites", json("role", "owner")).problem())
        .isEqualTo("403 not_permitted");
    assertThat(admin.post("/api/v1/organisations", json("name", "X")).problem())
        .isEqualTo("403 not_permitted");
  }

  @Test
  void user_changedMeanwhile_isNotOverwritten() throws Exception {
    RunningSite.User user = site.user(owner, "member");
    String path = "/api/v1/users/" + user.id();
    String tag = String.valueOf(owner.get(path).headers().get("etag"));
    Caller careful = owner.with("if-match", tag);
    Answer changed = careful.patch(path, json("email", "Ada@Example.org"));
    assertThat(changed.json().getString("email")).isEqualTo("ada@example.org");
    assertThat(careful.patch(path, json("email", null)).problem())
        .isEqualTo("412 changed_meanwhile");
    assertThat(owner.with("if-match", "W/x").patch(path, json("email", null)).problem())
        .isEqualTo("412 changed_meanwhile");
    assertThat(careful.delete(path).problem()).isEqualTo("412 changed_meanwhile");
    String now = String.valueOf(changed.headers().get("etag"));
    assertThat(owner.with("if-match", now).delete(path).status()).isEqualTo(204);
    assertThat(owner.get(path).problem()).isEqualTo("404 user_not_found");
  }

  @Test
  void users_ofAnotherOrganisation_areNotThere() throws Exception {
    RunningSite.User other = site.otherOwner();
    String id = owner.get("/api/v1/me").json().getString("id");
    String path = "/api/v1/users/" + id;
    Caller stranger = other.caller();
    assertThat(stranger.get(path).problem()).isEqualTo("404 user_not_found");
    assertThat(stranger.patch(path, json("role", "member")).problem())
        .isEqualTo("404 user_not_found");
    assertThat(stranger.delete(path).problem()).isEqualTo("404 user_not_found");
    assertThat(stranger.post(path + "/reset-link").problem()).isEqualTo("404 user_not_found");
    assertThat(stranger.get("/api/v1/users").json().getJsonArray("users")).hasSize(1);
    assertThat(stranger.get("/api/v1/organisations").problem()).isEqualTo("403 not_permitted");
    assertThat(stranger.get("/api/v1/status").json().getJsonObject("counts").getInteger("people"))
        .isEqualTo(0);
  }

  @Test
  void session_isAlwaysANewOne_isListed_andCanBeEnded() throws Exception {
    RunningSite.User user = site.user(owner, "member");
    String chosen = "a-token-that-somebody-else-knows";
    Answer login =
        site.stranger()
            .with("cookie", "__Host-rollcall=" + chosen)
            .with("user-agent", "Firefox")
            .with("origin", "https://localhost:" + site.port())
            .post(
                "/api/v1/login",
                json("username", user.username(), "password", RunningSite.PASSWORD));
    String token = login.json().getString("token");
    assertThat(token).isNotEqualTo(chosen);
    Caller second = site.bearer(token);
    JsonArray sessions = second.get("/api/v1/me/sessions").json().getJsonArray("sessions");
    assertThat(sessions).hasSize(2);
    JsonObject current = new JsonObject();
    JsonObject first = new JsonObject();
    for (Object one : sessions) {
      JsonObject session = (JsonObject) one;
      if (session.getBoolean("current")) {
        current = session;
      } else {
        first = session;
      }
    }
    assertThat(current.getString("user_agent")).isEqualTo("Firefox");
    assertThat(second.delete("/api/v1/me/sessions/" + first.getString("id")).status())
        .isEqualTo(204);
    assertThat(user.caller().get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
    assertThat(owner.delete("/api/v1/me/sessions/" + current.getString("id")).problem())
        .isEqualTo("404 login_session_not_found");
    assertThat(owner.delete("/api/v1/users/" + user.id() + "/sessions").status()).isEqualTo(204);
    assertThat(second.get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
  }

  @Test
  void secondFactor_holdsOverHttp() throws Exception {
    RunningSite.User user = site.user(owner, "member");
    JsonObject begun = user.caller().post("/api/v1/me/second-factor").json();
    byte[] secret = BaseEncoding.base32().decode(begun.getString("secret"));
    assertThat(begun.getString("uri")).startsWith("otpauth://totp/Rollcall:");
    JsonObject login = json("username", user.username(), "password", RunningSite.PASSWORD);
    assertThat(site.stranger().post("/api/v1/login", login).status()).isEqualTo(200);
    Answer confirmed =
        user.caller()
            .post(
                "/api/v1/me/second-factor/confirm",
                json("code", Totp.code(secret, Totp.step(clock.instant()))));
    String recovery = confirmed.json().getJsonArray("recovery_codes").getString(0);
    assertThat(site.stranger().post("/api/v1/login", login).problem())
        .isEqualTo("401 second_factor_required");
    JsonObject withCode = login.copy().put("code", recovery);
    assertThat(site.stranger().post("/api/v1/login", withCode).status()).isEqualTo(200);
    assertThat(site.stranger().post("/api/v1/login", withCode).problem())
        .isEqualTo("401 second_factor_wrong");
    assertThat(owner.delete("/api/v1/users/" + user.id() + "/second-factor").status())
        .isEqualTo(204);
    assertThat(site.stranger().post("/api/v1/login", login).status()).isEqualTo(200);
  }

  @Test
  void resetLink_setsAPasswordOnce_andEndsSessions() throws Exception {
    RunningSite.User user = site.user(owner, "member");
    String link = owner.post("/api/v1/users/" + user.id() + "/reset-link").json().getString("link");
    String path = "/api/v1/password-reset/" + link.substring(link.lastIndexOf('/') + 1);
    assertThat(site.stranger().post(path, json("password", "short")).problem())
        .isEqualTo("422 password_unsuitable");
    assertThat(site.stranger().post(path, json("password", "another password")).status())
        .isEqualTo(204);
    assertThat(site.stranger().post(path, json("password", "another password")).problem())
        .isEqualTo("404 reset_not_found");
    assertThat(user.caller().get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
    site.login(user.username(), "another password");
    for (String name : List.of(user.username(), "nobody-at-all")) {
      assertThat(site.stranger().post("/api/v1/password-reset", json("username", name)).status())
          .isEqualTo(202);
    }
  }

  @Test
  void user_madeWithAPassword_hasToChangeIt() throws Exception {
    JsonObject wanted = json("username", "made", "password", "first password", "role", "member");
    assertThat(owner.post("/api/v1/users", wanted).status()).isEqualTo(201);
    assertThat(owner.post("/api/v1/users", wanted).problem()).isEqualTo("409 username_taken");
    Caller made = site.signedIn("made", "first password");
    assertThat(made.get("/api/v1/me").json().getBoolean("must_change_password")).isTrue();
    for (String path : List.of("/api/v1/settings", "/api/v1/status", "/api/v1/people")) {
      assertThat(made.get(path).problem()).isEqualTo("403 password_change_required");
    }
    assertThat(
            made.post(
                    "/api/v1/me/password",
                    json("current_password", "first password", "new_password", "second password"))
                .status())
        .isEqualTo(204);
    assertThat(made.get("/api/v1/me").json().getBoolean("must_change_password")).isFalse();
    assertThat(made.get("/api/v1/settings").status()).isEqualTo(200);
  }

  @Test
  void key_doesWhatItsScopesSay_untilItEnds_andNoMore() throws Exception {
    JsonObject made =
        owner
            .post(
                "/api/v1/keys",
                json(
                    "name", "door",
                    "scopes", new JsonArray().add("check_in").add("keys"),
                    "expires_at", clock.instant().plus(Duration.ofHours(1)).toString()))
            .json();
    Caller door = site.stranger().with("x-api-key", made.getString("key"));
    assertThat(door.get("/api/v1/people").problem()).isEqualTo("403 not_permitted");
    assertThat(door.get("/api/v1/keys").status()).isEqualTo(200);
    assertThat(
            door.post(
                    "/check-attendance",
                    new Form().file("media", "a.jpg", TwinFaceServer.picture("nobody")))
                .status())
        .isEqualTo(200);
    assertThat(
            door.post("/api/v1/keys", json("name", "wider", "scopes", new JsonArray().add("users")))
                .problem())
        .isEqualTo("422 scope_too_wide");
    JsonObject child = door.post("/api/v1/keys", json("name", "child")).json();
    assertThat(child.getJsonArray("scopes")).containsExactly("check_in", "keys");
    assertThat(child.getString("expires_at")).isEqualTo(made.getString("expires_at"));
    assertThat(
            door.post(
                    "/api/v1/me/password",
                    json("current_password", RunningSite.PASSWORD, "new_password", "hijacked!!!"))
                .problem())
        .isEqualTo("403 not_permitted");
    assertThat(door.post("/api/v1/me/second-factor").problem()).isEqualTo("403 not_permitted");
    assertThat(
            owner
                .post("/api/v1/keys", json("name", "past", "expires_at", "2020-01-01T00:00:00Z"))
                .problem())
        .isEqualTo("400 invalid_field");
    clock.putForward(Duration.ofMinutes(59));
    assertThat(door.get("/api/v1/me").status()).isEqualTo(200);
    clock.putForward(Duration.ofMinutes(2));
    assertThat(door.get("/api/v1/me").problem()).isEqualTo("401 not_signed_in");
    assertThat(
            site.stranger().with("x-api-key", child.getString("key")).get("/api/v1/me").problem())
        .isEqualTo("401 not_signed_in");
  }

  @Test
  void invite_whoseTimeIsOver_letsNobodyIn() throws Exception {
    String link =
        owner
            .post("/api/v1/invites", json("role", "member", "expires_in_hours", 1))
            .json()
            .getString("link");
    String path = "/api/v1/invites/by-token/" + link.substring(link.lastIndexOf('/') + 1);
    assertThat(site.stranger().get(path).status()).isEqualTo(200);
    clock.putForward(Duration.ofMinutes(61));
    assertThat(site.stranger().get(path).problem()).isEqualTo("404 invite_not_found");
    JsonObject late = json("username", "late", "password", RunningSite.PASSWORD);
    assertThat(site.stranger().post(path, late).problem()).isEqualTo("404 invite_not_found");
  }

  @Test
  void idempotencyKey_ofTwentyThreads_hasOneEffect() throws Exception {
    Caller once = owner.with("idempotency-key", "twenty" + System.nanoTime());
    int before = owner.get("/api/v1/keys").json().getJsonArray("keys").size();
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(
          () -> {
            Answer answer = once.post("/api/v1/keys", json("name", "once"));
            for (int again = 0; again < 50 && answer.status() == 409; again++) {
              answer = once.post("/api/v1/keys", json("name", "once"));
            }
            return answer;
          });
    }
    Set<String> bodies = new TreeSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        assertThat(call.get().status()).isEqualTo(201);
        bodies.add(call.get().body().toString());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(bodies).hasSize(1);
    assertThat(owner.get("/api/v1/keys").json().getJsonArray("keys")).hasSize(before + 1);
    assertThat(once.post("/api/v1/keys", json("name", "other")).problem())
        .isEqualTo("422 idempotency_key_reused");
    assertThat(once.post("/api/v1/invites", json("role", "member")).problem())
        .isEqualTo("422 idempotency_key_reused");
  }

  @Test
  void settings_holdAtOnce_areVersioned_andTellNoSecret() throws Exception {
    RunningSite.User other = site.otherOwner();
    Caller mine = other.caller();
    byte[] picture = TwinFaceServer.picture("settings");
    UnaryOperator<Form> ada = form -> form.text("name", "Ada").file("images", "a.jpg", picture);
    assertThat(mine.post("/add-person", ada.apply(new Form())).status()).isEqualTo(201);
    Answer first = mine.get("/api/v1/settings");
    assertThat(first.json().getJsonObject("match_threshold").getString("source"))
        .isEqualTo("model");
    Caller careful = mine.with("if-match", String.valueOf(first.headers().get("etag")));
    JsonObject change =
        json(
            "features",
            json("emotion", false, "age", false),
            "consent",
            json("required", true, "version", "2"),
            "cooldown_minutes",
            0,
            "kiosk",
            json("pin", "4711"),
            "mail",
            json("host", "mail.example", "from", "a@example.org", "password", "sesame"),
            "time_zone",
            "Asia/Riyadh",
            "absentee_mail",
            json(
                "recipients",
                new JsonArray().add("head@example.org"),
                "group_recipients",
                new JsonArray().add(ofGroup(GROUP, "class@example.org"))));
    Answer changed = careful.patch("/api/v1/settings", change);
    assertThat(changed.problem()).isEqualTo("200 is no problem");
    assertThat(changed.body().toString()).doesNotContain("sesame");
    assertThat(changed.body().toString()).doesNotContain("4711");
    assertThat(changed.json().getJsonObject("mail").getBoolean("password_set")).isTrue();
    JsonObject absentees = changed.json().getJsonObject("absentee_mail");
    assertThat(absentees.getJsonArray("group_recipients"))
        .containsExactly(ofGroup(GROUP, "class@example.org"));
    assertThat(absentees.getJsonArray("recipients")).containsExactly("head@example.org");
    assertThat(careful.patch("/api/v1/settings", json("locale", "ar")).problem())
        .isEqualTo("412 changed_meanwhile");

    JsonObject faces =
        mine.post("/check-age-and-emotion", new Form().file("media", "b.jpg", picture))
            .json()
            .getJsonArray("faces")
            .getJsonObject(0);
    assertThat(faces.getValue("emotion")).isNull();
    assertThat(faces.getValue("age")).isNull();
    Answer checked = mine.post("/check-attendance", new Form().file("media", "b.jpg", picture));
    assertThat(checked.json().getString("reason")).isEqualTo("CONSENT_MISSING");
    assertThat(mine.post("/add-person", ada.apply(new Form())).problem())
        .isEqualTo("422 consent_missing");

    assertThat(mine.post("/api/v1/settings/kiosk/unlock", json("pin", "0000")).problem())
        .isEqualTo("422 pin_wrong");
    assertThat(mine.post("/api/v1/settings/kiosk/unlock", json("pin", "4711")).status())
        .isEqualTo(204);
    for (JsonObject bad :
        List.of(
            json("liveness_policy", "challenge"),
            json("match_threshold", 3),
            json("cooldown_minutes", -1),
            json("kiosk", json("pin", "12")),
            json("time_zone", "Mars"),
            json("mail", json("tls", "maybe")),
            json("absentee_mail", json("recipients", new JsonArray().add("nobody"))),
            json(
                "absentee_mail",
                json("group_recipients", new JsonArray().add(ofGroup("7a", "a@example.org")))),
            json(
                "absentee_mail",
                json("group_recipients", new JsonArray().add(ofGroup(GROUP, "nobody")))),
            json("locale", null),
            json(
                "login_providers",
                new JsonArray()
                    .add(
                        json(
                            "id",
                            "x",
                            "name",
                            "X",
                            "issuer",
                            "http://evil.example",
                            "client_id",
                            "c"))))) {
      assertThat(mine.patch("/api/v1/settings", bad).problem()).isEqualTo("400 invalid_field");
    }
    assertThat(mine.patch("/api/v1/settings", json("colour", "red")).problem())
        .isEqualTo("400 unknown_field");
    assertThat(owner.get("/api/v1/settings").json().getJsonObject("features").getBoolean("age"))
        .isTrue();
  }

  private static JsonObject ofGroup(String id, String address) {
    return json("group_id", id, "recipients", new JsonArray().add(address));
  }

  @Test
  void pain15_threshold_ofTheSite_takesThePlaceOfTheModels() throws Exception {
    Caller mine = site.otherOwner().caller();
    JsonObject changed =
        mine.patch("/api/v1/settings", json("match_threshold", 0.25))
            .json()
            .getJsonObject("match_threshold");
    assertThat(changed.getDouble("value")).isEqualTo(0.25);
    assertThat(changed.getString("source")).isEqualTo("settings");
    assertThat(changed.getJsonObject("means").getValue("false_matches_per_million")).isNull();
    assertThat(mine.get("/api/v1/status").json().getDouble("match_threshold")).isEqualTo(0.25);
    assertThat(
            mine.patch("/api/v1/settings", json("match_threshold", null))
                .json()
                .getJsonObject("match_threshold")
                .getString("source"))
        .isEqualTo("model");
  }

  @Test
  void settings_forAKiosk_areThoseOfTheCameraAlone() throws Exception {
    Caller kiosk = site.user(owner, "kiosk").caller();
    JsonObject seen = kiosk.get("/api/v1/settings").json();
    assertThat(seen.getJsonObject("features").getBoolean("emotion")).isNotNull();
    assertThat(seen.getValue("mail")).isNull();
    assertThat(seen.getValue("login_providers")).isNull();
    assertThat(kiosk.get("/api/v1/status").json().getValue("counts")).isNull();
    assertThat(kiosk.patch("/api/v1/settings", json("locale", "ar")).problem())
        .isEqualTo("403 not_permitted");
  }

  private static void ignoring(Callable<Answer> call) {
    try {
      call.call();
    } catch (Exception e) {
      // The test is over before the answer.
    }
  }

  @Test
  void login_afterManyFailures_isLockedOut_whateverThePassword() throws Exception {
    RunningSite.User user = site.user(owner, "member");
    JsonObject wrong = json("username", user.username(), "password", "wrong");
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      for (int i = 0; i < 12; i++) {
        threads.execute(() -> ignoring(() -> site.stranger().post("/api/v1/login", wrong)));
      }
      // They count when they come, and each is kept waiting: nobody needs to see all the answers.
      Answer one = site.stranger().post("/api/v1/login", wrong);
      while (one.problem().equals("401 wrong_credentials")) {
        one = site.stranger().post("/api/v1/login", wrong);
      }
      assertThat(one.problem()).isEqualTo("429 locked_out");
    } finally {
      threads.shutdownNow();
    }
    Answer locked =
        site.stranger()
            .post(
                "/api/v1/login",
                json("username", user.username(), "password", RunningSite.PASSWORD));
    assertThat(locked.problem()).isEqualTo("429 locked_out");
    assertThat(Integer.parseInt(String.valueOf(locked.headers().get("retry-after"))))
        .isGreaterThan(60);
    assertThat(user.caller().get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void roles_andPermissions_ofTheTable_areWhatEveryRouteAnswers() throws Exception {
    RunningSite.User other = site.otherOwner();
    for (Role role : Role.values()) {
      Caller caller = site.user(other.caller(), role.word()).caller();
      for (Contract.Operation operation : site.contract().operations()) {
        if (operation.open() || operation.permission().isEmpty()) {
          continue;
        }
        Permission permission = Permission.of(operation.permission()).orElseThrow();
        boolean may = Authorisation.of(role).contains(permission);
        Answer answer =
            caller.send(
                HttpMethod.valueOf(operation.method()),
                operation.path().replaceAll("\\{[^}]+}", "01HZZZZZZZZZZZZZZZZZZZZZZZ"),
                null,
                Buffer.buffer());
        String what = role + " " + operation + " " + answer.problem();
        boolean refused = answer.problem().equals("403 not_permitted");
        if (may && operation.permission().equals("organisations")) {
          // Of these the first organisation's owners have more to say than the table.
          assertThat(answer.status()).isIn(List.of(403, 415));
        } else {
          assertThat(refused ? what : "").isEqualTo(may ? "" : what);
        }
        if (may && operation.path().contains("{id}") && !operation.method().equals("POST")) {
          assertThat(List.of(400, 404, 413, 415).contains(answer.status()) ? "" : what).isEmpty();
        }
        if (answer.status() == 500) {
          assertThat(what).isEmpty();
        }
      }
    }
  }

  @Test
  void everyRoute_butTheOpenOnes_wantsACredential() throws Exception {
    for (Contract.Operation operation : site.contract().operations()) {
      if (!operation.open() && !operation.path().equals("/docs")) {
        Answer answer =
            site.stranger()
                .send(
                    HttpMethod.valueOf(operation.method()),
                    operation.path().replaceAll("\\{[^}]+}", "x"),
                    null,
                    Buffer.buffer());
        assertThat(operation + " " + answer.problem())
            .isIn(List.of(operation + " 401 not_signed_in", operation + " 429 too_many_requests"));
      }
    }
  }

  @Test
  void cookie_fromAnotherSite_changesNothing() throws Exception {
    RunningSite.User user = site.user(owner, "admin");
    String cookie =
        String.valueOf(
            site.login(user.username(), RunningSite.PASSWORD).headers().get("set-cookie"));
    Caller browser = site.stranger().with("cookie", cookie.substring(0, cookie.indexOf(';')));
    for (Caller evil :
        List.of(
            browser,
            browser.with("origin", "https://evil.example"),
            browser.with("origin", "null"),
            browser.with("sec-fetch-site", "same-site"))) {
      assertThat(evil.post("/api/v1/invites", json("role", "admin")).problem())
          .isEqualTo("403 cross_site_request");
      assertThat(evil.patch("/api/v1/settings", json("locale", "ar")).problem())
          .isEqualTo("403 cross_site_request");
    }
  }
}
