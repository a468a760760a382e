package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import dev.rollcall.gateway.port.ReviewStore;
import dev.rollcall.gateway.usecase.ReportWrongMatch;
import dev.rollcall.gateway.usecase.ReviewFaces;
import dev.rollcall.gateway.usecase.Upload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Faces that wait for a person's decision, and matches that were wrong. */
public final class ReviewRoutes implements RouteGroup {
  private final ReviewFaces review;
  private final ReportWrongMatch wrongMatch;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;

  public ReviewRoutes(
      ReviewFaces review,
      ReportWrongMatch wrongMatch,
      Once once,
      Workers workers,
      ByteBudget budget) {
    this.review = review;
    this.wrongMatch = wrongMatch;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String one = "/api/v1/review/:id";
    route(router, gate, HttpMethod.GET, "/api/v1/review", this::list);
    route(router, gate, HttpMethod.GET, one, this::get);
    route(router, gate, HttpMethod.GET, one + "/picture", this::picture);
    route(router, gate, HttpMethod.POST, one + "/confirm", this::confirm);
    route(router, gate, HttpMethod.POST, one + "/assign", this::assign);
    route(router, gate, HttpMethod.POST, one + "/reject", this::reject);
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/records/:id/wrong-match"),
        Permission.RECORDS_CORRECT,
        this::wrongMatch);
  }

  private static void route(
      Router router, Gate gate, HttpMethod method, String path, Exchange.SignedInAnswer answer) {
    gate.permitted(router.route(method, path), Permission.REVIEW, answer);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    ReviewStore.Filter filter = filter(query);
    return workers.desk(
        () ->
            Reply.json(
                200,
                ReviewViews.ItemsView.of(
                    review.list(principal, filter, limit, query.text("cursor")))));
  }

  private static ReviewStore.Filter filter(Query query) {
    String state = query.text("state").orElse("open");
    Optional<ReviewKind> kind = query.text("kind").map(ReviewRoutes::kind);
    return switch (state) {
      case "open" -> new ReviewStore.Filter(true, false, Optional.empty(), kind);
      case "all" -> new ReviewStore.Filter(false, true, Optional.empty(), kind);
      case "confirmed", "assigned", "rejected" ->
          new ReviewStore.Filter(
              false,
              false,
              Optional.of(ReviewItem.Verdict.valueOf(state.toUpperCase(Locale.ROOT))),
              kind);
      default ->
          throw ProblemException.ofField(
              ProblemCode.INVALID_FIELD,
              "state",
              "state is open, confirmed, assigned, rejected or all.");
    };
  }

  private static ReviewKind kind(String word) {
    try {
      return ReviewKind.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "kind",
          "kind is UNKNOWN, AMBIGUOUS, LOW_QUALITY, OFFLINE or FLAGGED.");
    }
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          ReviewFaces.Named<ReviewItem> item = review.get(principal, exchange.pathParameter("id"));
          return Reply.json(200, ReviewViews.ItemView.of(item.what(), item.names()));
        });
  }

  private Future<Reply> picture(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          ReviewFaces.FacePicture picture = review.picture(principal, exchange.pathParameter("id"));
          return new Reply(
              200, picture.mediaType(), picture.bytes(), Map.of("cache-control", "no-store"));
        });
  }

  /** What a decision needs of its body. */
  private interface Decision {
    ReviewFaces.Decided take(Fields fields);
  }

  private Future<Reply> decide(
      Exchange exchange, Principal principal, Set<String> known, Decision decision) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, known);
                      return once.run(
                          exchange,
                          principal,
                          body,
                          () ->
                              new Once.Outcome(
                                  200, ReviewViews.DecidedView.of(decision.take(fields))));
                    }));
  }

  private Future<Reply> confirm(Exchange exchange, Principal principal) {
    return decide(
        exchange,
        principal,
        Set.of("teach", "person_id"),
        fields ->
            review.confirm(
                principal,
                exchange.pathParameter("id"),
                fields.text("person_id"),
                fields.flag("teach").orElse(false)));
  }

  private Future<Reply> assign(Exchange exchange, Principal principal) {
    return decide(
        exchange,
        principal,
        Set.of("teach", "person_id"),
        fields ->
            review.assign(
                principal,
                exchange.pathParameter("id"),
                fields.requiredText("person_id"),
                fields.flag("teach").orElse(false)));
  }

  private Future<Reply> reject(Exchange exchange, Principal principal) {
    return decide(
        exchange,
        principal,
        Set.of("reason"),
        fields ->
            review.reject(principal, exchange.pathParameter("id"), fields.requiredText("reason")));
  }

  private Future<Reply> wrongMatch(Exchange exchange, Principal principal) {
    return BodyReader.read(
            exchange.context(),
            new BodyLimits(0, BodyLimits.ONE_PICTURE.jsonBytes(), BodyLimits.PICTURE_BYTES),
            budget)
        .compose(
            body ->
                workers.picture(
                    () -> {
                      Fields fields = Fields.of(body, Set.of("person_id", "teach", "picture"));
                      ReportWrongMatch.Request request =
                          new ReportWrongMatch.Request(
                              exchange.pathParameter("id"),
                              fields.text("person_id"),
                              fields.flag("teach").orElse(false),
                              fields.text("picture").map(ReviewRoutes::upload));
                      return once.run(
                          exchange,
                          principal,
                          body,
                          () ->
                              new Once.Outcome(
                                  200,
                                  ReviewViews.WrongMatchView.of(
                                      wrongMatch.run(
                                          principal, request, exchange.callAfterUpload()))));
                    }));
  }

  private static Upload upload(String base64) {
    try {
      return new Upload(
          null, Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "picture", "picture is not valid base64.");
    }
  }
}
