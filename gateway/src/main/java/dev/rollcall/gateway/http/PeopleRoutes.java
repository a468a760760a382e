package dev.rollcall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ListRecords;
import dev.rollcall.gateway.usecase.ManagePeople;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** People, and the records of their attendance. */
public final class PeopleRoutes implements RouteGroup {
  private static final Set<String> CHANGEABLE = Set.of("name", "external_id", "groups");

  private final ManagePeople people;
  private final ListRecords records;
  private final Workers workers;
  private final ByteBudget budget;

  public PeopleRoutes(
      ManagePeople people, ListRecords records, Workers workers, ByteBudget budget) {
    this.people = people;
    this.records = records;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/people"), Permission.PEOPLE_READ, this::list);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/people/:id"), Permission.PEOPLE_READ, this::get);
    gate.permitted(
        router.route(HttpMethod.PATCH, "/api/v1/people/:id"),
        Permission.PEOPLE_WRITE,
        this::change);
    gate.permitted(
        router.route(HttpMethod.DELETE, "/api/v1/people/:id"),
        Permission.PEOPLE_WRITE,
        this::erase);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/people/:id/picture"),
        Permission.PEOPLE_READ,
        this::picture);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/records"), Permission.RECORDS_READ, this::records);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                Views.PeopleView.of(
                    people.list(
                        principal.organisationId(),
                        principal.reach(Permission.PEOPLE_READ),
                        limit,
                        query.text("cursor"),
                        query.text("q").orElse("")))));
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            Reply.json(
                200,
                Views.PersonView.of(
                    people.get(
                        principal.organisationId(),
                        principal.reach(Permission.PEOPLE_READ),
                        exchange.pathParameter("id")))));
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      ManagePeople.Change change = change(body);
                      return Reply.json(
                          200,
                          Views.PersonView.of(
                              people.change(
                                  principal.organisationId(),
                                  principal.reach(Permission.PEOPLE_WRITE),
                                  exchange.pathParameter("id"),
                                  change)));
                    }));
  }

  private static ManagePeople.Change change(Body body) {
    ObjectNode json = Json.readObject(((Body.JsonText) body).bytes());
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!CHANGEABLE.contains(entry.getKey())) {
        throw ProblemException.ofField(
            ProblemCode.UNKNOWN_FIELD,
            entry.getKey(),
            "There is no field %s here. Known are %s."
                .formatted(entry.getKey(), new TreeSet<>(CHANGEABLE)));
      }
    }
    JsonNode externalId = json.get("external_id");
    return new ManagePeople.Change(
        Optional.ofNullable(json.get("name")).map(node -> text("name", node)),
        externalId != null,
        externalId == null || externalId.isNull() ? null : text("external_id", externalId),
        Optional.ofNullable(json.get("groups")).map(PeopleRoutes::texts));
  }

  private static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      throw wrongKind("groups", "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(text("groups", item)));
    return texts;
  }

  private static String text(String field, JsonNode node) {
    if (!node.isTextual()) {
      throw wrongKind(field, "text");
    }
    return node.textValue();
  }

  private static ProblemException wrongKind(String field, String wanted) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be %s.".formatted(field, wanted));
  }

  private Future<Reply> erase(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          people.erase(
              principal.organisationId(),
              principal.reach(Permission.PEOPLE_WRITE),
              exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> picture(Exchange exchange, Principal principal) {
    return workers.desk(
        () -> {
          ManagePeople.PersonPicture picture =
              people.picture(
                  principal.organisationId(),
                  principal.reach(Permission.PEOPLE_READ),
                  exchange.pathParameter("id"));
          // No "content-encoding: identity", though it is compressed already: with it Vert.x 5.0.7
          // garbles every later answer of the HTTP/2 connection.
          return new Reply(200, picture.mediaType(), picture.bytes(), Map.of());
        });
  }

  private Future<Reply> records(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    var date = query.date();
    var zone = query.zone();
    return workers.desk(
        () ->
            Reply.json(
                200,
                Views.RecordsView.of(
                    records.run(
                        principal.organisationId(),
                        principal.reach(Permission.RECORDS_READ),
                        date,
                        zone,
                        limit,
                        query.text("cursor")))));
  }
}
