package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.auth.SameOrigin;
import dev.rollcall.gateway.http.auth.SessionCookie;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.usecase.ManageInvites;
import dev.rollcall.gateway.usecase.ResetPasswords;
import dev.rollcall.gateway.usecase.SignIn;
import dev.rollcall.gateway.usecase.SignInElsewhere;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors: signing in and out, invites, forgotten passwords. What strangers may ask is slow for
 * them, says the same whether somebody exists, and is refused to other sites' pages.
 */
public final class LoginRoutes implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(LoginRoutes.class);
  private static final Set<String> LOGIN = Set.of("username", "password", "code");
  private static final Set<String> NEW_USER = Set.of("username", "password");

  private final SignIn signIn;
  private final SignInElsewhere elsewhere;
  private final ManageInvites invites;
  private final ResetPasswords resets;
  private final Mailer mailer;
  private final Workers workers;
  private final ByteBudget budget;
  private final Vertx vertx;

  /** Routes that wait out login delays on {@code vertx}'s timers, where they hold no thread. */
  public LoginRoutes(
      SignIn signIn,
      SignInElsewhere elsewhere,
      ManageInvites invites,
      ResetPasswords resets,
      Mailer mailer,
      Workers workers,
      ByteBudget budget,
      Vertx vertx) {
    this.signIn = signIn;
    this.elsewhere = elsewhere;
    this.invites = invites;
    this.resets = resets;
    this.mailer = mailer;
    this.workers = workers;
    this.budget = budget;
    this.vertx = vertx;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.strangers(router.route(HttpMethod.GET, "/api/v1/login/options"), this::options);
    gate.strangers(router.route(HttpMethod.POST, "/api/v1/login"), this::login);
    gate.ownAccount(router.route(HttpMethod.POST, "/api/v1/logout"), this::logout);
    gate.strangers(
        router.route(HttpMethod.GET, "/api/v1/invites/by-token/:token"), this::lookAtInvite);
    gate.strangers(
        router.route(HttpMethod.POST, "/api/v1/invites/by-token/:token"), this::acceptInvite);
    gate.strangers(router.route(HttpMethod.POST, "/api/v1/password-reset"), this::askForReset);
    gate.strangers(router.route(HttpMethod.POST, "/api/v1/password-reset/:token"), this::reset);
  }

  private Future<Reply> options(Exchange exchange) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                new AccessViews.OptionsView(
                    true,
                    mailer.isSetUp(Organisation.FIRST),
                    elsewhere.providers(Organisation.FIRST))));
  }

  private Future<Body> body(Exchange exchange) {
    SameOrigin.requireIfTold(exchange.request());
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget);
  }

  static SignIn.Caller caller(Exchange exchange) {
    return new SignIn.Caller(exchange.address(), exchange.userAgent());
  }

  private Future<Reply> login(Exchange exchange) {
    return body(exchange)
        .compose(
            body -> {
              Fields fields = Fields.of(body, LOGIN);
              String username = fields.requiredText("username");
              String password = fields.requiredText("password");
              String code = fields.text("code").orElse(null);
              return workers
                  .desk(() -> signIn.begin(username, exchange.address()))
                  .compose(delay -> after(vertx, delay))
                  .compose(
                      waited ->
                          workers.password(
                              () -> signIn.login(username, password, code, caller(exchange))));
            })
        .map(started -> started(exchange, started));
  }

  static Reply started(Exchange exchange, SignIn.Started started) {
    exchange.response().addCookie(SessionCookie.create(started.token(), SignIn.SESSION_LENGTH));
    return Reply.json(200, AccessViews.StartedView.of(started));
  }

  static Future<Void> after(Vertx vertx, Duration delay) {
    return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis()).mapEmpty();
  }

  private Future<Reply> logout(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          signIn.logout(principal);
          exchange.response().addCookie(SessionCookie.expired());
          return Reply.noContent();
        });
  }

  private Future<Reply> lookAtInvite(Exchange exchange) {
    return workers.desk(
        () -> {
          ManageInvites.Offer offer = invites.look(exchange.pathParameter("token"));
          return Reply.json(
              200, AccessViews.OfferView.of(offer, elsewhere.providers(offer.organisationId())));
        });
  }

  private Future<Reply> acceptInvite(Exchange exchange) {
    return body(exchange)
        .compose(
            body -> {
              Fields fields = Fields.of(body, NEW_USER);
              String username = fields.requiredText("username");
              String password = fields.requiredText("password");
              return workers.password(
                  () ->
                      invites.accept(
                          exchange.pathParameter("token"), username, password, caller(exchange)));
            })
        .map(started -> started(exchange, started));
  }

  /** Answered before anybody is looked for. */
  private Future<Reply> askForReset(Exchange exchange) {
    return body(exchange)
        .map(
            body -> {
              String username = Fields.of(body, Set.of("username")).requiredText("username");
              if (username.length() > 320) {
                throw ProblemException.ofField(
                    ProblemCode.INVALID_FIELD, "username", "username is too long.");
              }
              String subject = Secret.hash(username).substring(0, 8);
              workers
                  .desk(
                      () -> {
                        resets.ask(username);
                        return true;
                      })
                  .onFailure(e -> LOG.warn("no link was made for {}: {}", subject, e.getMessage()));
              return new Reply(202, "", new byte[0], java.util.Map.of());
            });
  }

  private Future<Reply> reset(Exchange exchange) {
    return body(exchange)
        .compose(
            body -> {
              String password = Fields.of(body, Set.of("password")).requiredText("password");
              return workers.password(
                  () -> {
                    resets.reset(exchange.pathParameter("token"), password);
                    return Reply.noContent();
                  });
            });
  }
}
