package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.AuditEntry;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was done, and whether the log of it is whole. */
public final class AuditRoutes implements RouteGroup {
  private final AuditLog log;
  private final FieldDesk desk;

  public AuditRoutes(AuditLog log, FieldDesk desk) {
    this.log = log;
    this.desk = desk;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(router.route(HttpMethod.GET, "/api/v1/audit"), Permission.AUDIT, this::list);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/audit/verify"), Permission.AUDIT, this::verify);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    AuditLog.Filter filter =
        new AuditLog.Filter(
            query.date("from").map(day -> start(day, 0)).orElse(null),
            query.date("until").map(day -> start(day, 1)).orElse(null),
            query.id("action").orElse(null),
            query.id("subject").orElse(null),
            query.id("actor").orElse(null));
    return desk.work(
        () -> {
          Page<AuditEntry> page =
              log.list(principal.organisationId(), filter, limit, query.text("cursor"));
          return Reply.json(
              200,
              new EntriesView(
                  page.items().stream().map(EntryView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private static Instant start(java.time.LocalDate day, int more) {
    return day.plusDays(more).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Future<Reply> verify(Exchange exchange, Principal principal) {
    return desk.work(() -> Reply.json(200, log.verify(principal.organisationId())));
  }

  private record EntryView(
      long number,
      String at,
      String actor,
      String action,
      List<String> subjects,
      Map<String, String> details,
      String hash) {
    static EntryView of(AuditEntry entry) {
      Deed deed = entry.deed();
      return new EntryView(
          entry.number(),
          deed.at().toString(),
          deed.actor(),
          deed.action(),
          deed.subjects(),
          deed.details(),
          entry.hash());
    }
  }

  private record EntriesView(List<EntryView> entries, @Nullable String nextCursor) {}
}
