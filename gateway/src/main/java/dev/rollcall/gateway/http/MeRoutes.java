package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.auth.Access;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.usecase.ManageOrganisations;
import dev.rollcall.gateway.usecase.SecondFactor;
import dev.rollcall.gateway.usecase.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Set;

/** The own account: password, sessions, second factor. An API key may look and change nothing. */
public final class MeRoutes implements RouteGroup {
  private static final Set<String> PASSWORDS = Set.of("current_password", "new_password");

  private final SignIn signIn;
  private final SecondFactor secondFactor;
  private final AccountStore accounts;
  private final ManageOrganisations organisations;
  private final Workers workers;
  private final ByteBudget budget;
  private final Vertx vertx;

  /** Routes that wait out login delays on {@code vertx}'s timers. */
  public MeRoutes(
      SignIn signIn,
      SecondFactor secondFactor,
      AccountStore accounts,
      ManageOrganisations organisations,
      Workers workers,
      ByteBudget budget,
      Vertx vertx) {
    this.signIn = signIn;
    this.secondFactor = secondFactor;
    this.accounts = accounts;
    this.organisations = organisations;
    this.workers = workers;
    this.budget = budget;
    this.vertx = vertx;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.ownAccount(router.route(HttpMethod.GET, "/api/v1/me"), this::me);
    gate.ownAccount(router.route(HttpMethod.POST, "/api/v1/me/password"), this::changePassword);
    gate.ownAccount(router.route(HttpMethod.GET, "/api/v1/me/sessions"), this::sessions);
    gate.ownAccount(router.route(HttpMethod.DELETE, "/api/v1/me/sessions"), this::endSessions);
    gate.ownAccount(router.route(HttpMethod.DELETE, "/api/v1/me/sessions/:id"), this::endSession);
    gate.ownAccount(router.route(HttpMethod.POST, "/api/v1/me/second-factor"), this::begin);
    gate.ownAccount(
        router.route(HttpMethod.POST, "/api/v1/me/second-factor/confirm"), this::confirm);
    gate.ownAccount(router.route(HttpMethod.DELETE, "/api/v1/me/second-factor"), this::end);
  }

  private Future<Reply> me(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                AccessViews.MeView.of(
                    principal,
                    accounts.find(principal.accountId()).orElseThrow(),
                    organisations.own(principal))));
  }

  private Future<Reply> changePassword(Exchange exchange, Principal principal) {
    return guarded(
        exchange,
        principal,
        PASSWORDS,
        fields -> {
          signIn.changePassword(
              principal,
              fields.requiredText("current_password"),
              fields.requiredText("new_password"),
              Access.sessionToken(exchange.request()).orElse(""),
              exchange.address());
          return Reply.noContent();
        });
  }

  private Future<Reply> sessions(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> Reply.json(200, AccessViews.SessionsView.of(signIn.sessions(principal), principal)));
  }

  private Future<Reply> endSessions(Exchange exchange, Principal principal) {
    requireSession(principal);
    return workers.desk(
        () -> {
          signIn.endOtherSessions(principal);
          return Reply.noContent();
        });
  }

  private Future<Reply> endSession(Exchange exchange, Principal principal) {
    requireSession(principal);
    return workers.desk(
        () -> {
          signIn.endSession(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> begin(Exchange exchange, Principal principal) {
    requireSession(principal);
    return workers.desk(() -> Reply.json(200, secondFactor.begin(principal)));
  }

  private Future<Reply> confirm(Exchange exchange, Principal principal) {
    return guarded(
        exchange,
        principal,
        Set.of("code"),
        fields ->
            Reply.json(
                200,
                new AccessViews.RecoveryCodesView(
                    secondFactor.confirm(principal, fields.requiredText("code")))));
  }

  private Future<Reply> end(Exchange exchange, Principal principal) {
    return guarded(
        exchange,
        principal,
        Set.of("password"),
        fields -> {
          secondFactor.end(principal, fields.requiredText("password"));
          return Reply.noContent();
        });
  }

  private interface Work {
    Reply with(Fields fields);
  }

  /** What takes a secret of the user is as slow to guess at as a login. */
  private Future<Reply> guarded(
      Exchange exchange, Principal principal, Set<String> known, Work work) {
    requireSession(principal);
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body -> {
              Fields fields = Fields.of(body, known);
              return workers
                  .desk(() -> signIn.begin(principal.username(), exchange.address()))
                  .compose(delay -> LoginRoutes.after(vertx, delay))
                  .compose(
                      waited ->
                          workers.password(
                              () -> {
                                Reply reply = work.with(fields);
                                signIn.end(principal.username(), exchange.address());
                                return reply;
                              }));
            });
  }

  private static void requireSession(Principal principal) {
    if (principal.means() != Principal.Means.SESSION) {
      throw new ProblemException(
          ProblemCode.NOT_PERMITTED,
          "An API key cannot change the account that it belongs to. Sign in with the password.");
    }
  }
}
