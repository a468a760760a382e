package dev.rollcall.gateway.bench;

import dev.rollcall.gateway.domain.attendance.SearchText;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Outcome;
import dev.rollcall.gateway.domain.register.Presence;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Writes a {@link MadeUpSite} into an empty schema, a day a step. */
final class SiteFiller {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
  static final String NULL = "\\N";
  private static final int OUT_OF_A_THOUSAND = 1000;
  private static final int INVALID = 60;
  private static final int SPOOFS = 1;
  private static final int MINUTES_BEFORE = 10;
  private static final int ARRIVE_WITHIN_MINUTES = 30;
  private static final int GRACE = 10;
  private static final int MINUTES_PRESENT = 50;

  private final MadeUpSite site;
  private final BulkLoad bulk;
  private final Consumer<String> say;
  private final AuditFiller audit;

  SiteFiller(MadeUpSite site, BulkLoad bulk, Consumer<String> say) {
    this.site = site;
    this.bulk = bulk;
    this.say = say;
    this.audit = new AuditFiller(site, bulk);
  }

  void fill() throws SQLException {
    for (String table : List.of("attendance_record", "session_outcome", "audit_entry")) {
      bulk.withoutKeys(table);
    }
    bulk.step("people", this::people);
    bulk.step("groups", this::groups);
    List<LocalDate> calendar = site.calendar();
    long from = System.nanoTime();
    int made = 0;
    for (int number = 0; number < site.days(); number++) {
      int index = number;
      if (bulk.step("day " + number, () -> day(index, calendar.get(index)))) {
        made++;
        Duration each = Duration.ofNanos((System.nanoTime() - from) / made);
        say.accept(
            "%,d of %,d records; about %d s to go before the keys"
                .formatted(
                    (long) (number + 1) * site.people(),
                    site.records(),
                    each.multipliedBy(site.days() - number - 1L).toSeconds()));
      }
    }
    bulk.step("today", this::today);
    for (String table : List.of("attendance_record", "session_outcome", "audit_entry")) {
      if (!bulk.isDone("keys of " + table)) {
        say.accept("making the keys of " + table);
        bulk.withKeys(table);
      }
    }
  }

  private void today() throws SQLException {
    sessions(site.today(), "PLANNED");
    bulk.execute(
        "REPLACE INTO record_count (organisation_id, records) VALUES ('%s', %d)"
            .formatted(MadeUpSite.ORGANISATION, site.records()));
    bulk.execute(
        "REPLACE INTO people_count (organisation_id, people, faces) VALUES ('%s', %d, %d)"
            .formatted(
                MadeUpSite.ORGANISATION, site.people(), site.people() * MadeUpSite.FACES_A_PERSON));
  }

  private void people() throws SQLException {
    StringBuilder people = new StringBuilder();
    StringBuilder faces = new StringBuilder();
    for (int person = 0; person < site.people(); person++) {
      row(
          people,
          MadeUpSite.personId(person),
          MadeUpSite.ORGANISATION,
          MadeUpSite.personName(person),
          MadeUpSite.externalId(person),
          SearchText.of(MadeUpSite.personName(person), MadeUpSite.externalId(person))
              .replace("\n", "\\n"),
          time(Instant.EPOCH));
      for (int face = 0; face < MadeUpSite.FACES_A_PERSON; face++) {
        row(
            faces,
            MadeUpSite.faceId(person, face),
            MadeUpSite.personId(person),
            "image/jpeg",
            time(Instant.EPOCH));
      }
    }
    bulk.load("person", "id, organisation_id, name, external_id, search_text, created_at", people);
    bulk.load("enrolled_face", "id, person_id, media_type, created_at", faces);
    say.accept("%,d people with %d faces each".formatted(site.people(), MadeUpSite.FACES_A_PERSON));
  }

  private void groups() throws SQLException {
    StringBuilder groups = new StringBuilder();
    StringBuilder members = new StringBuilder();
    for (int group = 0; group < site.groups(); group++) {
      String id = MadeUpSite.groupId(group);
      String name = MadeUpSite.groupName(group);
      row(groups, id, MadeUpSite.ORGANISATION, name, name, "CLASS", "UTC", time(Instant.EPOCH));
      for (int seat = 0; seat < MadeUpSite.CLASS; seat++) {
        row(members, id, MadeUpSite.personId(group * MadeUpSite.CLASS + seat), "2020-01-01");
      }
    }
    bulk.load(
        "attendance_group",
        "id, organisation_id, name, active_name, kind, time_zone, created_at",
        groups);
    bulk.load("group_member", "group_id, person_id, joined_on", members);
  }

