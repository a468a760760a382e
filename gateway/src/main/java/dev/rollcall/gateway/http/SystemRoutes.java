package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Extent;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.CheckHealth;
import dev.rollcall.gateway.usecase.ReadStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;

/** What runs, how it is, what it can do. */
public final class SystemRoutes implements RouteGroup {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final ReadStatus status;
  private final CheckHealth health;
  private final PrometheusMeterRegistry registry;
  private final Workers workers;
  private final String version;
  private final byte[] openApi = OpenApi.document();

  /** Routes that tell {@code version} as what runs here. */
  public SystemRoutes(
      ReadStatus status,
      CheckHealth health,
      PrometheusMeterRegistry registry,
      Workers workers,
      String version) {
    this.status = status;
    this.health = health;
    this.registry = registry;
    this.workers = workers;
    this.version = version;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.signedIn(router.route(HttpMethod.GET, "/api/v1/status"), this::status);
    gate.open(
        router.route(HttpMethod.GET, "/health/live"),
        exchange -> Future.succeededFuture(Reply.json(200, Map.of("status", "UP"))));
    gate.open(router.route(HttpMethod.GET, "/health/ready"), this::ready);
    gate.permitted(
        router.route(HttpMethod.GET, "/metrics"),
        Permission.METRICS,
        (exchange, principal) ->
            workers.desk(() -> Reply.text(PROMETHEUS_TEXT, registry.scrape())));
    gate.open(
        router.route(HttpMethod.GET, "/openapi.json"),
        exchange -> Future.succeededFuture(Reply.json(200, openApi)));
  }

  private Future<Reply> status(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                StatusView.of(
                    status.run(principal.organisationId(), exchange.call()),
                    version,
                    principal.extent(Permission.PEOPLE_READ) == Extent.ALL)));
  }

  private record Ready(
      String status, String database, String inference, String device, String pack) {}

  private Future<Reply> ready(Exchange exchange) {
    return workers.desk(
        () -> {
          CheckHealth.Health now = health.run(exchange.call().requestId());
          if (now.databaseProblem() != null) {
            throw notReady(ProblemCode.DATABASE_UNAVAILABLE, now.databaseProblem());
          }
          if (now.inferenceProblem() != null) {
            throw notReady(ProblemCode.INFERENCE_UNAVAILABLE, now.inferenceProblem());
          }
          return Reply.json(200, new Ready("UP", "UP", "UP", now.device(), now.pack()));
        });
  }

  private static ProblemException notReady(ProblemCode code, String detail) {
    return ProblemException.unavailable(code, detail, Duration.ofSeconds(2), null);
  }
}
