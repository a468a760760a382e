package dev.rollcall.gateway.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A class or a team, for a term or for good.
 *
 * @param zone in which its days and its schedules' hours are meant
 * @param startsOn first day of its term; null where it has no beginning
 * @param endsOn last day of its term; null where it has no end
 * @param archived put away: it has no new sessions, and its name is free again
 * @param previousGroupId the group of the term before; null where there is none
 * @param version counts the changes
 */
public record Group(
    String id,
    String name,
    Kind kind,
    ZoneId zone,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn,
    boolean archived,
    @Nullable String previousGroupId,
    Instant createdAt,
    long version) {
  /** What people call it. */
  public enum Kind {
    CLASS,
    TEAM,
    OTHER
  }

  public Group {
    if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
      throw new IllegalArgumentException("a term that ends before it begins");
    }
  }

  /** True on the days of its term. */
  public boolean meetsOn(LocalDate date) {
    return !archived
        && (startsOn == null || !date.isBefore(startsOn))
        && (endsOn == null || !date.isAfter(endsOn));
  }

  /** The group of the next term, which begins on {@code starts}. */
  public Group next(
      String nextId, String nextName, LocalDate starts, @Nullable LocalDate ends, Instant now) {
    return new Group(nextId, nextName, kind, zone, starts, ends, false, id, now, 0);
  }

  /**
   * This group once the next term is planned: it ends the day before at the latest, and is put away
   * where that day is over.
   */
  public Group beforeNextTerm(LocalDate nextStarts, LocalDate today) {
    LocalDate last = nextStarts.minusDays(1);
    LocalDate ends = endsOn == null || endsOn.isAfter(last) ? last : endsOn;
    LocalDate starts = startsOn != null && startsOn.isAfter(ends) ? ends : startsOn;
    return new Group(
        id,
        name,
        kind,
        zone,
        starts,
        ends,
        archived || ends.isBefore(today),
        previousGroupId,
        createdAt,
        version);
  }
}
