package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ManageWebhooks;
import dev.rollcall.gateway.usecase.SendMails;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes out by itself: webhooks and mail. */
public final class WebhookRoutes implements RouteGroup {
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,255}");
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private final ManageWebhooks webhooks;
  private final SendMails mails;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;

  public WebhookRoutes(
      ManageWebhooks webhooks, SendMails mails, Once once, Workers workers, ByteBudget budget) {
    this.webhooks = webhooks;
    this.mails = mails;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/webhooks";
    String one = all + "/:id";
    read(router, gate, all, this::list);
    write(router, gate, HttpMethod.POST, all, this::create);
    write(router, gate, HttpMethod.PATCH, one, this::change);
    write(router, gate, HttpMethod.DELETE, one, this::remove);
    write(router, gate, HttpMethod.POST, one + "/test", this::test);
    read(router, gate, one + "/deliveries", this::deliveries);
    write(router, gate, HttpMethod.POST, one + "/deliveries/:delivery_id/retry", this::retry);
    read(router, gate, "/api/v1/mail", this::mails);
    write(router, gate, HttpMethod.POST, "/api/v1/mail/:id/retry", this::retryMail);
    write(router, gate, HttpMethod.POST, "/api/v1/settings/mail/test", this::testMail);
  }

  private static void read(Router router, Gate gate, String path, Exchange.SignedInAnswer answer) {
    gate.permitted(router.route(HttpMethod.GET, path), Permission.SETTINGS_WRITE, answer);
  }

  private static void write(
      Router router, Gate gate, HttpMethod method, String path, Exchange.SignedInAnswer answer) {
    gate.permitted(router.route(method, path), Permission.SETTINGS_WRITE, answer);
  }

  private Future<Body> body(Exchange exchange) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget);
  }

  private static Reply tagged(int status, Webhook webhook, Object view) {
    return new Reply(
        status,
        "application/json",
        Json.write(view),
        Map.of("etag", "\"" + webhook.version() + "\""));
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                ExchangeViews.WebhooksView.of(
                    webhooks.list(principal.organisationId(), limit, query.text("cursor")))));
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return body(exchange)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, Set.of("url", "events", "enabled"));
                      return once.reply(
                          exchange,
                          principal,
                          Once.hash(exchange, body),
                          () -> create(principal, fields));
                    }));
  }

  private Reply create(Principal principal, Fields fields) {
    ManageWebhooks.Created created =
        webhooks.create(
            principal,
            fields.requiredText("url"),
            fields
                .texts("events")
                .orElseThrow(
                    () ->
                        ProblemException.ofField(
                            ProblemCode.MISSING_FIELD, "events", "events is missing.")),
            fields.flag("enabled").orElse(true));
    return tagged(201, created.webhook(), ExchangeViews.NewWebhookView.of(created));
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    Optional<Long> version = version(exchange.request().getHeader("if-match"));
    return body(exchange)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, Set.of("url", "events", "enabled"));
                      Webhook changed =
                          webhooks.change(
                              principal,
                              exchange.pathParameter("id"),
                              version,
                              new ManageWebhooks.Change(
                                  fields.text("url"),
                                  fields.texts("events"),
                                  fields.flag("enabled")));
                      return tagged(200, changed, ExchangeViews.WebhookView.of(changed));
                    }));
  }

  /** Of an If-Match header; one that is no tag of ours names a version that never was. */
  private static Optional<Long> version(@org.jspecify.annotations.Nullable String header) {
    if (header == null || header.isBlank() || header.strip().equals("*")) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(header.strip());
    return Optional.of(tag.matches() ? Long.parseLong(tag.group(1)) : -1);
  }

  private Future<Reply> remove(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          webhooks.remove(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> test(Exchange exchange, Principal principal) {
    return workers.outside(
        () ->
            Reply.json(
                200,
                ExchangeViews.DeliveryView.of(
                    webhooks.test(principal.organisationId(), exchange.pathParameter("id")))));
  }

  private Future<Reply> deliveries(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    Optional<Delivery.State> state = state(query, Delivery.State.class);
    return workers.desk(
        () ->
            Reply.json(
                200,
                ExchangeViews.DeliveriesView.of(
                    webhooks.deliveries(
                        principal.organisationId(),
                        exchange.pathParameter("id"),
                        state,
                        limit,
                        query.text("cursor")))));
  }

  private static <E extends Enum<E>> Optional<E> state(Query query, Class<E> type) {
    return query
        .text("state")
        .map(
            word -> {
              try {
                return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
              } catch (IllegalArgumentException e) {
                throw ProblemException.ofField(
                    ProblemCode.INVALID_FIELD,
                    "state",
                    "state is one of %s."
                        .formatted(
                            java.util.Arrays.stream(type.getEnumConstants())
                                .map(ExchangeViews::lower)
                                .toList()));
              }
            });
  }

  private Future<Reply> retry(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                202,
                ExchangeViews.DeliveryView.of(
                    webhooks.retry(
                        principal.organisationId(),
                        exchange.pathParameter("id"),
                        exchange.pathParameter("delivery_id")))));
  }

  private Future<Reply> mails(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    Optional<OutgoingMail.State> state = state(query, OutgoingMail.State.class);
    return workers.desk(
        () ->
            Reply.json(
                200,
                ExchangeViews.MailsView.of(
                    mails.list(principal.organisationId(), state, limit, query.text("cursor")))));
  }

  private Future<Reply> retryMail(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                202,
                ExchangeViews.MailView.of(
                    mails.retry(principal.organisationId(), exchange.pathParameter("id")))));
  }

  private Future<Reply> testMail(Exchange exchange, Principal principal) {
    return body(exchange)
        .compose(
            body ->
                workers.outside(
                    () -> {
                      String to = Fields.of(body, Set.of("to")).requiredText("to").strip();
                      if (!ADDRESS.matcher(to).matches()) {
                        throw ProblemException.ofField(
                            ProblemCode.INVALID_FIELD,
                            "to",
                            "to is no mail address such as ada@example.org.");
                      }
                      return Reply.json(
                          200,
                          ExchangeViews.MailView.of(mails.test(principal.organisationId(), to)));
                    }));
  }
}
