package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.port.GroupStore.Listed;
import dev.rollcall.gateway.port.GroupStore.Member;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.ManageGroups;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups, their members and their terms. */
public final class GroupRoutes implements RouteGroup {
  private static final Set<String> DRAFT =
      Set.of("name", "kind", "time_zone", "starts_on", "ends_on");
  private static final Set<String> CHANGE =
      Set.of("name", "kind", "time_zone", "starts_on", "ends_on", "archived");
  private static final Set<String> TERM =
      Set.of("name", "starts_on", "ends_on", "keep_members", "keep_schedules");

  private final ManageGroups groups;
  private final FieldDesk desk;

  public GroupRoutes(ManageGroups groups, FieldDesk desk) {
    this.groups = groups;
    this.desk = desk;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/groups";
    String one = all + "/:id";
    gate.permitted(router.route(HttpMethod.GET, all), Permission.GROUPS_READ, this::list);
    gate.permitted(router.route(HttpMethod.POST, all), Permission.GROUPS_WRITE, this::create);
    gate.permitted(router.route(HttpMethod.GET, one), Permission.GROUPS_READ, this::get);
    gate.permitted(router.route(HttpMethod.PATCH, one), Permission.GROUPS_WRITE, this::change);
    gate.permitted(router.route(HttpMethod.DELETE, one), Permission.GROUPS_WRITE, this::delete);
    gate.permitted(
        router.route(HttpMethod.GET, one + "/members"), Permission.GROUPS_READ, this::members);
    String member = one + "/members/:person_id";
    gate.permitted(router.route(HttpMethod.PUT, member), Permission.GROUPS_WRITE, this::join);
    gate.permitted(router.route(HttpMethod.DELETE, member), Permission.GROUPS_WRITE, this::leave);
    gate.permitted(
        router.route(HttpMethod.POST, one + "/roll-over"), Permission.GROUPS_WRITE, this::rollOver);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    boolean archived = query.flag("archived");
    return desk.work(
        () -> {
          Page<Listed> page =
              groups.list(
                  principal, archived, query.text("q").orElse(""), limit, query.text("cursor"));
          return Reply.json(
              200,
              new GroupsView(
                  page.items().stream().map(GroupView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        DRAFT,
        fields ->
            reply(
                201,
                groups.create(
                    principal,
                    new ManageGroups.Draft(
                        fields.requiredText("name"),
                        fields.word("kind", Group.Kind.class).orElse(Group.Kind.CLASS),
                        fields.zone("time_zone").orElse(null),
                        fields.date("starts_on").orElse(null),
                        fields.date("ends_on").orElse(null)))));
  }

  private static Reply reply(int status, Listed listed) {
    return EntityTag.json(status, GroupView.of(listed), listed.group().version());
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return desk.work(() -> reply(200, groups.get(principal, exchange.pathParameter("id"))));
  }

  private Future<Reply> change(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.fields(
        exchange,
        CHANGE,
        fields ->
            reply(
                200,
                groups.change(
                    principal,
                    exchange.pathParameter("id"),
                    version,
                    new ManageGroups.Change(
                        fields.text("name"),
                        fields.word("kind", Group.Kind.class),
                        fields.zone("time_zone"),
                        day(fields, "starts_on"),
                        day(fields, "ends_on"),
                        fields.flag("archived")))));
  }

  private static Optional<ManageGroups.Day> day(Fields fields, String field) {
    return fields.names(field)
        ? Optional.of(new ManageGroups.Day(fields.date(field).orElse(null)))
        : Optional.empty();
  }

  private Future<Reply> delete(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.work(
        () -> {
          groups.delete(principal, exchange.pathParameter("id"), version);
          return Reply.noContent();
        });
  }

  private Future<Reply> members(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    Optional<LocalDate> on = query.date("on");
    return desk.work(
        () -> {
          Page<Member> page =
              groups.members(
                  principal, exchange.pathParameter("id"), on, limit, query.text("cursor"));
          return Reply.json(
              200,
              new MembersView(
                  page.items().stream().map(MemberView::of).toList(),
                  page.nextCursor().orElse(null)));
        });
  }

  private Future<Reply> join(Exchange exchange, Principal principal) {
    String group = exchange.pathParameter("id");
    String person = exchange.pathParameter("person_id");
    if (exchange.request().getHeader("content-type") == null) {
      return desk.work(
          () ->
              Reply.json(
                  200, MemberView.of(groups.join(principal, group, person, Optional.empty()))));
    }
    return desk.fields(
        exchange,
        Set.of("joined_on"),
        fields ->
            Reply.json(
                200,
                MemberView.of(groups.join(principal, group, person, fields.date("joined_on")))));
  }

  private Future<Reply> leave(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          groups.leave(
              principal, exchange.pathParameter("id"), exchange.pathParameter("person_id"));
          return Reply.noContent();
        });
  }

  private Future<Reply> rollOver(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        TERM,
        fields ->
            reply(
                201,
                groups.rollOver(
                    principal,
                    exchange.pathParameter("id"),
                    new ManageGroups.Term(
                        fields.requiredText("name"),
                        fields.requiredDate("starts_on"),
                        fields.date("ends_on").orElse(null),
                        fields.flag("keep_members").orElse(true),
                        fields.flag("keep_schedules").orElse(false)))));
  }

  private record GroupView(
      String id,
      String name,
      String kind,
      String timeZone,
      @Nullable String startsOn,
      @Nullable String endsOn,
      boolean archived,
      int members,
      List<String> managers,
      @Nullable String previousGroupId,
      String createdAt) {
    static GroupView of(Listed listed) {
      Group group = listed.group();
      return new GroupView(
          group.id(),
          group.name(),
          Words.of(group.kind()),
          group.zone().getId(),
          Objects.toString(group.startsOn(), null),
          Objects.toString(group.endsOn(), null),
          group.archived(),
          listed.members(),
          listed.managers(),
          group.previousGroupId(),
          group.createdAt().toString());
    }
  }

  private record GroupsView(List<GroupView> groups, @Nullable String nextCursor) {}

  private record MemberView(Views.PersonRef person, String joinedOn, @Nullable String leftOn) {
    static MemberView of(Member member) {
      return new MemberView(
          new Views.PersonRef(member.personId(), member.name()),
          member.joinedOn().toString(),
          Objects.toString(member.leftOn(), null));
    }
  }

  private record MembersView(List<MemberView> members, @Nullable String nextCursor) {}
}
