package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordDetails;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.RecordStore.Change;
import dev.rollcall.gateway.port.RecordStore.Recorded;
import dev.rollcall.gateway.port.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that a person writes or corrects, each with a reason. A record, a person or a session out
 * of the principal's reach is not found.
 */
public final class CorrectRecords {
  static final int MOST_REASON_CHARACTERS = 500;

  /** A check-in of tomorrow cannot have happened. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final RecordStore records;
  private final SessionStore sessions;
  private final PeopleStore people;
  private final CurrentSettings settings;
  private final Authors authors;
  private final Random random;

  /** Over stores; {@code settings} say the cooldown. */
  public CorrectRecords(
      RecordStore records,
      SessionStore sessions,
      PeopleStore people,
      CurrentSettings settings,
      Authors authors,
      Random random) {
    this.records = records;
    this.sessions = sessions;
    this.people = people;
    this.settings = settings;
    this.authors = authors;
    this.random = random;
  }

  public AttendanceRecord get(Principal by, String id) {
    return find(by, Permission.RECORDS_READ, id);
  }

  /** Within what the permission reaches. */
  AttendanceRecord find(Principal by, Permission permission, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> records.find(by.organisationId(), known))
        .filter(found -> isWithin(by, by.reach(permission), found))
        .orElseThrow(CorrectRecords::notFound);
  }

  private boolean isWithin(Principal by, Reach reach, AttendanceRecord record) {
    if (reach.everything()) {
      return true;
    }
    String personId = record.personId();
    if (personId != null && people.isWithin(by.organisationId(), reach, personId)) {
      return true;
    }
    return record.sessionId() != null
        && sessions
            .find(by.organisationId(), record.sessionId())
            .filter(found -> reach.holdsGroup(found.session().groupId()))
            .isPresent();
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.RECORD_NOT_FOUND,
        "There is no record of this id. Look at the list of records.");
  }

  public List<Change> history(Principal by, String id) {
    find(by, Permission.RECORDS_READ, id);
    return records.history(by.organisationId(), id);
  }

  /** A valid check-in that no camera saw. RECORD_REPEATS where one says the same already. */
  public AttendanceRecord write(Principal by, Draft draft) {
    Author author = authors.of(by);
    requirePerson(by, draft.personId());
    requireSession(by, draft.sessionId());
    Instant time = past(draft.time(), author);
    AttendanceRecord record =
        new AttendanceRecord(
            Ulid.at(author.at(), random),
            Status.VALID,
            null,
            time,
            draft.personId(),
            null,
            null,
            null,
            null,
            null,
            null,
            Liveness.NOT_CHECKED,
            draft.direction(),
            draft.sessionId(),
            new RecordDetails(author.at(), null, Set.of(), true, true, null, null, 0));
    Recorded recorded =
        records.addByHand(
            by.organisationId(),
            record,
            Duration.ofMinutes(settings.of(by.organisationId()).cooldownMinutes()),
            by.accountId(),
            reason(draft.reason()));
    return switch (recorded.outcome()) {
      case STORED, SESSION_OVER -> recorded.record();
      case DUPLICATE ->
          throw new ProblemException(
              ProblemCode.RECORD_REPEATS,
              "Record %s of %s says the same. Correct that one instead."
                  .formatted(recorded.record().id(), recorded.record().time()));
      case PERSON_GONE -> throw noPerson();
    };
  }

  private static Instant past(Instant time, Author author) {
    if (time.isAfter(author.at().plus(AHEAD))) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "time", "time lies ahead. Give when it happened.");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private static String reason(String typed) {
    return PersonName.parse("reason", typed, MOST_REASON_CHARACTERS);
  }

  void requirePerson(Principal by, String personId) {
    if (!Ulid.looksLike(personId)
        || !people.isWithin(by.organisationId(), by.reach(Permission.RECORDS_CORRECT), personId)) {
      throw noPerson();
    }
  }

  private static ProblemException noPerson() {
    return ProblemException.ofField(
        ProblemCode.PERSON_NOT_FOUND,
        "person_id",
        "Nobody is enrolled under this id. Look at the list of people.");
  }

  private void requireSession(Principal by, @Nullable String sessionId) {
    if (sessionId == null || !Ulid.looksLike(sessionId)) {
      return;
    }
    boolean reached =
        sessions
            .find(by.organisationId(), sessionId)
            .filter(
                found -> by.reach(Permission.RECORDS_CORRECT).holdsGroup(found.session().groupId()))
            .isPresent();
    if (!reached) {
      throw ProblemException.ofField(
          ProblemCode.SESSION_NOT_FOUND,
          "session_id",
          "There is no session of this id. Look at the list of sessions.");
    }
  }

  /**
   * Takes over what the correction names. A person who is named where nobody was known makes the
   * record valid; nobody in the place of somebody makes it invalid.
   */
  public AttendanceRecord correct(
      Principal by, String id, @Nullable Long version, Correction correction) {
    Author author = authors.of(by);
    RecordFacts before = find(by, Permission.RECORDS_CORRECT, id).facts();
    RecordFacts after = after(before, correction, author);
    if (after.personId() != null && !after.personId().equals(before.personId())) {
      requirePerson(by, after.personId());
    }
    if (after.sessionId() != null && !after.sessionId().equals(before.sessionId())) {
      requireSession(by, after.sessionId());
    }
    return records
        .correct(
            by.organisationId(),
            id,
            version,
            new RecordStore.Correction(
                after, reason(correction.reason()), by.accountId(), author.at()))
        .orElseThrow(CorrectRecords::notFound);
  }

  private static RecordFacts after(RecordFacts before, Correction correction, Author author) {
    String personId = correction.personId().orElse(new Value<>(before.personId())).value();
    boolean named = before.personId() == null && personId != null;
    boolean nobody = before.personId() != null && personId == null;
    Status status =
        correction
            .status()
            .orElse(named ? Status.VALID : nobody ? Status.INVALID : before.status());
    if (status == Status.VALID && personId == null) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "person_id",
          "A valid record is of somebody. Give person_id, or make it INVALID.");
    }
    Reason reason =
        status == Status.VALID
            ? null
            : before.reason() != null && !named ? before.reason() : Reason.UNKNOWN_FACE;
    return new RecordFacts(
        status,
        reason,
        correction.time().map(time -> past(time, author)).orElse(before.time()),
        personId,
        correction.direction().orElse(new Value<>(before.direction())).value(),
        correction.sessionId().orElse(new Value<>(before.sessionId())).value());
  }

  /** A record to be written. */
  public record Draft(
      String personId,
      @Nullable String sessionId,
      Instant time,
      @Nullable Direction direction,
      String reason) {}

  /** Something, or null where it is taken away. */
  public record Value<T>(@Nullable T value) {}

  /** What to correct, and why; empty leaves it. */
  public record Correction(
      String reason,
      Optional<Instant> time,
      Optional<Value<String>> personId,
      Optional<Status> status,
      Optional<Value<Direction>> direction,
      Optional<Value<String>> sessionId) {}
}
