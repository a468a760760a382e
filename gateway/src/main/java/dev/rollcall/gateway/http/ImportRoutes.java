package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ExportImportRows;
import dev.rollcall.gateway.usecase.ManageImports;
import dev.rollcall.gateway.usecase.PreviewImport;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Rosters and pictures in bulk. */
public final class ImportRoutes implements RouteGroup {
  private final ManageImports imports;
  private final PreviewImport preview;
  private final ExportImportRows exportRows;
  private final Once once;
  private final Workers workers;

  public ImportRoutes(
      ManageImports imports,
      PreviewImport preview,
      ExportImportRows exportRows,
      Once once,
      Workers workers) {
    this.imports = imports;
    this.preview = preview;
    this.exportRows = exportRows;
    this.once = once;
    this.workers = workers;
  }

  @Override
  public void mount(Router router, Gate gate) {
    String all = "/api/v1/imports";
    String one = all + "/:id";
    route(router, gate, HttpMethod.POST, all + "/preview", this::preview);
    route(router, gate, HttpMethod.GET, all, this::list);
    route(router, gate, HttpMethod.POST, all, this::create);
    route(
        router,
        gate,
        HttpMethod.GET,
        one,
        (exchange, who) -> workers.desk(() -> shown(200, this::found, exchange, who)));
    route(router, gate, HttpMethod.GET, one + "/rows", this::rows);
    route(router, gate, HttpMethod.GET, one + "/rows.csv", this::download);
    act(router, gate, one + "/run", imports::run);
    act(router, gate, one + "/resume", imports::resume);
    act(router, gate, one + "/cancel", imports::cancel);
  }

  private static void route(
      Router router, Gate gate, HttpMethod method, String path, Exchange.SignedInAnswer answer) {
    gate.permitted(router.route(method, path), Permission.IMPORT, answer);
  }

  private void act(
      Router router, Gate gate, String path, BiFunction<Principal, String, ImportJob> verb) {
    route(
        router,
        gate,
        HttpMethod.POST,
        path,
        (exchange, principal) ->
            workers.desk(
                () ->
                    once.reply(
                        exchange,
                        principal,
                        Once.hash(exchange),
                        () -> shown(202, verb, exchange, principal))));
  }

  private static Reply shown(
      int status,
      BiFunction<Principal, String, ImportJob> verb,
      Exchange exchange,
      Principal principal) {
    return Reply.json(
        status, ExchangeViews.ImportView.of(verb.apply(principal, exchange.pathParameter("id"))));
  }

  private ImportJob found(Principal principal, String id) {
    return imports.get(principal.organisationId(), id);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    return workers.desk(
        () ->
            Reply.json(
                200,
                ExchangeViews.ImportsView.of(
                    imports.list(principal.organisationId(), limit, query.text("cursor")))));
  }

  /** What is done with a file that has come whole. */
  private interface Use extends BiFunction<ManageImports.Incoming, UploadReader.Form, Reply> {}

  private Future<Reply> receive(Exchange exchange, Use use) {
    return workers
        .desk(imports::receive)
        .compose(
            file ->
                UploadReader.read(exchange.context(), file.writing(), workers)
                    .compose(form -> workers.picture(() -> use.apply(file, form)))
                    .eventually(
                        () ->
                            workers.desk(
                                () -> {
                                  file.writing().close();
                                  return true;
                                })));
  }

  private Future<Reply> preview(Exchange exchange, Principal principal) {
    return receive(
        exchange,
        (file, form) -> {
          ManageImports.Request request = ImportForm.parse(form);
          return Reply.json(
              200,
              ExchangeViews.PreviewView.of(
                  preview.run(
                      principal.organisationId(), file, request.kind(), request.options())));
        });
  }

  private Future<Reply> create(Exchange exchange, Principal principal) {
    return receive(
        exchange,
        (file, form) -> {
          ManageImports.Request request = ImportForm.parse(form);
          return once.run(
              exchange,
              principal,
              form.hash("import"),
              () ->
                  new Once.Outcome(
                      202, ExchangeViews.ImportView.of(imports.start(principal, file, request))));
        });
  }

  private static Optional<RowOutcome> only(Query query) {
    return query
        .text("only")
        .map(
            word -> {
              try {
                return RowOutcome.valueOf(word.toUpperCase(Locale.ROOT));
              } catch (IllegalArgumentException e) {
                throw ProblemException.ofField(
                    ProblemCode.INVALID_FIELD,
                    "only",
                    "only is created, updated, skipped or failed.");
              }
            });
  }

  private Future<Reply> rows(Exchange exchange, Principal principal) {
    Query query = new Query(exchange.request());
    int limit = query.limit();
    Optional<RowOutcome> only = only(query);
    return workers.desk(
        () ->
            Reply.json(
                200,
                ExchangeViews.ImportRowsView.of(
                    imports.rows(
                        principal.organisationId(),
                        exchange.pathParameter("id"),
                        only,
                        limit,
                        query.text("cursor")))));
  }

  private Future<Reply> download(Exchange exchange, Principal principal) {
    Optional<RowOutcome> only = only(new Query(exchange.request()));
    String id = exchange.pathParameter("id");
    return FileReply.send(
        exchange,
        workers,
        TableFormat.CSV.mediaType(),
        "import-rows.csv",
        Map.of(),
        () -> exportRows.prepare(principal, id, only));
  }
}
