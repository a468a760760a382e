package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Outcome;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.domain.timetable.SessionRules;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.SessionStore.Listed;
import dev.rollcall.gateway.usecase.ManageSessions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions and their registers. */
public final class SessionRoutes implements RouteGroup {
  private static final Set<String> DRAFT =
      Set.of("group_id", "name", "starts_at", "ends_at", "time_zone", "rules");
  private static final Set<String> CHANGE = Set.of("name", "starts_at", "ends_at", "rules");

  private final ManageSessions sessions;
  private final FieldDesk desk;

  public SessionRoutes(ManageSessions sessions, FieldDesk desk) {
    this.sessions = sessions;
    this.desk = desk;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/sessions";
    String one = all + "/:id";
    gate.permitted(router.route(HttpMethod.GET, all), Permission.SESSIONS_READ, this::list);
    gate.permitted(router.route(HttpMethod.POST, all), Permission.SESSIONS_WRITE, this::create);
    gate.permitted(router.route(HttpMethod.GET, one), Permission.SESSIONS_READ, this::get);
    gate.permitted(router.route(HttpMethod.PATCH, one), Permission.SESSIONS_WRITE, this::change);
    gate.permitted(router.route(HttpMethod.DELETE, one), Permission.SESSIONS_WRITE, this::delete);
    step(router, gate, one + "/close", sessions::close);
    step(router, gate, one + "/reopen", sessions::reopen);
    step(router, gate, one + "/cancel", sessions::cancel);
    gate.permitted(
        router.route(HttpMethod.GET, one + "/attendance"),
        Permission.RECORDS_READ,
        this::attendance);
  }

  /** What can be done with a session. */
  private interface Step {
    Listed run(Principal by, String id, @Nullable Long version);
  }

  private void step(Router router, Gate gate, String path, Step step) {
    gate.permitted(
        router.route(HttpMethod.POST, path),
        Permission.SESSIONS_WRITE,
        (exchange, principal) -> {
          Long version = EntityTag.ifMatch(exchange.request());
          return desk.once(
              exchange,
              principal,
              () -> reply(200, step.run(principal, exchange.pathParameter("id"), version)));
        });
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    SessionStore.Filter filter =
        new SessionStore.Filter(
            query.date("from").orElse(null),
            query.date("until").orElse(null),
            query.id("group_id").orElse(null),
            query.word("state", AttendanceSession.State.class).orElse(null),
            query.id("person_id").orElse(null));
    return desk.work(
        () -> {
          Page<Listed> page = sessions.list(principal, filter, limit, query.text("cursor"));
          return Reply.json(
              200,
              new SessionsView(
                  page.items().stream().map(this::view).toList(), page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        DRAFT,
        fields ->
            reply(
                201,
                sessions.create(
                    principal,
                    new ManageSessions.Draft(
                        fields.requiredText("group_id"),
                        fields.requiredText("name"),
                        fields.requiredInstant("starts_at"),
                        fields.requiredInstant("ends_at"),
                        fields.zone("time_zone").orElse(null),
                        RulesForm.changed(fields, SessionRules.USUAL)))));
  }

  private Reply reply(int status, Listed listed) {
    return EntityTag.json(status, view(listed), listed.session().version());
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return desk.work(() -> reply(200, sessions.get(principal, exchange.pathParameter("id"))));
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.fields(
        exchange,
        CHANGE,
        fields ->
            reply(
                200,
                sessions.change(
                    principal,
                    exchange.pathParameter("id"),
                    version,
                    new ManageSessions.Change(
                        fields.text("name"),
                        fields.instant("starts_at"),
                        fields.instant("ends_at"),
                        before -> RulesForm.changed(fields, before)))));
  }

  private Future<Reply> delete(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.work(
        () -> {
          sessions.delete(principal, exchange.pathParameter("id"), version);
          return Reply.noContent();
        });
  }

  private Future<Reply> attendance(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          ManageSessions.Register register =
              sessions.register(principal, exchange.pathParameter("id"));
          Figures totals = Figures.NONE;
          for (SessionStore.Entry entry : register.entries()) {
            totals = totals.plus(entry.outcome());
          }
          return Reply.json(
              200,
              new AttendanceView(
                  view(register.listed()),
                  register.entries().stream().map(LineView::of).toList(),
                  CountsView.of(totals)));
        });
  }

  private SessionView view(Listed listed) {
    AttendanceSession session = listed.session();
    return new SessionView(
        session.id(),
        session.groupId(),
        listed.groupName(),
        session.scheduleId(),
        session.name(),
        session.startsAt().toString(),
        session.endsAt().toString(),
        session.opensAt().toString(),
        session.closesAt().map(Object::toString).orElse(null),
        session.zone().getId(),
        session.localDate().toString(),
        Words.of(sessions.state(session)),
        Views.time(session.closedAt()),
        RulesForm.View.of(session.rules()),
        CountsView.of(listed.figures()));
  }

  private record SessionView(
      String id,
      String groupId,
      String groupName,
      @Nullable String scheduleId,
      String name,
      String startsAt,
      String endsAt,
      String opensAt,
      @Nullable String closesAt,
      String timeZone,
      String localDate,
      String state,
      @Nullable String closedAt,
      RulesForm.View rules,
      CountsView counts) {}

  private record SessionsView(List<SessionView> sessions, @Nullable String nextCursor) {}

  private record CountsView(
      long expected,
      long present,
      long late,
      long halfDay,
      long absent,
      long excused,
      long pending) {
    static CountsView of(Figures figures) {
      return new CountsView(
          figures.expected(),
          figures.attended(),
          figures.late(),
          figures.halfDay(),
          figures.absent(),
          figures.excused(),
          figures.pending());
    }
  }

  private record LineView(
      Views.PersonRef person,
      String status,
      boolean leftEarly,
      @Nullable String checkIn,
      @Nullable String checkOut,
      boolean autoClosed,
      int minutesLate,
      @Nullable Integer minutesPresent,
      List<String> recordIds,
      List<String> flags) {
    static LineView of(SessionStore.Entry entry) {
      Outcome outcome = entry.outcome();
      return new LineView(
          new Views.PersonRef(entry.person().personId(), entry.person().name()),
          outcome.presence().name(),
          outcome.leftEarly(),
          Views.time(outcome.checkIn()),
          Views.time(outcome.checkOut()),
          outcome.autoClosed(),
          outcome.minutesLate(),
          outcome.minutesPresent(),
          entry.recordIds(),
          entry.flags().stream().map(Enum::name).sorted().toList());
    }
  }

  private record AttendanceView(SessionView session, List<LineView> people, CountsView totals) {}
}