  private void sessions(LocalDate day, String phase) throws SQLException {
    StringBuilder sessions = new StringBuilder();
    for (int group = 0; group < site.groups(); group++) {
      Instant start = site.starts(day, group);
      Instant end = start.plus(MadeUpSite.LESSON);
      row(
          sessions,
          site.sessionId(day, group),
          MadeUpSite.ORGANISATION,
          MadeUpSite.groupId(group),
          "Lesson",
          time(start),
          time(end),
          time(start.minus(Duration.ofMinutes(15))),
          time(end.plus(Duration.ofHours(1))),
          "UTC",
          day.toString(),
          phase,
          phase.equals("CLOSED") ? time(end.plus(Duration.ofHours(1))) : NULL,
          "15",
          "10",
          "NONE",
          "60");
    }
    bulk.load(
        "attendance_session",
        "id, organisation_id, group_id, name, starts_at, ends_at, opens_at, closes_at, time_zone,"
            + " local_date, phase, closed_at, opens_minutes, grace_minutes, check_out_rule,"
            + " auto_close_minutes",
        sessions);
  }

  private void day(int number, LocalDate day) throws SQLException {
    sessions(day, "CLOSED");
    List<Sighting> sightings = new ArrayList<>(site.people());
    StringBuilder outcomes = new StringBuilder();
    Figures[] sums = new Figures[site.groups()];
    Arrays.fill(sums, Figures.NONE);
    for (int person = 0; person < site.people(); person++) {
      int group = person / MadeUpSite.CLASS;
      String session = site.sessionId(day, group);
      Sighting seen = sighting(number, site.starts(day, group), person, session);
      sightings.add(seen);
      boolean absent = seen.reason() != null;
      Presence presence =
          absent ? Presence.ABSENT : seen.late() > 0 ? Presence.LATE : Presence.PRESENT;
      int late = absent ? 0 : seen.late();
      Integer minutes = absent ? null : (Integer) MINUTES_PRESENT;
      sums[group] =
          sums[group].plus(new Outcome(presence, false, null, null, false, late, minutes));
      row(
          outcomes,
          session,
          seen.person(),
          MadeUpSite.ORGANISATION,
          MadeUpSite.groupId(group),
          day.toString(),
          presence.name(),
          "0",
          absent ? NULL : time(seen.at()),
          "0",
          Integer.toString(late),
          minutes == null ? NULL : minutes.toString(),
          "1");
    }
    sightings.sort(Comparator.comparing(Sighting::id));
    StringBuilder records = new StringBuilder();
    sightings.forEach(seen -> record(records, seen));
    bulk.load(
        "attendance_record",
        "id, organisation_id, status, reason, occurred_at, person_id, distance, match_threshold, age,"
            + " gender, liveness_state, liveness_score, session_id, session_ref, slot, flags",
        records);
    bulk.load(
        "session_outcome",
        "session_id, person_id, organisation_id, group_id, local_date, presence, left_early, check_in,"
            + " auto_closed, minutes_late, minutes_present, settled",
        outcomes);
    sums(day, sums);
    if (number >= site.firstAudited()) {
      audit.day(number, sightings);
    }
  }

  private void sums(LocalDate day, Figures[] sums) throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (int group = 0; group < sums.length; group++) {
      row(
          rows,
          MadeUpSite.ORGANISATION,
          day.toString(),
          site.sessionId(day, group),
          MadeUpSite.groupId(group),
          Long.toString(sums[group].present()),
          Long.toString(sums[group].late()),
          Long.toString(sums[group].absent()),
          Long.toString(sums[group].minutesLate()),
          Long.toString(sums[group].minutesPresent()));
    }
    bulk.load(
        "session_sum",
        "organisation_id, local_date, session_id, group_id, present, late, absent, minutes_late,"
            + " minutes_present",
        rows);
  }

  private static Sighting sighting(int day, Instant start, int person, String session) {
    long number = (long) day * Integer.MAX_VALUE + person;
    SplittableRandom random = new SplittableRandom(number);
    Instant at =
        start
            .minus(Duration.ofMinutes(MINUTES_BEFORE))
            .plusMillis(random.nextInt(ARRIVE_WITHIN_MINUTES * 60_000));
    int luck = random.nextInt(OUT_OF_A_THOUSAND);
    String reason =
        luck >= INVALID
            ? null
            : luck < SPOOFS ? "SPOOF" : luck < INVALID / 2 ? "LOW_QUALITY" : "UNKNOWN_FACE";
    int late = (int) Duration.between(start, at).toMinutes() - GRACE;
    return new Sighting(
        MadeUpSite.id(at, 7, number),
        at,
        MadeUpSite.personId(person),
        session,
        reason,
        Math.max(0, late),
        random.nextInt(OUT_OF_A_THOUSAND) == 0);
  }

  private static void record(StringBuilder rows, Sighting seen) {
    boolean valid = seen.reason() == null;
    row(
        rows,
        seen.id(),
        MadeUpSite.ORGANISATION,
        valid ? "VALID" : "INVALID",
        valid ? NULL : String.valueOf(seen.reason()),
        time(seen.at()),
        valid ? seen.person() : NULL,
        "0.71",
        "1.1",
        "14.2",
        "female",
        "LIVE",
        "0.97",
        valid ? seen.session() : NULL,
        valid ? seen.session() : NULL,
        valid ? "IN" : NULL,
        valid && seen.odd() ? "AGE_DOES_NOT_FIT" : "");
  }

  static String time(Instant time) {
    return TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  static void row(StringBuilder rows, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      rows.append(i == 0 ? "" : "\t").append(fields[i]);
    }
    rows.append('\n');
  }
}
