package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Extent;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.usecase.ManageSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.OptionalLong;
import java.util.Set;

/** What the organisation has set, and the PIN that leaves the kiosk. */
public final class SettingsRoutes implements RouteGroup {
  private final ManageSettings settings;
  private final Workers workers;
  private final ByteBudget budget;
  private final Vertx vertx;

  /** Routes that wait out the delays of wrong PINs on {@code vertx}'s timers. */
  public SettingsRoutes(ManageSettings settings, Workers workers, ByteBudget budget, Vertx vertx) {
    this.settings = settings;
    this.workers = workers;
    this.budget = budget;
    this.vertx = vertx;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/settings"), Permission.SETTINGS_READ, this::get);
    gate.permitted(
        router.route(HttpMethod.PATCH, "/api/v1/settings"),
        Permission.SETTINGS_WRITE,
        this::change);
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/settings/kiosk/unlock"),
        Permission.CHECK_IN,
        this::unlock);
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> shown(settings.look(principal.organisationId(), exchange.call()), principal));
  }

  private static Reply shown(ManageSettings.Shown shown, Principal principal) {
    boolean whole = principal.extent(Permission.SETTINGS_READ) == Extent.ALL;
    return EntityTag.tagged(Reply.json(200, SettingsView.of(shown, whole)), shown.version());
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    OptionalLong wanted = EntityTag.wanted(exchange);
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.password(
                    () ->
                        shown(
                            settings.change(
                                principal,
                                wanted,
                                SettingsForm.parse(body, exchange.site()),
                                exchange.call()),
                            principal)));
  }

  private Future<Reply> unlock(Exchange exchange, Principal principal) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body -> {
              String pin = Fields.of(body, Set.of("pin")).requiredText("pin");
              return workers
                  .desk(() -> settings.beginUnlock(principal))
                  .compose(delay -> LoginRoutes.after(vertx, delay))
                  .compose(
                      waited ->
                          workers.password(
                              () -> {
                                settings.unlock(principal, pin);
                                return Reply.noContent();
                              }));
            });
  }
}
