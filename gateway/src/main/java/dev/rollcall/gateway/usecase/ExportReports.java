package dev.rollcall.gateway.usecase;

import com.google.common.collect.AbstractIterator;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.Table;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.TableWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reports and records as files, in the organisation's language and time zone. Lists are read page
 * by page while they are written; a PDF lies in memory whole and may be {@link #MOST_PDF_ROWS}
 * long.
 */
public final class ExportReports {
  static final int MOST_PDF_ROWS = 20_000;
  private static final int ROWS_A_READ = 500;

  private final ReportStore reports;
  private final RecordStore records;
  private final CurrentSettings settings;
  private final TableWriter writer;
  private final InstantSource clock;

  public ExportReports(
      ReportStore reports,
      RecordStore records,
      CurrentSettings settings,
      TableWriter writer,
      InstantSource clock) {
    this.reports = reports;
    this.records = records;
    this.settings = settings;
    this.writer = writer;
    this.clock = clock;
  }

  /** A row a person and one for all. */
  public TableExport attendance(
      String organisationId, Reach reach, ReportStore.Filter filter, TableFormat format) {
    SiteSettings site = settings.of(organisationId);
    Words words = Words.in(site.locale());
    List<Table.Column> columns =
        columns(
            words,
            "person:4",
            "sessions:1",
            "present:1",
            "late:1",
            "half_day:1",
            "absent:1",
            "excused:1",
            "minutes_late:1",
            "minutes_present:1",
            "percentage:1");
    Iterable<ReportStore.Row> people =
        all(
            format,
            (limit, cursor) -> reports.people(organisationId, reach, filter, limit, cursor));
    List<Cell> total = figures(words.of("total"), reports.totals(organisationId, reach, filter));
    Iterable<List<Cell>> rows =
        () -> new Then(mapped(people.iterator(), row -> figures(row.name(), row.figures())), total);
    return write(site, words, "attendance", period(words, filter), columns, rows, format);
  }

  private static List<Cell> figures(String name, Figures figures) {
    Double percentage = figures.percentage();
    return List.of(
        new Cell.Text(name),
        new Cell.Count(figures.sessions()),
        new Cell.Count(figures.present()),
        new Cell.Count(figures.late()),
        new Cell.Count(figures.halfDay()),
        new Cell.Count(figures.absent()),
        new Cell.Count(figures.excused()),
        new Cell.Count(figures.minutesLate()),
        new Cell.Count(figures.minutesPresent()),
        percentage == null ? Cell.EMPTY : new Cell.Share(percentage / 100));
  }

  /** A row a day that has a session. */
  public TableExport daily(
      String organisationId, Reach reach, ReportStore.Filter filter, TableFormat format) {
    SiteSettings site = settings.of(organisationId);
    Words words = Words.in(site.locale());
    List<List<Cell>> rows = new ArrayList<>();
    for (ReportStore.Day day : reports.days(organisationId, reach, filter)) {
      Figures figures = day.figures();
      Double rate = figures.rate();
      rows.add(
          List.of(
              new Cell.Day(day.date()),
              new Cell.Count(figures.expected()),
              new Cell.Count(figures.attended()),
              new Cell.Count(figures.late()),
              new Cell.Count(figures.halfDay()),
              new Cell.Count(figures.absent()),
              new Cell.Count(figures.excused()),
              rate == null ? Cell.EMPTY : new Cell.Share(rate)));
    }
    return write(
        site,
        words,
        "daily",
        period(words, filter),
        columns(
            words,
            "date:2",
            "expected:1",
            "present:1",
            "late:1",
            "half_day:1",
            "absent:1",
            "excused:1",
            "rate:1"),
        rows,
        format);
  }

  /** A row a person who is missing. */
  public TableExport absentees(
      String organisationId,
      Reach reach,
      @Nullable String sessionId,
      Optional<LocalDate> date,
      @Nullable String groupId,
      TableFormat format) {
    SiteSettings site = settings.of(organisationId);
    LocalDate day = date.orElseGet(() -> clock.instant().atZone(site.zone()).toLocalDate());
    Words words = Words.in(site.locale());
    List<List<Cell>> rows = new ArrayList<>();
    for (ReportStore.Absentees session :
        reports.absentees(organisationId, reach, sessionId, day, groupId, clock.instant())) {
      for (ReportStore.Missing person : session.people()) {
        rows.add(
            List.of(
                new Cell.Day(session.date()),
                new Cell.Text(session.groupName()),
                new Cell.Text(session.sessionName()),
                new Cell.Text(person.name() == null ? person.personId() : person.name()),
                new Cell.Text(words.of(person.presence().name().toLowerCase(Locale.ROOT)))));
      }
    }
    return write(
        site,
        words,
        "absentees",
        List.of(),
        columns(words, "date:1", "group:2", "session:2", "person:4", "status:1"),
        rows,
        format);
  }

  /** A row a record, newest first. */
  public TableExport records(Principal by, ListRecords.Filter wanted, TableFormat format) {
    String organisationId = by.organisationId();
    Reach reach = by.reach(Permission.RECORDS_READ);
    RecordStore.Filter filter = ListRecords.stored(wanted);
    SiteSettings site = settings.of(organisationId);
    Words words = Words.in(site.locale());
    Iterable<AttendanceRecord> found =
        all(format, (limit, cursor) -> records.list(organisationId, reach, filter, limit, cursor));
    Iterable<List<Cell>> rows = () -> mapped(found.iterator(), record -> cells(words, record));
    return write(
        site,
        words,
        "records",
        List.of(),
        columns(
            words,
            "time:3",
            "person:4",
            "status:1",
            "reason:2",
            "direction:1",
            "session:3",
            "lateness:1",
            "manual:1",
            "id:4"),
        rows,
        format);
  }

  private static List<Cell> cells(Words words, AttendanceRecord record) {
    Integer lateness = record.details().latenessMinutes();
    String name = record.personName() == null ? record.personId() : record.personName();
    return List.of(
        new Cell.Moment(record.time()),
        text(name),
        new Cell.Text(record.status().name()),
        text(record.reason() == null ? null : record.reason().name()),
        text(record.direction() == null ? null : record.direction().name()),
        text(record.details().sessionName()),
        lateness == null ? Cell.EMPTY : new Cell.Count(lateness),
        record.details().manual() ? new Cell.Text(words.of("yes")) : Cell.EMPTY,
        new Cell.Text(record.id()));
  }

  private static Cell text(@Nullable String text) {
    return text == null ? Cell.EMPTY : new Cell.Text(text);
  }

  private static List<String> period(Words words, ReportStore.Filter filter) {
    return List.of(words.of("period", filter.from().toString(), filter.until().toString()));
  }

  private static List<Table.Column> columns(Words words, String... keys) {
    List<Table.Column> columns = new ArrayList<>();
    for (String key : keys) {
      int colon = key.indexOf(':');
      columns.add(
          new Table.Column(
              words.of(key.substring(0, colon)), Integer.parseInt(key.substring(colon + 1))));
    }
    return columns;
  }

  private TableExport write(
      SiteSettings site,
      Words words,
      String title,
      List<String> notes,
      List<Table.Column> columns,
      Iterable<List<Cell>> rows,
      TableFormat format) {
    Table table = new Table(words.of(title), notes, site.zone(), columns, rows);
    return out -> writer.write(table, format, out);
  }

  /** Reads a part of a list. */
  private interface Reading<T> {
    Page<T> page(int limit, Optional<String> cursor);
  }

  /** Everything, page by page; for a PDF at once, where it is not too long for one. */
  private static <T> Iterable<T> all(TableFormat format, Reading<T> reading) {
    if (format == TableFormat.PDF) {
      Page<T> page = reading.page(MOST_PDF_ROWS, Optional.empty());
      if (page.nextCursor().isPresent()) {
        throw new ProblemException(
            ProblemCode.EXPORT_TOO_LONG,
            "A PDF holds %d rows. Choose a shorter time or one group, or take CSV or XLSX."
                .formatted(MOST_PDF_ROWS));
      }
      return page.items();
    }
    return () -> new Pages<>(reading);
  }

  private static <A, B> Iterator<B> mapped(Iterator<A> from, Function<A, B> by) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return from.hasNext();
      }

      @Override
      public B next() {
        return by.apply(from.next());
      }
    };
  }

  private static final class Pages<T> extends AbstractIterator<T> {
    private final Reading<T> reading;
    private final Deque<T> read = new ArrayDeque<>();
    private Optional<String> cursor = Optional.empty();
    private boolean begun;

    private Pages(Reading<T> reading) {
      this.reading = reading;
    }

    @Override
    protected @Nullable T computeNext() {
      if (read.isEmpty() && (!begun || cursor.isPresent())) {
        Page<T> page = reading.page(ROWS_A_READ, cursor);
        begun = true;
        cursor = page.nextCursor();
        read.addAll(page.items());
      }
      T next = read.poll();
      return next == null ? endOfData() : next;
    }
  }

  /** Rows, and one behind them. */
  private static final class Then extends AbstractIterator<List<Cell>> {
    private final Iterator<List<Cell>> rows;
    private Iterator<List<Cell>> last;

    private Then(Iterator<List<Cell>> rows, List<Cell> last) {
      this.rows = rows;
      this.last = List.of(last).iterator();
    }

    @Override
    protected @Nullable List<Cell> computeNext() {
      if (rows.hasNext()) {
        return rows.next();
      }
      if (last.hasNext()) {
        List<Cell> row = last.next();
        last = Collections.emptyIterator();
        return row;
      }
      return endOfData();
    }
  }

  /** The name of a file: what it holds, and when it was made. */
  public String filename(String organisationId, String title, TableFormat format) {
    SiteSettings site = settings.of(organisationId);
    Instant now = clock.instant();
    return Words.in(site.locale()).of(title)
        + " "
        + now.atZone(site.zone()).toLocalDate()
        + "."
        + format.extension();
  }
}
