package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Liveness;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a face was decided about.
 *
 * @param personId null where INVALID for want of an identity; outlives the person, who may be
 *     erased
 * @param personName the name now; null where there is no person, or none any more
 */
public record AttendanceRecord(
    String id,
    Status status,
    @Nullable Reason reason,
    Instant time,
    @Nullable String personId,
    @Nullable String personName,
    @Nullable Double distance,
    @Nullable Double matchThreshold,
    @Nullable String emotion,
    @Nullable Float age,
    @Nullable String gender,
    Liveness liveness,
    @Nullable Direction direction,
    @Nullable String sessionId,
    RecordDetails details) {
  public AttendanceRecord {
    if (status == Status.VALID && personId == null) {
      throw new IllegalArgumentException("a valid record is of a person");
    }
    if (status == Status.INVALID && reason == null) {
      throw new IllegalArgumentException("an invalid record needs a reason");
    }
  }

  /** A sighting that came as it happened. */
  public AttendanceRecord(
      String id,
      Status status,
      @Nullable Reason reason,
      Instant time,
      @Nullable String personId,
      @Nullable String personName,
      @Nullable Double distance,
      @Nullable Double matchThreshold,
      @Nullable String emotion,
      @Nullable Float age,
      @Nullable String gender,
      Liveness liveness,
      @Nullable Direction direction,
      @Nullable String sessionId) {
    this(
        id,
        status,
        reason,
        time,
        personId,
        personName,
        distance,
        matchThreshold,
        emotion,
        age,
        gender,
        liveness,
        direction,
        sessionId,
        RecordDetails.plain(time, status));
  }

  public RecordFacts facts() {
    return new RecordFacts(status, reason, time, personId, direction, sessionId);
  }

  /** Coming, where the caller did not say. */
  public Direction effectiveDirection() {
    return direction == null ? Direction.IN : direction;
  }

  public AttendanceRecord withPersonName(@Nullable String name) {
    return new AttendanceRecord(
        id,
        status,
        reason,
        time,
        personId,
        name,
        distance,
        matchThreshold,
        emotion,
        age,
        gender,
        liveness,
        direction,
        sessionId,
        details);
  }

  /** The same sighting where the session turns out to be over. */
  public AttendanceRecord withSessionOver() {
    return new AttendanceRecord(
        id,
        Status.INVALID,
        Reason.OUTSIDE_WINDOW,
        time,
        personId,
        personName,
        distance,
        matchThreshold,
        emotion,
        age,
        gender,
        liveness,
        direction,
        sessionId,
        details.uncounted());
  }

  /** The same sighting where the person turns out not to exist any more. */
  public AttendanceRecord withPersonGone() {
    return new AttendanceRecord(
        id,
        Status.INVALID,
        Reason.UNKNOWN_FACE,
        time,
        null,
        null,
        distance,
        matchThreshold,
        emotion,
        age,
        gender,
        liveness,
        direction,
        sessionId,
        details.uncounted());
  }
}
