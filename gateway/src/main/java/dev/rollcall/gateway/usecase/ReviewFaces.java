package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PictureVault;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.ReviewStore;
import dev.rollcall.gateway.port.SessionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Faces that wait for a person's decision. What lies outside the reviewer's reach is
 * REVIEW_NOT_FOUND.
 *
 * <p>Order of a decision: the record is corrected, the face is taught, the item is marked, the
 * picture goes. Broken off in between, the item is open still and the same decision does the rest.
 */
public final class ReviewFaces {
  private final ReviewStore reviews;
  private final RecordStore records;
  private final PeopleStore people;
  private final SessionStore sessions;
  private final PictureVault vault;
  private final Teach teach;
  private final AuditLog audit;
  private final InstantSource clock;

  public ReviewFaces(
      ReviewStore reviews,
      RecordStore records,
      PeopleStore people,
      SessionStore sessions,
      PictureVault vault,
      Teach teach,
      AuditLog audit,
      InstantSource clock) {
    this.reviews = reviews;
    this.records = records;
    this.people = people;
    this.sessions = sessions;
    this.vault = vault;
    this.teach = teach;
    this.audit = audit;
    this.clock = clock;
  }

  /** Items with the names of the people and the sessions they speak of, by id. */
  public record Named<T>(T what, Map<String, String> names) {}

  public Named<Page<ReviewItem>> list(
      Principal who, ReviewStore.Filter filter, int limit, Optional<String> cursor) {
    Page<ReviewItem> page =
        reviews.list(
            who.organisationId(),
            who.reach(Permission.REVIEW),
            filter,
            limit,
            Cursors.ulid(cursor));
    return new Named<>(page, names(who.organisationId(), page.items()));
  }

  public Named<ReviewItem> get(Principal who, String id) {
    ReviewItem item = find(who, id);
    return new Named<>(item, names(who.organisationId(), List.of(item)));
  }

