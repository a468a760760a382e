package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.ReviewStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A match that was wrong: the record is corrected and, where the face is known still, the shot that
 * misled goes and the right person gets one more.
 */
public final class ReportWrongMatch {
  private final CorrectRecords corrections;
  private final ReviewStore reviews;
  private final ReviewFaces review;
  private final Teach teach;
  private final InstantSource clock;

  public ReportWrongMatch(
      CorrectRecords corrections,
      ReviewStore reviews,
      ReviewFaces review,
      Teach teach,
      InstantSource clock) {
    this.corrections = corrections;
    this.reviews = reviews;
    this.review = review;
    this.teach = teach;
    this.clock = clock;
  }

  /**
   * What is said.
   *
   * @param personId who it really is; empty: nobody of ours
   * @param picture of the face, where the caller still has it
   */
  public record Request(
      String recordId, Optional<String> personId, boolean teach, Optional<Upload> picture) {}

  /**
   * What came of it.
   *
   * @param detail what was taught, or why nothing could be
   */
  public record Result(
      AttendanceRecord record,
      @Nullable String removedFaceId,
      @Nullable String addedFaceId,
      String detail) {}

  /** Throws RECORD_NOT_FOUND or PERSON_NOT_FOUND, within what the caller may correct. */
  public Result run(Principal who, Request request, CallContext call) {
    AttendanceRecord before = corrections.find(who, Permission.RECORDS_CORRECT, request.recordId());
    request.personId().ifPresent(id -> corrections.requirePerson(who, id));
    Optional<String> wrong = Optional.ofNullable(before.personId());
    Optional<ReviewItem> kept = reviews.ofRecord(who.organisationId(), before.id());
    AttendanceRecord corrected =
        review
            .correct(
                who,
                before.id(),
                request.personId(),
                "wrong_match",
                clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .orElseThrow(CorrectRecords::notFound);
    if (!request.teach()) {
      return new Result(corrected, null, null, "The record was corrected.");
    }
    List<String> said = new ArrayList<>();
    Optional<Embedding> face =
        kept.map(ReviewItem::template)
            .or(
                () ->
                    request
                        .picture()
                        .map(
                            picture ->
                                teach.read(
                                    who.organisationId(), request.recordId(), picture, call)));
    if (face.isEmpty()) {
      return new Result(
          corrected,
          null,
          null,
          "The record was corrected. The face was not kept, so nothing could be taught: add a new"
              + " picture of the right person.");
    }
    Teach.Lesson removed =
        wrong.isPresent() && !wrong.equals(request.personId())
            ? teach.removeNearest(who, wrong.get(), face.get())
            : Teach.Lesson.none("");
    Teach.Lesson added = add(who, request, kept, call);
    removed.faceId().ifPresent(id -> said.add("The shot that misled was taken away."));
    added.faceId().ifPresent(id -> said.add("The face was added to the right person."));
    removed.why().filter(why -> !why.isEmpty()).ifPresent(said::add);
    added.why().filter(why -> !why.isEmpty()).ifPresent(said::add);
    return new Result(
        corrected,
        removed.faceId().orElse(null),
        added.faceId().orElse(null),
        String.join(" ", said));
  }

  private Teach.Lesson add(
      Principal who, Request request, Optional<ReviewItem> kept, CallContext call) {
    if (request.personId().isEmpty()) {
      return Teach.Lesson.none("");
    }
    if (kept.isPresent()) {
      return teach.add(who, kept.get(), request.personId().get());
    }
    return request
        .picture()
        .map(picture -> teach.add(who, request.personId().get(), picture, call))
        .orElseGet(() -> Teach.Lesson.none(""));
  }
}
