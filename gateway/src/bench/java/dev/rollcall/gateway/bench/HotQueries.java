package dev.rollcall.gateway.bench;

import dev.rollcall.gateway.adapter.mysql.Database;
import dev.rollcall.gateway.adapter.mysql.MysqlAudit;
import dev.rollcall.gateway.adapter.mysql.MysqlPeople;
import dev.rollcall.gateway.adapter.mysql.MysqlRecords;
import dev.rollcall.gateway.adapter.mysql.MysqlReports;
import dev.rollcall.gateway.adapter.mysql.MysqlSessions;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a page or a report asks of the stores of a {@link MadeUpSite}, and a kiosk besides. */
final class HotQueries {
  private static final String SITE = MadeUpSite.ORGANISATION;
  private static final int PAGE = 50;
  private static final int GROUPS_OF_A_MANAGER = 5;

  private final MadeUpSite site;
  private final PeopleStore people;
  private final RecordStore records;
  private final SessionStore sessions;
  private final ReportStore reports;
  private final AuditLog audit;
  private final List<LocalDate> calendar;
  private final Instant now;
  private final List<HotQuery> all = new ArrayList<>();

  HotQueries(MadeUpSite site, Database database) {
    this.site = site;
    people = new MysqlPeople(database, new NoSeal());
    records = new MysqlRecords(database);
    sessions = new MysqlSessions(database);
    reports = new MysqlReports(database);
    audit = new MysqlAudit(database);
    calendar = site.calendar();
    now = site.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
    all.addAll(new CheckInQueries(site, records, sessions).all());
    lists();
    registers();
    totals();
    auditPages();
  }

  List<HotQuery> all() {
    return all;
  }

  private void add(String name, HotQuery.Run run) {
    all.add(new HotQuery(name, run));
  }

  private void lists() {
    Instant from = calendar.get(0).atStartOfDay(ZoneOffset.UTC).toInstant();
    RecordStore.Filter always = RecordStore.Filter.between(from, now.plus(Duration.ofDays(1)));
    add("records: first page", random -> list(always, Reach.EVERYTHING, Optional.empty()));
    add(
        "records: a page far back, by cursor",
        random -> {
          RecordStore.Filter until =
              RecordStore.Filter.between(from, start(random).plus(Duration.ofHours(1)));
          list(until, Reach.EVERYTHING, list(until, Reach.EVERYTHING, Optional.empty()));
        });
    add(
        "records: of a person",
        random ->
            list(
                new RecordStore.Filter(
                    always.from(), always.until(), person(random), null, null, null, null, null)));
    add(
        "records: of a session",
        random ->
            list(
                new RecordStore.Filter(
                    always.from(), always.until(), null, session(random), null, null, null, null)));
    add(
        "records: of a group",
        random ->
            list(
                new RecordStore.Filter(
                    always.from(),
                    always.until(),
                    null,
                    null,
                    MadeUpSite.groupId(group(random)),
                    null,
                    null,
                    null)));
    add("records: INVALID ones", random -> list(filter(always, Status.INVALID, null, null)));
    for (Reason reason : List.of(Reason.UNKNOWN_FACE, Reason.SPOOF, Reason.CHALLENGE_FAILED)) {
      add("records: reason " + reason, random -> list(filter(always, null, reason, null)));
    }
    for (Flag flag : Flag.values()) {
      add("records: flag " + flag, random -> list(filter(always, null, null, flag)));
    }
    add(
        "records: what a manager of %d groups sees".formatted(GROUPS_OF_A_MANAGER),
        random -> list(always, managed(random), Optional.empty()));
    add(
        "records: what a member sees",
        random -> list(always, new Reach(false, Set.of(), person(random)), Optional.empty()));
  }

  private void registers() {
    add("session: its register", random -> sessions.register(SITE, session(random)));
    add(
        "sessions: the first page of today",
        random ->
            sessionsOf(new SessionStore.Filter(site.today(), site.today(), null, null, null)));
    add(
        "sessions: of a group this month",
        random ->
            sessionsOf(
                new SessionStore.Filter(
                    site.today().minusDays(30),
                    site.today(),
                    MadeUpSite.groupId(group(random)),
                    null,
                    null)));
    add("sessions: due to be closed", random -> sessions.due(now, PAGE));
  }

  private void sessionsOf(SessionStore.Filter filter) {
    sessions.list(SITE, Reach.EVERYTHING, filter, now, PAGE, Optional.empty());
  }

