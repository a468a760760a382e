package dev.rollcall.gateway.bench;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a check-in asks of the stores of a {@link MadeUpSite}, and writes into them. */
final class CheckInQueries {
  private static final String SITE = MadeUpSite.ORGANISATION;
  private static final String ACTOR = MadeUpSite.id(Instant.EPOCH, 8, 1);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final Random IDS = new Random();

  private final MadeUpSite site;
  private final RecordStore records;
  private final SessionStore sessions;
  private final Instant now;

  CheckInQueries(MadeUpSite site, RecordStore records, SessionStore sessions) {
    this.site = site;
    this.records = records;
    this.sessions = sessions;
    now = site.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  List<HotQuery> all() {
    return List.of(
        new HotQuery("check-in: which open session expects these people", this::openSession),
        new HotQuery(
            "check-in: a record into a session, its register and the audit log", this::checkIn),
        new HotQuery("check-in: the same person again within the cooldown", this::again),
        new HotQuery(
            "check-in: a record without a session (looks for the last one)", this::outside),
        new HotQuery("check-in: an unknown face", random -> unknown()),
        new HotQuery(
            "check-in: who is missing in a session",
            random ->
                sessions.missing(
                    SITE, site.sessionId(site.today(), random.nextInt(site.groups())))));
  }

  private void openSession(RandomGenerator random) {
    int person = random.nextInt(site.people());
    Instant time = site.starts(site.today(), person / MadeUpSite.CLASS);
    sessions.openFor(SITE, Set.of(MadeUpSite.personId(person)), time);
  }

  private void checkIn(RandomGenerator random) {
    int person = random.nextInt(site.people());
    int group = person / MadeUpSite.CLASS;
    store(
        MadeUpSite.personId(person),
        site.sessionId(site.today(), group),
        site.starts(site.today(), group));
  }

  private void again(RandomGenerator random) {
    int person = random.nextInt(Math.min(site.people(), MadeUpSite.CLASS));
    store(
        MadeUpSite.personId(person), site.sessionId(site.today(), 0), site.starts(site.today(), 0));
  }

  private void outside(RandomGenerator random) {
    store(MadeUpSite.personId(random.nextInt(site.people())), null, now);
  }

  private void store(String personId, @Nullable String session, Instant at) {
    records.add(
        SITE,
        List.of(
            new AttendanceRecord(
                Ulid.at(at, IDS),
                Status.VALID,
                null,
                at,
                personId,
                null,
                0.7,
                1.1,
                "happy",
                14f,
                "female",
                Liveness.NOT_CHECKED,
                null,
                session)),
        COOLDOWN,
        ACTOR);
  }

  private void unknown() {
    records.add(
        SITE,
        List.of(
            new AttendanceRecord(
                Ulid.at(now, IDS),
                Status.INVALID,
                Reason.UNKNOWN_FACE,
                now,
                null,
                null,
                1.3,
                1.1,
                null,
                null,
                null,
                Liveness.NOT_CHECKED,
                null,
                null)),
        COOLDOWN,
        ACTOR);
  }
}
