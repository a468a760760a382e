package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;
import static dev.rollcall.gateway.boot.FullSchool.json;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import dev.rollcall.gateway.domain.access.Authorisation;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  @TempDir static Path data;

  private static RunningSite site;
  private static Caller mine;
  private static Caller theirs;
  private static FullSchool school;

  @BeforeAll
  static void fill() throws Exception {
    site = new RunningSite(data, 0);
    mine = site.owner();
    theirs = site.otherOwner().caller();
    school = new FullSchool(site, mine);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String added(Caller caller, String name, String face) throws Exception {
    return caller
        .post(
            "/add-person",
            new Form().text("name", name).file("images", "a.jpg", TwinFaceServer.picture(face)))
        .json()
        .getJsonObject("person")
        .getString("id");
  }

  /**
   * What is answered to somebody who may not reach it: where their role has not the permission at
   * all that, and otherwise that there is no such thing.
   */
  private static void requireOutOfReach(Caller caller, Role role, String ownPerson)
      throws Exception {
    Map<String, String> before = school.everything();
    assertThat(before.size()).isAtLeast(12);
    List<String> wrong = new ArrayList<>();
    List<Contract.Operation> named = school.named();
    assertThat(named.size()).isAtLeast(40);
    for (Contract.Operation operation : named) {
      Answer answer = school.ask(caller, operation, ownPerson);
      boolean may =
          operation.permission().isEmpty()
              || Authorisation.of(role)
                  .contains(Permission.of(operation.permission()).orElseThrow());
      // Everybody may know the holidays of all, which an administrator alone takes back.
      boolean ofAll = operation.path().endsWith("/holidays/{id}") && answer.status() == 403;
      if (!ofAll && answer.status() != (may ? 404 : 403)) {
        wrong.add(role + " " + operation + " " + answer.problem() + " " + answer.body());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(school.everything()).isEqualTo(before);
  }

  @Test
  void realIds_ofAnotherOrganisation_areNotThere_onAnyRoute_forAnyRole() throws Exception {
    String ownPerson = added(theirs, "Eve", "org-eve");
    for (Role role : Role.values()) {
      requireOutOfReach(site.user(theirs, role.word()).caller(), role, ownPerson);
    }
  }

  /** Within one organisation: a manager of another group, and a member who is somebody else. */
  @Test
  void realIds_ofOtherGroupsAndPeople_areNotThere_onAnyRoute() throws Exception {
    String other =
        mine.post("/api/v1/groups", json("name", "9z", "kind", "class", "time_zone", "UTC"))
            .json()
            .getString("id");
    JsonObject manager =
        new JsonObject().put("role", "manager").put("groups", new JsonArray().add(other));
    String cleo = added(mine, "Cleo", "org-cleo");
    requireOutOfReach(site.user(mine, manager).caller(), Role.MANAGER, cleo);
    JsonObject member = json("role", "member", "person_id", cleo);
    requireOutOfReach(site.user(mine, member).caller(), Role.MEMBER, cleo);
  }

  private static Answer put(Caller caller, String path) throws Exception {
    return caller.send(HttpMethod.PUT, path, "application/json", new JsonObject().toBuffer());
  }

  private static JsonObject person(String id) throws Exception {
    return mine.get("/api/v1/people/" + id).json();
  }

  private static String group(String name) throws Exception {
    return mine.post("/api/v1/groups", json("name", name, "kind", "class", "time_zone", "UTC"))
        .json()
        .getString("id");
  }

  /** Ids of people of other groups are seen in candidates and records; they open nothing. */
  @Test
  void manager_reachesNobodyMore_byOwnGroupsAndDecisions() throws Exception {
    String own = group("own");
    String dora = added(mine, "Dora", "org-dora");
    String emil = added(mine, "Emil", "org-emil");
    assertThat(put(mine, "/api/v1/groups/" + own + "/members/" + dora).status()).isEqualTo(200);
    String theirs = group("theirs");
    for (String both : List.of(dora, emil)) {
      assertThat(put(mine, "/api/v1/groups/" + theirs + "/members/" + both).status())
          .isEqualTo(200);
    }
    Caller manager =
        site.user(mine, json("role", "manager").put("groups", new JsonArray().add(own))).caller();

    assertThat(put(manager, "/api/v1/groups/" + own + "/members/" + emil).problem())
        .isEqualTo("404 person_not_found");
    assertThat(manager.delete("/api/v1/people/" + emil).problem())
        .isEqualTo("404 person_not_found");

    String path = "/api/v1/people/" + dora;
    JsonObject outOfTheirs = new JsonObject().put("groups", new JsonArray().add("own"));
    assertThat(manager.patch(path, outOfTheirs).problem()).isEqualTo("403 not_permitted");
    JsonObject outOfOwn = new JsonObject().put("groups", new JsonArray().add("theirs"));
    assertThat(manager.patch(path, outOfOwn).problem()).isEqualTo("403 not_permitted");
    JsonObject asItIs =
        new JsonObject().put("name", "Dora D.").put("groups", person(dora).getJsonArray("groups"));
    assertThat(manager.patch(path, asItIs).status()).isEqualTo(200);
    assertThat(person(dora).getJsonArray("groups")).containsExactly("own", "theirs");

    String session =
        mine.post(
                "/api/v1/sessions",
                json("group_id", own, "name", "Now")
                    .put("starts_at", Instant.now().minusSeconds(60).toString())
                    .put("ends_at", Instant.now().plusSeconds(3600).toString()))
            .json()
            .getString("id");
    mine.post(
        "/check-attendance",
        new Form()
            .text("session_id", session)
            .file("media", "a.jpg", TwinFaceServer.picture("org-passer-by")));
    JsonArray items = manager.get("/api/v1/review").json().getJsonArray("items");
    assertThat(items).hasSize(1);
    String item = "/api/v1/review/" + items.getJsonObject(0).getString("id");
    JsonObject asEmil = json("person_id", emil).put("teach", true);
    assertThat(manager.post(item + "/assign", asEmil).problem()).isEqualTo("404 person_not_found");
    assertThat(person(emil).getInteger("face_count")).isEqualTo(1);
    JsonObject asDora = json("person_id", dora).put("teach", true);
    assertThat(manager.post(item + "/assign", asDora).status()).isEqualTo(200);
  }

  private static List<String> names(Caller caller, String path, String list, String... way)
      throws Exception {
    List<String> names = new ArrayList<>();
    for (Object one : caller.get(path).json().getJsonArray(list)) {
      JsonObject at = (JsonObject) one;
      for (String step : way) {
        at = at.getJsonObject(step);
      }
      names.add(String.valueOf(at.getString("name")));
    }
    return names;
  }

  @Test
  void member_seesOnlyThemself() throws Exception {
    String ada = school.known("people");
    Caller member = site.user(mine, json("role", "member", "person_id", ada)).caller();
    assertThat(names(mine, "/api/v1/people", "people").size()).isAtLeast(2);
    assertThat(names(member, "/api/v1/people", "people")).containsExactly("Ada");
    assertThat(member.get("/api/v1/people/" + ada).status()).isEqualTo(200);
    assertThat(member.get("/api/v1/people/" + ada + "/picture").status()).isEqualTo(200);
    assertThat(Set.copyOf(names(member, "/api/v1/records", "records", "person")))
        .containsExactly("Ada");
    assertThat(mine.get("/api/v1/records").json().getJsonArray("records").size())
        .isGreaterThan(member.get("/api/v1/records").json().getJsonArray("records").size());
    assertThat(names(member, "/api/v1/reports/attendance", "rows", "person"))
        .containsExactly("Ada");
    assertThat(names(mine, "/api/v1/reports/attendance", "rows", "person"))
        .containsAtLeast("Ada", "Bo");
    for (String path :
        List.of("groups", "sessions", "schedules", "review", "users", "audit", "imports")) {
      assertThat(member.get("/api/v1/" + path).problem()).isEqualTo("403 not_permitted");
    }
    assertThat(
            member
                .post(
                    "/check-attendance",
                    new Form().file("media", "a.jpg", TwinFaceServer.picture("org-ada")))
                .problem())
        .isEqualTo("403 not_permitted");
  }

  @Test
  void realIds_ofAnotherOrganisation_inABody_areRefused() throws Exception {
    String person = school.known("people");
    String group = school.known("groups");
    String session = school.known("sessions");
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
    String person = school.known("people");
    String group = school.known("groups");
    String session = school.known("sessions");
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
