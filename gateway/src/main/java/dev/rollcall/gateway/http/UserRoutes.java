package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.usecase.ManageInvites;
import dev.rollcall.gateway.usecase.ManageUsers;
import dev.rollcall.gateway.usecase.ResetPasswords;
import dev.rollcall.gateway.usecase.UserRights;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Users of the organisation, and invites to become one. */
public final class UserRoutes implements RouteGroup {
  private static final Set<String> NEW_USER =
      Set.of("username", "password", "email", "role", "groups", "person_id");
  private static final Set<String> CHANGE =
      Set.of("email", "role", "groups", "person_id", "disabled");
  private static final Set<String> NEW_INVITE =
      Set.of("email", "role", "groups", "person_id", "expires_in_hours");
  private static final int USUAL_HOURS = 168;
  private static final int MOST_HOURS = 720;

  private final ManageUsers users;
  private final ManageInvites invites;
  private final ResetPasswords resets;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;

  public UserRoutes(
      ManageUsers users,
      ManageInvites invites,
      ResetPasswords resets,
      Once once,
      Workers workers,
      ByteBudget budget) {
    this.users = users;
    this.invites = invites;
    this.resets = resets;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    on(router, gate, HttpMethod.GET, "/users", this::list);
    on(router, gate, HttpMethod.POST, "/users", this::create);
    on(router, gate, HttpMethod.GET, "/users/:id", this::get);
    on(router, gate, HttpMethod.PATCH, "/users/:id", this::change);
    on(router, gate, HttpMethod.DELETE, "/users/:id", this::delete);
    on(router, gate, HttpMethod.POST, "/users/:id/reset-link", this::resetLink);
    on(router, gate, HttpMethod.DELETE, "/users/:id/sessions", this::endSessions);
    on(router, gate, HttpMethod.DELETE, "/users/:id/second-factor", this::endSecondFactor);
    on(router, gate, HttpMethod.GET, "/invites", this::listInvites);
    on(router, gate, HttpMethod.POST, "/invites", this::invite);
    on(router, gate, HttpMethod.DELETE, "/invites/:id", this::deleteInvite);
  }

  private static void on(
      Router router, Gate gate, HttpMethod method, String path, Exchange.SignedInAnswer answer) {
    gate.permitted(router.route(method, "/api/v1" + path), Permission.USERS, answer);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                AccessViews.UsersView.of(
                    users.list(
                        principal, limit, query.text("cursor"), query.text("q").orElse("")))));
  }

  private static UserRights.Rights rights(Fields fields) {
    return ManageUsers.rights(
        fields.text("email").orElse(null),
        fields.requiredText("role"),
        Set.copyOf(fields.texts("groups").orElse(List.of())),
        fields.text("person_id").orElse(null));
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return body(exchange)
        .compose(
            body ->
                workers.password(
                    () ->
                        once.run(
                            exchange,
                            principal,
                            body,
                            () -> {
                              Fields fields = Fields.of(body, NEW_USER);
                              Account made =
                                  users.create(
                                      principal,
                                      fields.requiredText("username"),
                                      fields.requiredText("password"),
                                      rights(fields));
                              return new Once.Outcome(201, AccessViews.UserView.of(made));
                            })))
        .map(reply -> EntityTag.tagged(reply, 0));
  }

  private Future<Body> body(Exchange exchange) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget);
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return workers.desk(() -> shown(users.get(principal, exchange.pathParameter("id"))));
  }

  private static Reply shown(Account account) {
    return EntityTag.tagged(Reply.json(200, AccessViews.UserView.of(account)), account.version());
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    OptionalLong wanted = EntityTag.wanted(exchange);
    return body(exchange)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, CHANGE);
                      return shown(
                          users.change(
                              principal,
                              exchange.pathParameter("id"),
                              wanted,
                              new ManageUsers.Change(
                                  fields.names("email"),
                                  fields.text("email").orElse(null),
                                  fields.text("role").orElse(null),
                                  fields.texts("groups").map(Set::copyOf).orElse(null),
                                  fields.names("person_id"),
                                  fields.text("person_id").orElse(null),
                                  fields.flag("disabled").orElse(null))));
                    }));
  }

  private Future<Reply> delete(Exchange exchange, Principal principal) {
    OptionalLong wanted = EntityTag.wanted(exchange);
    return workers.desk(
        () -> {
          users.delete(principal, exchange.pathParameter("id"), wanted);
          return Reply.noContent();
        });
  }

  private Future<Reply> resetLink(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            once.run(
                exchange,
                principal,
                Once.hash(exchange),
                () ->
                    new Once.Outcome(
                        201,
                        AccessViews.LinkView.of(
                            resets.linkFor(
                                principal, exchange.pathParameter("id"), exchange.site())))));
  }

  private Future<Reply> endSessions(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          users.endSessions(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> endSecondFactor(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          users.endSecondFactor(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> listInvites(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                AccessViews.InvitesView.of(invites.list(principal, limit, query.text("cursor")))));
  }

  private Future<Reply> invite(Exchange exchange, Principal principal) {
    return body(exchange)
        .compose(
            body ->
                workers.desk(
                    () ->
                        once.run(
                            exchange,
                            principal,
                            body,
                            () -> {
                              Fields fields = Fields.of(body, NEW_INVITE);
                              int hours = fields.number("expires_in_hours", USUAL_HOURS);
                              if (hours < 1 || hours > MOST_HOURS) {
                                throw Query.invalid(
                                    "expires_in_hours",
                                    "expires_in_hours must be a number from 1 to "
                                        + MOST_HOURS
                                        + ".");
                              }
                              return new Once.Outcome(
                                  201,
                                  AccessViews.NewInviteView.of(
                                      invites.create(
                                          principal,
                                          rights(fields),
                                          Duration.ofHours(hours),
                                          exchange.site())));
                            })));
  }

  private Future<Reply> deleteInvite(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          invites.delete(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }
}
