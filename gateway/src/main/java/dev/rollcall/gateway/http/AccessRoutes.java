package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.http.auth.Access;
import dev.rollcall.gateway.http.auth.SameOrigin;
import dev.rollcall.gateway.http.auth.SessionCookie;
import dev.rollcall.gateway.usecase.ManageKeys;
import dev.rollcall.gateway.usecase.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;

/** Signing in and out, the own account, and API keys. */
public final class AccessRoutes implements RouteGroup {
  private final SignIn signIn;
  private final ManageKeys keys;
  private final Workers workers;
  private final ByteBudget budget;
  private final Vertx vertx;

  /** Routes that wait out login delays on {@code vertx}'s timers, where they hold no thread. */
  public AccessRoutes(
      SignIn signIn, ManageKeys keys, Workers workers, ByteBudget budget, Vertx vertx) {
    this.signIn = signIn;
    this.keys = keys;
    this.workers = workers;
    this.budget = budget;
    this.vertx = vertx;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.open(router.route(HttpMethod.POST, "/api/v1/login"), this::login);
    gate.signedIn(router.route(HttpMethod.POST, "/api/v1/logout"), this::logout);
    gate.signedIn(
        router.route(HttpMethod.GET, "/api/v1/me"),
        (exchange, principal) ->
            Future.succeededFuture(Reply.json(200, Views.MeView.of(principal))));
    gate.signedIn(router.route(HttpMethod.POST, "/api/v1/me/password"), this::changePassword);
    gate.permitted(router.route(HttpMethod.GET, "/api/v1/keys"), Permission.KEYS, this::listKeys);
    gate.permitted(router.route(HttpMethod.POST, "/api/v1/keys"), Permission.KEYS, this::createKey);
    gate.permitted(
        router.route(HttpMethod.DELETE, "/api/v1/keys/:id"), Permission.KEYS, this::deleteKey);
  }

  private record Login(String username, String password) {}

  private Future<Reply> login(Exchange exchange) {
    SameOrigin.requireIfTold(exchange.request());
    return readFields(exchange, Login.class)
        .compose(
            login ->
                after(signIn.delayBefore(login.username(), exchange.address()))
                    .compose(
                        waited ->
                            workers.password(
                                () ->
                                    signIn.login(
                                        login.username(),
                                        login.password(),
                                        exchange.address(),
                                        userAgent(exchange)))))
        .map(
            session -> {
              exchange
                  .response()
                  .addCookie(SessionCookie.create(session.token(), SignIn.SESSION_LENGTH));
              return Reply.json(200, Views.SessionView.of(session));
            });
  }

  private static String userAgent(Exchange exchange) {
    String told = exchange.request().getHeader("user-agent");
    return told == null ? "" : told;
  }

  private Future<Void> after(Duration delay) {
    return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis()).mapEmpty();
  }

  private Future<Reply> logout(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          Access.sessionToken(exchange.request()).ifPresent(signIn::logout);
          exchange.response().addCookie(SessionCookie.expired());
          return Reply.noContent();
        });
  }

  private record PasswordChange(String currentPassword, String newPassword) {}

  private Future<Reply> changePassword(Exchange exchange, Principal principal) {
    return readFields(exchange, PasswordChange.class)
        .compose(
            change ->
                after(signIn.delayBefore(principal.username(), exchange.address()))
                    .compose(
                        waited ->
                            workers.password(
                                () -> {
                                  signIn.changePassword(
                                      principal.accountId(),
                                      change.currentPassword(),
                                      change.newPassword(),
                                      Access.sessionToken(exchange.request()).orElse(""),
                                      exchange.address());
                                  return Reply.noContent();
                                })));
  }

  private Future<Reply> listKeys(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                new Views.KeysView(
                    keys.list(principal.accountId()).stream().map(Views.KeyView::of).toList())));
  }

  private record KeyName(String name) {}

  private Future<Reply> createKey(Exchange exchange, Principal principal) {
    return readFields(exchange, KeyName.class)
        .compose(
            wanted ->
                workers.desk(
                    () ->
                        Reply.json(
                            201,
                            Views.NewKeyView.of(
                                keys.create(principal.accountId(), wanted.name())))));
  }

  private Future<Reply> deleteKey(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          keys.delete(principal.accountId(), exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private <T> Future<T> readFields(Exchange exchange, Class<T> type) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .map(body -> Json.read(((Body.JsonText) body).bytes(), type));
  }
}
