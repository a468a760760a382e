package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.timetable.Schedule;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.ManageTimetable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schedules, by which sessions are made. */
public final class TimetableRoutes implements RouteGroup {
  private static final Set<String> DRAFT =
      Set.of(
          "group_id",
          "name",
          "kind",
          "days",
          "starts_at",
          "ends_at",
          "time_zone",
          "valid_from",
          "valid_until",
          "every_weeks",
          "rules");
  private static final Set<String> CHANGE =
      Set.of(
          "name",
          "kind",
          "days",
          "starts_at",
          "ends_at",
          "time_zone",
          "valid_from",
          "valid_until",
          "every_weeks",
          "rules");
  private static final int MOST_WEEKS = 52;
  private static final int DAY_LETTERS = 3;

  private final ManageTimetable timetable;
  private final FieldDesk desk;

  public TimetableRoutes(ManageTimetable timetable, FieldDesk desk) {
    this.timetable = timetable;
    this.desk = desk;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String schedules = "/api/v1/schedules";
    String schedule = schedules + "/:id";
    gate.permitted(
        router.route(HttpMethod.GET, schedules), Permission.SESSIONS_READ, this::schedules);
    gate.permitted(
        router.route(HttpMethod.POST, schedules), Permission.SESSIONS_WRITE, this::addSchedule);
    gate.permitted(
        router.route(HttpMethod.GET, schedule), Permission.SESSIONS_READ, this::schedule);
    gate.permitted(
        router.route(HttpMethod.PATCH, schedule), Permission.SESSIONS_WRITE, this::changeSchedule);
    gate.permitted(
        router.route(HttpMethod.DELETE, schedule), Permission.SESSIONS_WRITE, this::deleteSchedule);
  }

  private Future<Reply> schedules(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return desk.work(
        () -> {
          Page<Schedule> page =
              timetable.schedules(principal, query.id("group_id"), limit, query.text("cursor"));
          return Reply.json(
              200,
              new SchedulesView(
                  page.items().stream().map(ScheduleView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> addSchedule(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        DRAFT,
        fields ->
            reply(
                201,
                timetable.createSchedule(
                    principal,
                    new ManageTimetable.ScheduleDraft(
                        fields.requiredText("group_id"),
                        fields.requiredText("name"),
                        fields.word("kind", Schedule.Kind.class).orElse(Schedule.Kind.CLASS),
                        days(fields).orElseThrow(() -> missing("days")),
                        hour(fields, "starts_at"),
                        hour(fields, "ends_at"),
                        fields.zone("time_zone").orElse(null),
                        fields.date("valid_from").orElse(null),
                        fields.date("valid_until").orElse(null),
                        fields.number("every_weeks", 1, MOST_WEEKS).orElse(1),
                        RulesForm.changed(fields, SessionRules.USUAL)))));
  }

  private static LocalTime hour(Fields fields, String field) {
    return fields.hour(field).orElseThrow(() -> missing(field));
  }

  private static ProblemException missing(String field) {
    return ProblemException.ofField(
        ProblemCode.MISSING_FIELD, field, "%s is missing.".formatted(field));
  }

  private static Optional<Set<DayOfWeek>> days(Fields fields) {
    return fields
        .texts("days")
        .map(
            words -> {
              Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
              words.forEach(word -> days.add(day(word)));
              if (days.isEmpty()) {
                throw ProblemException.ofField(
                    ProblemCode.INVALID_FIELD, "days", "days must name at least one day.");
              }
              return days;
            });
  }

  private static DayOfWeek day(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word(day).equals(word)) {
        return day;
      }
    }
    throw ProblemException.ofField(
        ProblemCode.INVALID_FIELD, "days", "days must be of MON, TUE, WED, THU, FRI, SAT, SUN.");
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, DAY_LETTERS).toUpperCase(Locale.ROOT);
  }

  private static Reply reply(int status, Schedule schedule) {
    return EntityTag.json(status, ScheduleView.of(schedule), schedule.version());
  }

  private Future<Reply> schedule(Exchange exchange, Principal principal) {
    return desk.work(() -> reply(200, timetable.schedule(principal, exchange.pathParameter("id"))));
  }

  private Future<Reply> changeSchedule(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.fields(
        exchange,
        CHANGE,
        fields ->
            reply(
                200,
                timetable.changeSchedule(
                    principal,
                    exchange.pathParameter("id"),
                    version,
                    before -> changed(fields, before))));
  }

  private static Schedule changed(Fields fields, Schedule before) {
    return new Schedule(
        before.id(),
        before.groupId(),
        fields.text("name").orElse(before.name()),
        fields.word("kind", Schedule.Kind.class).orElse(before.kind()),
        days(fields).orElse(before.days()),
        fields.hour("starts_at").orElse(before.startsAt()),
        fields.hour("ends_at").orElse(before.endsAt()),
        fields.zone("time_zone").orElse(before.zone()),
        fields.date("valid_from").orElse(before.validFrom()),
        fields.names("valid_until") ? fields.date("valid_until").orElse(null) : before.validUntil(),
        fields.number("every_weeks", 1, MOST_WEEKS).orElse(before.everyWeeks()),
        RulesForm.changed(fields, before.rules()),
        before.createdAt(),
        before.version());
  }

  private Future<Reply> deleteSchedule(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.work(
        () -> {
          timetable.deleteSchedule(principal, exchange.pathParameter("id"), version);
          return Reply.noContent();
        });
  }

  private record ScheduleView(
      String id,
      String groupId,
      String name,
      String kind,
      List<String> days,
      String startsAt,
      String endsAt,
      String timeZone,
      String validFrom,
      @Nullable String validUntil,
      int everyWeeks,
      RulesForm.View rules,
      String createdAt) {
    static ScheduleView of(Schedule schedule) {
      return new ScheduleView(
          schedule.id(),
          schedule.groupId(),
          schedule.name(),
          Words.of(schedule.kind()),
          EnumSet.copyOf(schedule.days()).stream().map(TimetableRoutes::word).toList(),
          schedule.startsAt().toString(),
          schedule.endsAt().toString(),
          schedule.zone().getId(),
          schedule.validFrom().toString(),
          Objects.toString(schedule.validUntil(), null),
          schedule.everyWeeks(),
          RulesForm.View.of(schedule.rules()),
          schedule.createdAt().toString());
    }
  }

  private record SchedulesView(List<ScheduleView> schedules, @Nullable String nextCursor) {}
}
