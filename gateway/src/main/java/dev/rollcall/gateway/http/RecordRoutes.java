package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.RecordFacts;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.usecase.CorrectRecords;
import dev.rollcall.gateway.usecase.CorrectRecords.Value;
import dev.rollcall.gateway.usecase.ListRecords;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records: what was seen, written by hand and corrected. */
public final class RecordRoutes implements RouteGroup {
  private static final Set<String> DRAFT =
      Set.of("person_id", "session_id", "time", "direction", "reason");
  private static final Set<String> CORRECTION =
      Set.of("reason", "time", "person_id", "status", "direction", "session_id");

  private final ListRecords records;
  private final CorrectRecords corrections;
  private final FieldDesk desk;
  private final ExportDesk files;

  public RecordRoutes(
      ListRecords records, CorrectRecords corrections, FieldDesk desk, ExportDesk files) {
    this.records = records;
    this.corrections = corrections;
    this.desk = desk;
    this.files = files;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/records";
    String one = all + "/:id";
    gate.permitted(router.route(HttpMethod.GET, all), Permission.RECORDS_READ, this::list);
    gate.permitted(router.route(HttpMethod.POST, all), Permission.RECORDS_CORRECT, this::write);
    gate.permitted(router.route(HttpMethod.GET, one), Permission.RECORDS_READ, this::get);
    gate.permitted(
        router.route(HttpMethod.POST, one + "/corrections"),
        Permission.RECORDS_CORRECT,
        this::correct);
    gate.permitted(
        router.route(HttpMethod.GET, one + "/history"), Permission.RECORDS_READ, this::history);
  }

  /** What a query leaves of the records; {@code date} is a day alone. */
  static ListRecords.Filter filter(Query query) {
    var date = query.date();
    return new ListRecords.Filter(
        date.isPresent() ? date : query.date("from"),
        date.isPresent() ? date : query.date("until"),
        query.zone(),
        query.id("person_id"),
        query.text("session_id"),
        query.id("group_id"),
        query.name("status", Status.class),
        query.name("reason", Reason.class),
        query.name("flag", Flag.class));
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    ListRecords.Filter filter = filter(query);
    Optional<TableFormat> file = ExportDesk.wanted(exchange.request());
    if (file.isPresent()) {
      return files.send(
          exchange,
          principal,
          "records",
          file.get(),
          (exports, format) -> exports.records(principal, filter, format));
    }
    return desk.work(
        () ->
            Reply.json(
                200,
                Views.RecordsView.of(records.run(principal, filter, limit, query.text("cursor")))));
  }

  private static Reply reply(int status, AttendanceRecord record) {
    return EntityTag.json(status, Views.RecordView.of(record), record.details().version());
  }

  private Future<Reply> get(Exchange exchange, Principal principal) {
    return desk.work(() -> reply(200, corrections.get(principal, exchange.pathParameter("id"))));
  }

  private Future<Reply> write(Exchange exchange, Principal principal) {
    return desk.once(
        exchange,
        principal,
        DRAFT,
        fields ->
            reply(
                201,
                corrections.write(
                    principal,
                    new CorrectRecords.Draft(
                        fields.requiredText("person_id"),
                        fields.text("session_id").orElse(null),
                        fields.requiredInstant("time"),
                        fields.word("direction", Direction.class).orElse(null),
                        fields.requiredText("reason")))));
  }

  private Future<Reply> correct(Exchange exchange, Principal principal) {
    Long version = EntityTag.ifMatch(exchange.request());
    return desk.once(
        exchange,
        principal,
        CORRECTION,
        fields ->
            reply(
                201,
                corrections.correct(
                    principal,
                    exchange.pathParameter("id"),
                    version,
                    new CorrectRecords.Correction(
                        fields.requiredText("reason"),
                        fields.instant("time"),
                        value(fields, "person_id", fields.text("person_id")),
                        fields
                            .text("status")
                            .map(text -> Words.parseName("status", text, Status.class)),
                        value(fields, "direction", fields.word("direction", Direction.class)),
                        value(fields, "session_id", fields.text("session_id"))))));
  }

  private static <T> Optional<Value<T>> value(Fields fields, String field, Optional<T> given) {
    return fields.names(field) ? Optional.of(new Value<>(given.orElse(null))) : Optional.empty();
  }

  private Future<Reply> history(Exchange exchange, Principal principal) {
    return desk.work(
        () -> {
          String id = exchange.pathParameter("id");
          AttendanceRecord record = corrections.get(principal, id);
          return Reply.json(
              200,
              new HistoryView(
                  Views.RecordView.of(record),
                  corrections.history(principal, id).stream().map(ChangeView::of).toList()));
        });
  }

  private record FactsView(
      String status,
      String time,
      @Nullable String personId,
      @Nullable String direction,
      @Nullable String sessionId) {
    static FactsView of(RecordFacts facts) {
      return new FactsView(
          facts.status().name(),
          facts.time().toString(),
          facts.personId(),
          Words.orNull(facts.direction()),
          facts.sessionId());
    }
  }

  private record ChangeView(
      String at, String by, String reason, FactsView before, FactsView after) {
    static ChangeView of(RecordStore.Change change) {
      return new ChangeView(
          change.at().toString(),
          change.actor(),
          change.reason(),
          FactsView.of(change.before()),
          FactsView.of(change.after()));
    }
  }

  private record HistoryView(Views.RecordView record, List<ChangeView> changes) {}
}
