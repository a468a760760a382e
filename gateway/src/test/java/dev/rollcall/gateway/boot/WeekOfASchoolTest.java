package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import dev.rollcall.gateway.boot.Caller.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week of a school, played through the API of a whole gateway whose clock is set by the test:
 * three groups of ten in two zones, one of them on night shifts, in the week in which Berlin's
 * clocks go forward. What its report must say was worked out by hand.
 *
 * <p>7a (Riyadh, 08:00-09:00, grace 10, absent after 30): seven come at 08:05, one at 08:15, one at
 * 08:40, one never; that one is excused on Wednesday; Friday is a holiday of the group. Four
 * sessions: present 28, late 4, absent 7, excused 1; late minutes 4 x 15 + 4 x 40; present minutes
 * 28 x 55 + 4 x 45 + 4 x 20.
 *
 * <p>7b (Berlin, 08:00-09:00, grace 5): all ten come at 08:00 on five days, but for one who comes
 * at 08:06 on Monday, which is corrected to 08:02. Present 50, minutes 50 x 60 - 2.
 *
 * <p>Night (Berlin, 22:00-06:00, check-out required, half a day below 240 minutes, grace 15): eight
 * come at 21:55 and go at 06:05, one forgets to check out, one comes at 22:20 and goes at 01:00.
 * Six nights, the last an hour shorter: present 54, half days 6; late minutes 6 x 20; present
 * minutes 9 x (5 x 480 + 420) + 6 x 160.
 */
class WeekOfASchoolTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 23);
  private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path data;

  private final SetClock clock = new SetClock(Instant.parse("2026-03-22T12:00:00Z"));
  private final Map<String, String> people = new LinkedHashMap<>();
  private final Map<String, String> groups = new HashMap<>();

  @SuppressWarnings("NullAway.Init") // signed in by the first line of the test
  private Caller admin;

  /** Stands still until it is set. */
  private static final class SetClock extends Clock {
    private volatile Instant now;

    SetClock(Instant now) {
      this.now = now;
    }

    void set(Instant time) {
      now = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private record Arrival(Instant time, String face, String direction) {}

  @Test
  void week_playedThroughTheApi_comesToWhatWasWorkedOutByHand() throws Exception {
    try (RunningSite site = new RunningSite(data, 0, clock)) {
      String key =
          site.owner()
              .post("/api/v1/keys", new JsonObject().put("name", "week"))
              .json()
              .getString("key");
      // Outlives the week, as no session does.
      admin = site.stranger().with("x-api-key", key);
      school();
      week();
      check(site);
    }
  }

  private JsonObject made(String path, JsonObject body) throws Exception {
    Answer answer = admin.post(path, body);
    if (answer.status() != 201) {
      throw new AssertionError(path + " " + answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  private void school() throws Exception {
    group("7a", "class", RIYADH);
    group("7b", "class", BERLIN);
    group("Night", "team", BERLIN);
    for (String group : List.of("7a", "7b", "Night")) {
      for (int i = 0; i < 10; i++) {
        String face = face(group, i);
        Answer answer =
            admin.post(
                "/add-person",
                new Form()
                    .text("name", face)
                    .text("groups", group)
                    .file("images", "a.jpg", TwinFaceServer.picture(face)));
        assertThat(answer.status()).isEqualTo(201);
        people.put(face, answer.json().getJsonObject("person").getString("id"));
      }
    }
    schedule("7a", "class", "08:00", "09:00", "MON TUE WED THU FRI", 10, "none")
        .accept(new JsonObject().put("absent_after_minutes", 30));
    schedule("7b", "class", "08:00", "09:00", "MON TUE WED THU FRI", 5, "none")
        .accept(new JsonObject());
    schedule("Night", "shift", "22:00", "06:00", "MON TUE WED THU FRI SAT", 15, "required")
        .accept(new JsonObject().put("early_leave_minutes", 15).put("half_day_below_minutes", 240));
    made(
        "/api/v1/holidays",
        new JsonObject()
            .put("date", MONDAY.plusDays(4).toString())
            .put("name", "Sports day")
            .put("group_id", groups.get("7a")));
    made(
        "/api/v1/leaves",
        new JsonObject()
            .put("person_id", people.get(face("7a", 9)))
            .put("from", MONDAY.plusDays(2).toString())
            .put("until", MONDAY.plusDays(2).toString())
            .put("kind", "sick"));
  }

  private void group(String name, String kind, ZoneId zone) throws Exception {
    groups.put(
        name,
        made(
                "/api/v1/groups",
                new JsonObject().put("name", name).put("kind", kind).put("time_zone", zone.getId()))
            .getString("id"));
  }

  /** Takes more rules and makes it. */
  private interface Rules {
    void accept(JsonObject rules) throws Exception;
  }

  private Rules schedule(
      String group, String kind, String start, String end, String days, int grace, String out) {
    return rules ->
        made(
            "/api/v1/schedules",
            new JsonObject()
                .put("group_id", groups.get(group))
                .put("name", group)
                .put("kind", kind)
                .put("days", new JsonArray(List.of(days.split(" ", -1))))
                .put("starts_at", start)
                .put("ends_at", end)
                .put("rules", rules.put("grace_minutes", grace).put("check_out", out)));
  }

  private static String face(String group, int number) {
    return group + "-" + number;
  }

  private static Arrival at(
      LocalDate day, String time, ZoneId zone, String face, String direction) {
    return new Arrival(day.atTime(LocalTime.parse(time)).atZone(zone).toInstant(), face, direction);
  }

  private void week() throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (int d = 0; d < 6; d++) {
      LocalDate day = MONDAY.plusDays(d);
      for (int i = 0; i < 10; i++) {
        if (d < 4 && i < 9) {
          String time = i < 7 ? "08:05" : i == 7 ? "08:15" : "08:40";
          arrivals.add(at(day, time, RIYADH, face("7a", i), "in"));
        }
        if (d < 5 && d != 1) {
          String time = d == 0 && i == 0 ? "08:06" : "08:00";
          arrivals.add(at(day, time, BERLIN, face("7b", i), "in"));
        }
        arrivals.add(at(day, i == 9 ? "22:20" : "21:55", BERLIN, face("Night", i), "in"));
        if (i == 9) {
          arrivals.add(at(day.plusDays(1), "01:00", BERLIN, face("Night", i), "out"));
        } else if (i != 8) {
          arrivals.add(at(day.plusDays(1), "06:05", BERLIN, face("Night", i), "out"));
        }
      }
    }
    arrivals.sort(Comparator.comparing(Arrival::time));
    Instant classPhoto = at(MONDAY.plusDays(1), "08:00", BERLIN, "", "").time();
    boolean taken = false;
    for (Arrival arrival : arrivals) {
      if (!taken && arrival.time().isAfter(classPhoto)) {
        classPhoto(classPhoto);
        taken = true;
      }
      clock.set(arrival.time());
      JsonObject answer = checkIn(arrival.face(), arrival.direction());
      assertThat(answer.getString("status")).isEqualTo("VALID");
      assertThat(answer.getValue("reason")).isNull();
      assertThat(answer.getJsonObject("record").getValue("session")).isNotNull();
      assertThat(checkIn(arrival.face(), arrival.direction()).getString("reason"))
          .isEqualTo("DUPLICATE");
    }
    clock.set(Instant.parse("2026-03-29T12:00:00Z"));
  }

  private JsonObject checkIn(String face, String direction) throws Exception {
    Answer answer =
        admin.post(
            "/check-attendance",
            new Form()
                .text("direction", direction)
                .file("media", "b.jpg", TwinFaceServer.picture(face)));
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  /** Tuesday's 7b comes as one picture; who is not in it is told, and comes a moment later. */
  private void classPhoto(Instant time) throws Exception {
    clock.set(time);
    String[] nine = new String[9];
    for (int i = 0; i < 9; i++) {
      nine[i] = face("7b", i);
    }
    JsonObject answer =
        admin
            .post(
                "/check-attendance",
                new Form()
                    .text("mode", "group")
                    .file("media", "c.jpg", TwinFaceServer.picture(nine)))
            .json();
    assertThat(answer.getJsonArray("records")).hasSize(9);
    assertThat(answer.getJsonArray("missing")).hasSize(1);
    assertThat(answer.getJsonArray("missing").getJsonObject(0).getString("name"))
        .isEqualTo(face("7b", 9));
    String session = answer.getJsonObject("record").getJsonObject("session").getString("id");
    pain21_outsiderAndStranger(session);
    assertThat(checkIn(face("7b", 9), "in").getString("status")).isEqualTo("VALID");
  }

  private void pain21_outsiderAndStranger(String session) throws Exception {
    for (String[] wrong :
        new String[][] {{face("Night", 0), "NOT_ON_ROSTER"}, {"somebody-else", "UNKNOWN_FACE"}}) {
      JsonObject answer =
          admin
              .post(
                  "/check-attendance",
                  new Form()
                      .text("session_id", session)
                      .file("media", "d.jpg", TwinFaceServer.picture(wrong[0])))
              .json();
      assertThat(answer.getString("status")).isEqualTo("INVALID");
      assertThat(answer.getString("reason")).isEqualTo(wrong[1]);
    }
  }

  private void check(RunningSite site) throws Exception {
    awaitClosed(site);
    JsonArray mondays =
        admin
            .get(
                "/api/v1/sessions?from="
                    + MONDAY
                    + "&until="
                    + MONDAY
                    + "&group_id="
                    + groups.get("7b"))
            .json()
            .getJsonArray("sessions");
    String session = mondays.getJsonObject(0).getString("id");
    JsonObject late =
        admin
            .get(
                "/api/v1/records?session_id=" + session + "&person_id=" + people.get(face("7b", 0)))
            .json()
            .getJsonArray("records")
            .getJsonObject(0);
    assertThat(late.getInteger("lateness_minutes")).isEqualTo(6);
    JsonObject corrected =
        made(
            "/api/v1/records/" + late.getString("id") + "/corrections",
            new JsonObject()
                .put("reason", "The door was jammed")
                .put("time", "2026-03-23T07:02:00Z"));
    assertThat(corrected.getInteger("lateness_minutes")).isEqualTo(0);
    StringBuilder report = new StringBuilder();
    totals(
        report,
        "7a",
        "sessions 40, present 28, late 4, half 0, absent 7, excused 1, minutes late"
            + " 220, minutes present 1800, 82.05 %");
    totals(
        report,
        "7b",
        "sessions 50, present 50, late 0, half 0, absent 0, excused 0, minutes late"
            + " 0, minutes present 2998, 100.00 %");
    totals(
        report,
        "Night",
        "sessions 60, present 54, late 0, half 6, absent 0, excused 0, minutes"
            + " late 120, minutes present 26340, 95.00 %");
    Files.writeString(Path.of("target", "week-of-a-school.txt"), report);
    assertThat(admin.get("/api/v1/audit/verify").json().getBoolean("intact")).isTrue();
    JsonObject forgot =
        admin
            .get(
                "/api/v1/reports/attendance?from="
                    + MONDAY
                    + "&until="
                    + MONDAY.plusDays(6)
                    + "&person_id="
                    + people.get(face("Night", 8)))
            .json()
            .getJsonArray("rows")
            .getJsonObject(0);
    assertThat(forgot.getInteger("minutes_present")).isEqualTo(2820);
  }

  private void totals(StringBuilder report, String group, String expected) throws Exception {
    JsonObject totals =
        admin
            .get(
                "/api/v1/reports/attendance?from="
                    + MONDAY
                    + "&until="
                    + MONDAY.plusDays(6)
                    + "&group_id="
                    + groups.get(group))
            .json()
            .getJsonObject("totals");
    String found =
        "sessions %d, present %d, late %d, half %d, absent %d, excused %d, minutes late %d, minutes present %d, %.2f %%"
            .formatted(
                totals.getInteger("sessions"),
                totals.getInteger("present"),
                totals.getInteger("late"),
                totals.getInteger("half_day"),
                totals.getInteger("absent"),
                totals.getInteger("excused"),
                totals.getInteger("minutes_late"),
                totals.getInteger("minutes_present"),
                totals.getDouble("percentage"));
    report.append(group).append(": ").append(found).append('\n');
    assertThat(found).isEqualTo(expected);
  }

  /** The gateway closes sessions by itself, moments after their time. */
  private void awaitClosed(RunningSite site) throws Exception {
    for (int look = 0; look < 600; look++) {
      JsonArray open =
          admin
              .get("/api/v1/sessions?state=open&until=" + MONDAY.plusDays(6))
              .json()
              .getJsonArray("sessions");
      if (open.isEmpty()) {
        return;
      }
      site.vertx().timer(200).toCompletionStage().toCompletableFuture().join();
    }
    throw new AssertionError("sessions stay open");
  }
}
