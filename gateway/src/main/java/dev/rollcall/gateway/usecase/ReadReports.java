package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.ReportStore.Absentees;
import dev.rollcall.gateway.port.ReportStore.Day;
import dev.rollcall.gateway.port.ReportStore.Filter;
import dev.rollcall.gateway.port.ReportStore.Row;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Sums over registers, within the principal's reach. */
public final class ReadReports {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 3 * 366;

  private final ReportStore reports;
  private final Authors authors;
  private final CurrentSettings settings;
  private final InstantSource clock;

  public ReadReports(
      ReportStore reports, Authors authors, CurrentSettings settings, InstantSource clock) {
    this.reports = reports;
    this.authors = authors;
    this.settings = settings;
    this.clock = clock;
  }

  /** The days that are meant; those left out are the last 30. */
  public Filter filter(
      Principal by,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      Optional<String> groupId,
      Optional<String> personId) {
    LocalDate last = until.orElse(today(by));
    LocalDate first = from.orElse(last.minusDays(USUAL_DAYS));
    if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "until",
          "until must not lie before from, nor more than three years behind it.");
    }
    return new Filter(first, last, groupId.orElse(null), personId.orElse(null));
  }

  private LocalDate today(Principal by) {
    return authors.today(settings.of(by.organisationId()).zone());
  }

  private static Reach reach(Principal by) {
    return by.reach(Permission.REPORTS);
  }

  /** A row a person, by name. */
  public Page<Row> people(Principal by, Filter filter, int limit, Optional<String> cursor) {
    return reports.people(by.organisationId(), reach(by), filter, limit, cursor);
  }

  public Figures totals(Principal by, Filter filter) {
    return reports.totals(by.organisationId(), reach(by), filter);
  }

  public List<Day> days(Principal by, Filter filter) {
    return reports.days(by.organisationId(), reach(by), filter);
  }

  /** Of one session, or of a day's sessions that have begun; neither given: of today's. */
  public List<Absentees> absentees(
      Principal by,
      Optional<String> sessionId,
      Optional<LocalDate> date,
      Optional<String> groupId) {
    return reports.absentees(
        by.organisationId(),
        reach(by),
        sessionId.orElse(null),
        date.orElse(today(by)),
        groupId.orElse(null),
        clock.instant());
  }
}
