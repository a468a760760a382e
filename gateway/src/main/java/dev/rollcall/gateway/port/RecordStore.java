package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attendance records. Each change is one transaction, with its entry in the audit log and the
 * register of the session worked out anew. Throws {@code ProblemException} DATABASE_UNAVAILABLE
 * where the store cannot be reached. Safe on any thread, also of several gateways on one store.
 */
public interface RecordStore {
  /**
   * Stores the records of one picture in one transaction. A valid record is not stored where it
   * repeats another of the person: of the same direction (none given means coming) within the
   * window, or in a session any that says the same; then that one is given back. Of any number of
   * calls at the same time exactly one stores. Where the person is erased meanwhile, the sighting
   * is stored as of an unknown face; where the session is closed meanwhile, as outside its window.
   *
   * @param actor the account that asks
   * @return one a draft, in the same order
   */
  List<Recorded> add(
      String organisationId, List<AttendanceRecord> drafts, Duration duplicateWindow, String actor);

  /**
   * Stores a record that somebody wrote by hand, with why. Never refused for the session being
   * closed: that is what it is for.
   */
  Recorded addByHand(
      String organisationId,
      AttendanceRecord draft,
      Duration duplicateWindow,
      String actor,
      String reason);

  Optional<AttendanceRecord> find(String organisationId, String recordId);

  /** Newest first. */
  Page<AttendanceRecord> list(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor);

  /**
   * Puts other facts in the place of a record's.
   *
   * @param version null: whatever it is; else CHANGED_MEANWHILE where it is not the one of now
   * @return empty where there is no such record
   * @throws dev.rollcall.gateway.domain.problem.ProblemException PERSON_NOT_FOUND,
   *     SESSION_NOT_FOUND
   */
  Optional<AttendanceRecord> correct(
      String organisationId, String recordId, @Nullable Long version, Correction correction);

  /** What was corrected, newest first. */
  List<Change> history(String organisationId, String recordId);

  long count(String organisationId);

  /** The record that stands, with the person's name as it is now. */
  record Recorded(AttendanceRecord record, Outcome outcome) {}

  /** What became of a draft. */
  enum Outcome {
    STORED,
    DUPLICATE,
    PERSON_GONE,
    SESSION_OVER
  }

  /**
   * What to list; null leaves it open.
   *
   * @param from inclusive
   * @param until exclusive
   */
  record Filter(
      Instant from,
      Instant until,
      @Nullable String personId,
      @Nullable String sessionId,
      @Nullable String groupId,
      @Nullable Status status,
      @Nullable Reason reason,
      @Nullable Flag flag) {
    /** Everything between two times. */
    public static Filter between(Instant from, Instant until) {
      return new Filter(from, until, null, null, null, null, null, null);
    }
  }

  /** Somebody's correction: the new facts, and why. */
  record Correction(RecordFacts facts, String reason, String actor, Instant at) {}

  /** A correction that was made. */
  record Change(Instant at, String actor, String reason, RecordFacts before, RecordFacts after) {}
}
