package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Presence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums over the registers of sessions that are closed. Throws {@code ProblemException}
 * DATABASE_UNAVAILABLE where the store cannot be reached. Safe on any thread.
 */
public interface ReportStore {
  /** A row a person, by name; people who were erased are in the totals alone. */
  Page<Row> people(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor);

  Figures totals(String organisationId, Reach reach, Filter filter);

  /** Days with at least one session, in order. */
  List<Day> days(String organisationId, Reach reach, Filter filter);

  /** Who has not come to that session, or to each session of that day that has begun. */
  List<Absentees> absentees(
      String organisationId,
      Reach reach,
      @Nullable String sessionId,
      LocalDate date,
      @Nullable String groupId,
      Instant now);

  /**
   * What to count; null leaves it open.
   *
   * @param from first local day
   * @param until last local day
   */
  record Filter(
      LocalDate from, LocalDate until, @Nullable String groupId, @Nullable String personId) {}

  /** One person's sums. */
  record Row(String personId, String name, Figures figures) {}

  /** One local day's sums. */
  record Day(LocalDate date, Figures figures) {}

  /** Who is missing in a session, by name. */
  record Absentees(
      String sessionId,
      String sessionName,
      String groupName,
      LocalDate date,
      List<Missing> people) {
    public Absentees {
      people = List.copyOf(people);
    }
  }

  /** One who is missing. */
  record Missing(String personId, @Nullable String name, Presence presence) {}
}
