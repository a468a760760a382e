package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Attendance records, newest first. */
public final class ListRecords {
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("9000-01-01T00:00:00Z");

  private final RecordStore records;

  public ListRecords(RecordStore records) {
    this.records = records;
  }

  /** Of days as that zone has them, 23 or 25 hours long where the clocks change; or of all days. */
  public Page<AttendanceRecord> run(
      Principal by, Filter filter, int limit, Optional<String> cursor) {
    return records.list(
        by.organisationId(), by.reach(Permission.RECORDS_READ), stored(filter), limit, cursor);
  }

  /** The same days as times. */
  static RecordStore.Filter stored(Filter filter) {
    Instant from =
        filter.from().map(day -> day.atStartOfDay(filter.zone()).toInstant()).orElse(LONG_AGO);
    Instant until =
        filter
            .until()
            .map(day -> day.plusDays(1).atStartOfDay(filter.zone()).toInstant())
            .orElse(FAR_AHEAD);
    return new RecordStore.Filter(
        from,
        until,
        filter.personId().orElse(null),
        filter.sessionId().orElse(null),
        filter.groupId().orElse(null),
        filter.status().orElse(null),
        filter.reason().orElse(null),
        filter.flag().orElse(null));
  }

  /**
   * What to list; empty leaves it open.
   *
   * @param from first day
   * @param until last day
   */
  public record Filter(
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      ZoneId zone,
      Optional<String> personId,
      Optional<String> sessionId,
      Optional<String> groupId,
      Optional<Status> status,
      Optional<Reason> reason,
      Optional<Flag> flag) {}
}
