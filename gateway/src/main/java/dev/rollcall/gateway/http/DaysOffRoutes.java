package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.timetable.Holiday;
import dev.rollcall.gateway.domain.timetable.Leave;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.TimetableStore.LeaveFilter;
import dev.rollcall.gateway.port.TimetableStore.NamedLeave;
import dev.rollcall.gateway.usecase.ManageDaysOff;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holidays and excused leave: when nobody is expected, and who is not. */
public final class DaysOffRoutes implements RouteGroup {
  private static final int MOST_NOTE_CHARACTERS = 500;

  private final ManageDaysOff daysOff;
  private final FieldDesk desk;

  public DaysOffRoutes(ManageDaysOff daysOff, FieldDesk desk) {
    this.daysOff = daysOff;
    this.desk = desk;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String holidays = "/api/v1/holidays";
    gate.permitted(
        router.route(HttpMethod.GET, holidays), Permission.SESSIONS_READ, this::holidays);
    gate.permitted(
        router.route(HttpMethod.POST, holidays), Permission.SESSIONS_WRITE, this::addHoliday);
    gate.permitted(
        router.route(HttpMethod.DELETE, holidays + "/:id"),
        Permission.SESSIONS_WRITE,
        this::deleteHoliday);
    String leaves = "/api/v1/leaves";
    gate.permitted(router.route(HttpMethod.GET, leaves), Permission.RECORDS_READ, this::leaves);
    gate.permitted(
        router.route(HttpMethod.POST, leaves), Permission.RECORDS_CORRECT, this::addLeave);
    gate.permitted(
        router.route(HttpMethod.DELETE, leaves + "/:id"),
        Permission.RECORDS_CORRECT,
        this::deleteLeave);
  }

  private Future<Reply> holidays(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    Optional<LocalDate> from = query.date("from");
    Optional<LocalDate> until = query.date("until");
    return desk.work(
        () -> {
          Page<Holiday> page =
              daysOff.holidays(
                  principal, from, until, query.id("group_id"), limit, query.text("cursor"));
          return Reply.json(
              200,
              new HolidaysView(
                  page.items().stream().map(HolidayView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> addHoliday(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        Set.of("date", "name", "group_id"),
        fields ->
            Reply.json(
                201,
                HolidayView.of(
                    daysOff.createHoliday(
                        principal,
                        fields.requiredDate("date"),
                        fields.requiredText("name"),
                        fields.text("group_id").orElse(null)))));
  }

  private Future<Reply> deleteHoliday(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          daysOff.deleteHoliday(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> leaves(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    LeaveFilter filter =
        new LeaveFilter(
            query.date("from").orElse(null),
            query.date("until").orElse(null),
            query.id("person_id").orElse(null),
            query.id("group_id").orElse(null));
    return desk.work(
        () -> {
          Page<NamedLeave> page = daysOff.leaves(principal, filter, limit, query.text("cursor"));
          return Reply.json(
              200,
              new LeavesView(
                  page.items().stream().map(LeaveView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> addLeave(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        Set.of("person_id", "from", "until", "kind", "note"),
        fields ->
            Reply.json(
                201,
                LeaveView.of(
                    daysOff.createLeave(
                        principal,
                        new ManageDaysOff.LeaveDraft(
                            fields.requiredText("person_id"),
                            fields.requiredDate("from"),
                            fields.requiredDate("until"),
                            fields.word("kind", Leave.Kind.class).orElse(Leave.Kind.OTHER),
                            fields
                                .text("note")
                                .filter(text -> !text.isBlank())
                                .map(text -> PersonName.parse("note", text, MOST_NOTE_CHARACTERS))
                                .orElse(null))))));
  }

  private Future<Reply> deleteLeave(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          daysOff.deleteLeave(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private record HolidayView(
      String id, String date, String name, @Nullable String groupId, String createdAt) {
    static HolidayView of(Holiday holiday) {
      return new HolidayView(
          holiday.id(),
          holiday.date().toString(),
          holiday.name(),
          holiday.groupId(),
          holiday.createdAt().toString());
    }
  }

  private record HolidaysView(List<HolidayView> holidays, @Nullable String nextCursor) {}

  private record LeaveView(
      String id,
      Views.PersonRef person,
      String from,
      String until,
      String kind,
      @Nullable String note,
      String approvedBy,
      String createdAt) {
    static LeaveView of(NamedLeave named) {
      Leave leave = named.leave();
      return new LeaveView(
          leave.id(),
          new Views.PersonRef(leave.personId(), named.personName()),
          leave.from().toString(),
          leave.until().toString(),
          Words.of(leave.kind()),
          leave.note(),
          leave.approvedBy(),
          leave.createdAt().toString());
    }
  }

  private record LeavesView(List<LeaveView> leaves, @Nullable String nextCursor) {}
}
