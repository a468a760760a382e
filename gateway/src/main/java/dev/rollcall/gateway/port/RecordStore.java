package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Attendance records. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot
 * be reached. Safe on any thread, also of several gateways on one store.
 */
public interface RecordStore {
  /**
   * Stores the records of one picture in one transaction. A valid record is not stored where one of
   * the same person, direction (none given means coming) and session lies within the window before
   * or after it: then that one is given back. Of any number of calls at the same time exactly one
   * stores. Where the person is erased meanwhile, the sighting is stored as of an unknown face.
   *
   * @return one a draft, in the same order
   */
  List<Recorded> add(
      String organisationId, List<AttendanceRecord> drafts, Duration duplicateWindow);

  /**
   * Newest first.
   *
   * @param reach only records of people within it
   * @param from inclusive
   * @param until exclusive
   */
  Page<AttendanceRecord> list(
      String organisationId,
      Reach reach,
      Instant from,
      Instant until,
      int limit,
      Optional<String> cursor);

  long count(String organisationId);

  /** The record that stands, with the person's name as it is now. */
  record Recorded(AttendanceRecord record, Outcome outcome) {}

  /** What became of a draft. */
  enum Outcome {
    STORED,
    DUPLICATE,
    PERSON_GONE
  }
}
