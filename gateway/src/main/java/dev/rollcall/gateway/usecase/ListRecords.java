package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
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

  /**
   * Of one day as that zone has it, 23 or 25 hours long where the clocks change; or of all days.
   */
  public Page<AttendanceRecord> run(
      String organisationId,
      Reach reach,
      Optional<LocalDate> date,
      ZoneId zone,
      int limit,
      Optional<String> cursor) {
    Instant from = date.map(day -> day.atStartOfDay(zone).toInstant()).orElse(LONG_AGO);
    Instant until =
        date.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()).orElse(FAR_AHEAD);
    return records.list(organisationId, reach, from, until, limit, cursor);
  }
}
