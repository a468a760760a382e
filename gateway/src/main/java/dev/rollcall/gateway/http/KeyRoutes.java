package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.usecase.ManageKeys;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Set;

/** API keys of the own account. */
public final class KeyRoutes implements RouteGroup {
  private static final Set<String> NEW_KEY = Set.of("name", "scopes", "expires_at");

  private final ManageKeys keys;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;

  public KeyRoutes(ManageKeys keys, Once once, Workers workers, ByteBudget budget) {
    this.keys = keys;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(router.route(HttpMethod.GET, "/api/v1/keys"), Permission.KEYS, this::list);
    gate.permitted(router.route(HttpMethod.POST, "/api/v1/keys"), Permission.KEYS, this::create);
    gate.permitted(
        router.route(HttpMethod.DELETE, "/api/v1/keys/:id"), Permission.KEYS, this::delete);
  }

  /** An account has at most a hundred: one page. */
  private Future<Reply> list(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                new AccessViews.KeysView(
                    keys.list(principal).stream().map(AccessViews.KeyView::of).toList(), null)));
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
                              Fields fields = Fields.of(body, NEW_KEY);
                              return new Once.Outcome(
                                  201,
                                  AccessViews.NewKeyView.of(
                                      keys.create(
                                          principal,
                                          fields.requiredText("name"),
                                          fields.texts("scopes").orElse(null),
                                          fields.instant("expires_at").orElse(null))));
                            })));
  }

  private Future<Reply> delete(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          keys.delete(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }
}
