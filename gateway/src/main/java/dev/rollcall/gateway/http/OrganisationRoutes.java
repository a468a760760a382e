package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.usecase.ManageOrganisations;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.OptionalLong;
import java.util.Set;

/** The own organisation, and, for the owners of the first one, all of them. */
public final class OrganisationRoutes implements RouteGroup {
  private final ManageOrganisations organisations;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;

  public OrganisationRoutes(
      ManageOrganisations organisations, Once once, Workers workers, ByteBudget budget) {
    this.organisations = organisations;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/organisation"), Permission.SETTINGS_READ, this::own);
    gate.permitted(
        router.route(HttpMethod.PATCH, "/api/v1/organisation"),
        Permission.SETTINGS_WRITE,
        this::rename);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/organisations"),
        Permission.ORGANISATIONS,
        this::list);
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/organisations"),
        Permission.ORGANISATIONS,
        this::create);
  }

  private Future<Reply> own(Exchange exchange, Principal principal) {
    return workers.desk(() -> shown(organisations.own(principal)));
  }

  private static Reply shown(Organisation organisation) {
    return EntityTag.tagged(
        Reply.json(200, AccessViews.OrganisationView.of(organisation)), organisation.version());
  }

  private Future<Reply> rename(Exchange exchange, Principal principal) {
    OptionalLong wanted = EntityTag.wanted(exchange);
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () ->
                        shown(
                            organisations.rename(
                                principal,
                                Fields.of(body, Set.of("name")).requiredText("name"),
                                wanted))));
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                AccessViews.OrganisationsView.of(
                    organisations.list(principal, limit, query.text("cursor")))));
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () ->
                        once.run(
                            exchange,
                            principal,
                            body,
                            () -> {
                              Fields fields = Fields.of(body, Set.of("name", "owner_email"));
                              return new Once.Outcome(
                                  201,
                                  AccessViews.NewOrganisationView.of(
                                      organisations.create(
                                          principal,
                                          fields.requiredText("name"),
                                          fields.text("owner_email").orElse(null),
                                          exchange.site())));
                            })));
  }
}
