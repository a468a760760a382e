package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.usecase.ManagePeople;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;

/** People. */
public final class PeopleRoutes implements RouteGroup {
  private static final Set<String> CHANGEABLE =
      Set.of("name", "external_id", "groups", "birth_date", "gender");

  private final ManagePeople people;
  private final FieldDesk desk;

  public PeopleRoutes(ManagePeople people, FieldDesk desk) {
    this.people = people;
    this.desk = desk;
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
        router.route(HttpMethod.POST, "/api/v1/people/:id/merge"),
        Permission.PEOPLE_WRITE,
        this::merge);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return desk.work(
        () ->
            Reply.json(
                200,
                Views.PeopleView.of(
                    people.list(
                        principal,
                        query.id("group_id"),
                        limit,
                        query.text("cursor"),
                        query.text("q").orElse("")))));
  }

  private static Reply reply(Person person) {
    return EntityTag.json(200, Views.PersonView.of(person), person.version());
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return desk.work(() -> reply(people.get(principal, exchange.pathParameter("id"))));
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.fields(
        exchange,
        CHANGEABLE,
        fields ->
            reply(people.change(principal, exchange.pathParameter("id"), version, change(fields))));
  }

  private static ManagePeople.Change change(Fields fields) {
    return new ManagePeople.Change(
        fields.text("name"),
        fields.names("external_id"),
        fields.text("external_id").orElse(null),
        fields.texts("groups"),
        before -> profile(fields, before));
  }

  private static Profile profile(Fields fields, Profile before) {
    return new Profile(
        fields.names("birth_date") ? fields.date("birth_date").orElse(null) : before.birthDate(),
        fields.names("gender")
            ? fields.word("gender", Gender.class).map(Words::of).orElse(null)
            : before.gender());
  }

  /** As the networks name them. */
  private enum Gender {
    FEMALE,
    MALE
  }

  private Future<Reply> merge(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        Set.of("into", "reason"),
        fields ->
            reply(
                people.merge(
                    principal,
                    exchange.pathParameter("id"),
                    fields.requiredText("into"),
                    fields.requiredText("reason"))));
  }

  private Future<Reply> erase(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          people.erase(principal, exchange.pathParameter("id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> picture(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          ManagePeople.PersonPicture picture =
              people.picture(principal, exchange.pathParameter("id"));
          // No "content-encoding: identity", though it is compressed already: with it Vert.x 5.0.7
          // garbles every later answer of the HTTP/2 connection.
          return new Reply(200, picture.mediaType(), picture.bytes(), Map.of());
        });
  }
}