  private ReviewItem find(Principal who, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> reviews.find(who.organisationId(), who.reach(Permission.REVIEW), known))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.REVIEW_NOT_FOUND,
                    "There is nothing to review under this id; its time may be over."));
  }

  private Map<String, String> names(String organisationId, List<ReviewItem> items) {
    Map<String, String> names = new HashMap<>();
    items.stream()
        .flatMap(
            item ->
                Stream.concat(
                    item.candidates().stream().map(Candidate::personId),
                    Stream.ofNullable(item.decision()).map(ReviewItem.Decision::personId)))
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            id ->
                people
                    .find(organisationId, id)
                    .ifPresent(person -> names.put(person.id(), person.name())));
    items.stream()
        .map(ReviewItem::sessionId)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            id ->
                sessions
                    .find(organisationId, id)
                    .ifPresent(found -> names.put(id, found.session().name())));
    return names;
  }

  /** A decrypted picture. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  public record FacePicture(String mediaType, byte[] bytes) {}

  public FacePicture picture(Principal who, String id) {
    ReviewItem item = find(who, id);
    String mediaType = item.mediaType();
    return Optional.ofNullable(mediaType)
        .flatMap(type -> vault.read(id).map(bytes -> new FacePicture(type, bytes)))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.PICTURE_NOT_FOUND, "The picture of this face was not kept."));
  }

  /**
   * What came of a decision.
   *
   * @param record as it stands now; null where the item has none
   * @param notTaught why nothing was taught; empty where it was, or was not asked for
   */
  public record Decided(
      Named<ReviewItem> item,
      @Nullable AttendanceRecord record,
      boolean taught,
      Optional<String> notTaught) {}

  /** It is the nearest candidate, or the one named; of one that counts already: it is right. */
  public Decided confirm(Principal who, String id, Optional<String> personId, boolean wanted) {
    ReviewItem item = open(who, id);
    Optional<String> chosen =
        personId.isPresent()
            ? personId
            : item.candidates().stream().map(Candidate::personId).findFirst();
    if (item.kind() == ReviewKind.FLAGGED || item.kind() == ReviewKind.OFFLINE) {
      return decided(who, item, ReviewItem.Verdict.CONFIRMED, null, chosen, false, wanted);
    }
    if (chosen.isEmpty()
        || item.candidates().stream()
            .noneMatch(candidate -> candidate.personId().equals(chosen.get()))) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "person_id",
          "The person is no candidate of this face. Assign it to them instead.");
    }
    return decided(who, item, ReviewItem.Verdict.CONFIRMED, null, chosen, true, wanted);
  }

  /** It is this person. */
  public Decided assign(Principal who, String id, String personId, boolean wanted) {
    ReviewItem item = open(who, id);
    return decided(
        who, item, ReviewItem.Verdict.ASSIGNED, null, Optional.of(personId), true, wanted);
  }

  /** It is nobody of ours. */
  public Decided reject(Principal who, String id, String reason) {
    ReviewItem item = open(who, id);
    return decided(
        who,
        item,
        ReviewItem.Verdict.REJECTED,
        reason,
        Optional.empty(),
        item.kind() == ReviewKind.FLAGGED || item.kind() == ReviewKind.OFFLINE,
        false);
  }

  private ReviewItem open(Principal who, String id) {
    ReviewItem item = find(who, id);
    if (item.decision() != null) {
      throw alreadyDecided();
    }
    return item;
  }

  private static ProblemException alreadyDecided() {
    return new ProblemException(
        ProblemCode.REVIEW_DECIDED, "Somebody has decided about this face already.");
  }

  private Decided decided(
      Principal who,
      ReviewItem item,
      ReviewItem.Verdict verdict,
      @Nullable String reason,
      Optional<String> personId,
      boolean correct,
      boolean wanted) {
    String organisation = who.organisationId();
    personId.ifPresent(person -> requirePerson(who, person));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String recordId = item.recordId();
    if (recordId != null && correct) {
      correct(who, recordId, personId, "review: " + (reason == null ? verdict : reason), now);
    }
    Teach.Lesson lesson =
        wanted && personId.isPresent()
            ? teach.add(who, item, personId.get())
            : new Teach.Lesson(Optional.empty(), Optional.empty());
    boolean marked =
        reviews.decide(
            organisation,
            item.id(),
            new ReviewItem.Decision(verdict, who.accountId(), now, reason, personId.orElse(null)));
    if (!marked) {
      throw alreadyDecided();
    }
    audit.append(
        organisation,
        Deed.of(who.accountId(), "review.decided", now, item.id()).with("verdict", verdict));
    vault.delete(item.id());
    reviews.forgetFace(organisation, item.id());
    return new Decided(
        get(who, item.id()),
        recordId == null ? null : records.find(organisation, recordId).orElse(null),
        lesson.faceId().isPresent(),
        lesson.why());
  }

  /** Within the reviewer's reach: who decides teaches, and may not teach others' people. */
  private void requirePerson(Principal who, String personId) {
    if (!Ulid.looksLike(personId)
        || !people.isWithin(who.organisationId(), who.reach(Permission.REVIEW), personId)) {
      throw new ProblemException(
          ProblemCode.PERSON_NOT_FOUND,
          "Nobody is enrolled under this id. Look at the list of people.");
    }
  }

  /** Makes the record say that it was this person, or nobody; done twice it is done once. */
  Optional<AttendanceRecord> correct(
      Principal who, String recordId, Optional<String> personId, String reason, Instant now) {
    Optional<AttendanceRecord> before = records.find(who.organisationId(), recordId);
    if (before.isEmpty()) {
      return before;
    }
    RecordFacts was = before.get().facts();
    RecordFacts facts =
        new RecordFacts(
            personId.isPresent() ? Status.VALID : Status.INVALID,
            personId.isPresent() ? null : Reason.UNKNOWN_FACE,
            was.time(),
            personId.orElse(null),
            was.direction(),
            was.sessionId());
    return facts.equals(was)
        ? before
        : records.correct(
            who.organisationId(),
            recordId,
            null,
            new RecordStore.Correction(facts, reason, who.accountId(), now));
  }
}