  private void totals() {
    LocalDate until = calendar.get(site.days() - 1);
    LocalDate from = until.minusDays(30);
    ReportStore.Filter month = new ReportStore.Filter(from, until, null, null);
    add(
        "report: a month, everybody, first page of people",
        random -> reports.people(SITE, Reach.EVERYTHING, month, PAGE, Optional.empty()));
    add(
        "report: a month, everybody, totals",
        random -> reports.totals(SITE, Reach.EVERYTHING, month));
    add(
        "report: a month, everybody, by day",
        random -> reports.days(SITE, Reach.EVERYTHING, month));
    add(
        "report: a month of a group, people and totals",
        random -> {
          ReportStore.Filter group =
              new ReportStore.Filter(from, until, MadeUpSite.groupId(group(random)), null);
          reports.people(SITE, Reach.EVERYTHING, group, PAGE, Optional.empty());
          reports.totals(SITE, Reach.EVERYTHING, group);
        });
    add(
        "report: a month of a manager's groups",
        random -> reports.people(SITE, managed(random), month, PAGE, Optional.empty()));
    add(
        "report: absentees of a session",
        random ->
            reports.absentees(SITE, Reach.EVERYTHING, session(random), site.today(), null, now));
    add("people: first page", random -> find(""));
    add("people: a name", random -> find(MadeUpSite.personName(random.nextInt(site.people()))));
    add("people: part of a name", random -> find("ö" + random.nextInt(10)));
    add(
        "people: an external id",
        random -> find(MadeUpSite.externalId(random.nextInt(site.people()))));
    add(
        "people: what a manager of %d groups sees".formatted(GROUPS_OF_A_MANAGER),
        random -> people.list(SITE, managed(random), null, PAGE, Optional.empty(), ""));
    add("status: people and faces", random -> people.counts(SITE));
    add("status: records", random -> records.count(SITE));
  }

  private void auditPages() {
    add("audit: first page", random -> audited(new AuditLog.Filter(null, null, null, null, null)));
    add(
        "audit: of a person",
        random -> audited(new AuditLog.Filter(null, null, null, person(random), null)));
    add(
        "audit: an action, a day",
        random -> {
          Instant start = start(random);
          audited(
              new AuditLog.Filter(
                  start, start.plus(Duration.ofDays(1)), "record.added", null, null));
        });
    add(
        "audit: an action that is rare",
        random -> audited(new AuditLog.Filter(null, null, "person.deleted", null, null)));
    add(
        "audit: a day long ago",
        random -> {
          Instant start = start(random);
          audited(new AuditLog.Filter(start, start.plus(Duration.ofDays(1)), null, null, null));
        });
  }

  private void audited(AuditLog.Filter filter) {
    audit.list(SITE, filter, PAGE, Optional.empty());
  }

  private void find(String text) {
    people.list(SITE, Reach.EVERYTHING, null, PAGE, Optional.empty(), text);
  }

  private RecordStore.Filter filter(
      RecordStore.Filter when,
      @Nullable Status status,
      @Nullable Reason reason,
      @Nullable Flag flag) {
    return new RecordStore.Filter(
        when.from(), when.until(), null, null, null, status, reason, flag);
  }

  private void list(RecordStore.Filter filter) {
    list(filter, Reach.EVERYTHING, Optional.empty());
  }

  private Optional<String> list(RecordStore.Filter filter, Reach reach, Optional<String> cursor) {
    return records.list(SITE, reach, filter, PAGE, cursor).nextCursor();
  }

  private int group(RandomGenerator random) {
    return random.nextInt(site.groups());
  }

  private String person(RandomGenerator random) {
    return MadeUpSite.personId(random.nextInt(site.people()));
  }

  private String session(RandomGenerator random) {
    return site.sessionId(calendar.get(random.nextInt(site.days())), group(random));
  }

  private Instant start(RandomGenerator random) {
    return site.starts(calendar.get(random.nextInt(site.days())), group(random));
  }

  private Reach managed(RandomGenerator random) {
    int first = random.nextInt(site.groups());
    Set<String> groups = new java.util.TreeSet<>();
    for (int i = 0; i < GROUPS_OF_A_MANAGER; i++) {
      groups.add(MadeUpSite.groupId((first + i) % site.groups()));
    }
    return new Reach(false, groups, null);
  }

  /** No template is read or written here. */
  private static final class NoSeal implements Sealer {
    @Override
    public byte[] seal(byte[] plain, String kind, String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] open(byte[] sealed, String kind, String id) {
      throw new UnsupportedOperationException();
    }
  }
}
