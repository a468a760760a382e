package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.usecase.ReadReports;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums over registers. */
public final class ReportRoutes implements RouteGroup {
  private final ReadReports reports;
  private final FieldDesk desk;
  private final ExportDesk files;

  public ReportRoutes(ReadReports reports, FieldDesk desk, ExportDesk files) {
    this.reports = reports;
    this.desk = desk;
    this.files = files;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/reports/";
    gate.permitted(
        router.route(HttpMethod.GET, all + "attendance"), Permission.REPORTS, this::attendance);
    gate.permitted(router.route(HttpMethod.GET, all + "daily"), Permission.REPORTS, this::daily);
    gate.permitted(
        router.route(HttpMethod.GET, all + "absentees"), Permission.REPORTS, this::absentees);
  }

  private ReportStore.Filter filter(Principal principal, Query query) {
    return reports.filter(
        principal,
        query.date("from"),
        query.date("until"),
        query.id("group_id"),
        query.id("person_id"));
  }

  private Future<Reply> attendance(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    Optional<TableFormat> file = ExportDesk.wanted(exchange.request());
    if (file.isPresent()) {
      return files.send(
          exchange,
          principal,
          "attendance",
          file.get(),
          (exports, format) ->
              exports.attendance(
                  principal.organisationId(),
                  principal.reach(Permission.REPORTS),
                  filter(principal, query),
                  format));
    }
    int limit = query.limit();
    return desk.work(
        () -> {
          ReportStore.Filter filter = filter(principal, query);
          Page<ReportStore.Row> page =
              reports.people(principal, filter, limit, query.text("cursor"));
          return Reply.json(
              200,
              new AttendanceView(
                  filter.from().toString(),
                  filter.until().toString(),
                  page.items().stream().map(RowView::of).toList(),
                  FiguresView.of(reports.totals(principal, filter)),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> daily(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    Optional<TableFormat> file = ExportDesk.wanted(exchange.request());
    if (file.isPresent()) {
      return files.send(
          exchange,
          principal,
          "daily",
          file.get(),
          (exports, format) ->
              exports.daily(
                  principal.organisationId(),
                  principal.reach(Permission.REPORTS),
                  filter(principal, query),
                  format));
    }
    return desk.work(
        () -> {
          ReportStore.Filter filter = filter(principal, query);
          return Reply.json(
              200,
              new DailyView(
                  filter.from().toString(),
                  filter.until().toString(),
                  reports.days(principal, filter).stream().map(DayView::of).toList()));
        });
  }

  private Future<Reply> absentees(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    Optional<LocalDate> date = query.date();
    Optional<TableFormat> file = ExportDesk.wanted(exchange.request());
    if (file.isPresent()) {
      return files.send(
          exchange,
          principal,
          "absentees",
          file.get(),
          (exports, format) ->
              exports.absentees(
                  principal.organisationId(),
                  principal.reach(Permission.REPORTS),
                  query.id("session_id").orElse(null),
                  date,
                  query.id("group_id").orElse(null),
                  format));
    }
    return desk.work(
        () ->
            Reply.json(
                200,
                new AbsenteesView(
                    reports
                        .absentees(principal, query.id("session_id"), date, query.id("group_id"))
                        .stream()
                        .map(SessionAbsenteesView::of)
                        .toList())));
  }

  private record FiguresView(
      long sessions,
      long present,
      long late,
      long halfDay,
      long absent,
      long excused,
      long minutesLate,
      long minutesPresent,
      @Nullable Double percentage) {
    static FiguresView of(Figures figures) {
      return new FiguresView(
          figures.sessions(),
          figures.present(),
          figures.late(),
          figures.halfDay(),
          figures.absent(),
          figures.excused(),
          figures.minutesLate(),
          figures.minutesPresent(),
          figures.percentage());
    }
  }

  private record RowView(
      Views.PersonRef person, @com.fasterxml.jackson.annotation.JsonUnwrapped FiguresView figures) {
    static RowView of(ReportStore.Row row) {
      return new RowView(
          new Views.PersonRef(row.personId(), row.name()), FiguresView.of(row.figures()));
    }
  }

  private record AttendanceView(
      String from,
      String until,
      List<RowView> rows,
      FiguresView totals,
      @Nullable String nextCursor) {}

  private record DayView(
      String date,
      long expected,
      long present,
      long late,
      long halfDay,
      long absent,
      long excused,
      @Nullable Double rate) {
    static DayView of(ReportStore.Day day) {
      Figures figures = day.figures();
      return new DayView(
          day.date().toString(),
          figures.expected(),
          figures.attended(),
          figures.late(),
          figures.halfDay(),
          figures.absent(),
          figures.excused(),
          figures.rate());
    }
  }

  private record DailyView(String from, String until, List<DayView> days) {}

  private record MissingView(Views.PersonRef person, String status) {}

  private record SessionAbsenteesView(
      Views.SessionRef session, String groupName, String localDate, List<MissingView> people) {
    static SessionAbsenteesView of(ReportStore.Absentees absentees) {
      return new SessionAbsenteesView(
          new Views.SessionRef(absentees.sessionId(), absentees.sessionName()),
          absentees.groupName(),
          absentees.date().toString(),
          absentees.people().stream()
              .map(
                  missing ->
                      new MissingView(
                          new Views.PersonRef(missing.personId(), missing.name()),
                          missing.presence().name()))
              .toList());
    }
  }

  private record AbsenteesView(List<SessionAbsenteesView> sessions) {}
}
