package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Extent;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ExportReports;
import dev.rollcall.gateway.usecase.TableExport;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Lists that can be had as files, by {@code format} or by the Accept header. */
public final class ExportDesk {
  private final ExportReports exports;
  private final Workers workers;

  public ExportDesk(ExportReports exports, Workers workers) {
    this.exports = exports;
    this.workers = workers;
  }

  /** Empty where JSON is wanted; INVALID_FIELD for a format that is not made. */
  static Optional<TableFormat> wanted(HttpServerRequest request) {
    Optional<String> named = new Query(request).text("format");
    if (named.isPresent()) {
      Optional<TableFormat> format = TableFormat.named(named.get());
      if (format.isEmpty() && !named.get().equals("json")) {
        throw ProblemException.ofField(
            ProblemCode.INVALID_FIELD, "format", "format is json, csv, xlsx or pdf.");
      }
      return format;
    }
    return Optional.ofNullable(request.getHeader("accept")).flatMap(TableFormat::accepted);
  }

  /**
   * Answers with a file, to whom may export.
   *
   * @param title what it holds: a key of the words for files
   */
  Future<Reply> send(
      Exchange exchange,
      Principal principal,
      String title,
      TableFormat format,
      BiFunction<ExportReports, TableFormat, TableExport> begin) {
    if (principal.extent(Permission.EXPORT) == Extent.NONE) {
      return Future.failedFuture(
          new ProblemException(
              ProblemCode.NOT_PERMITTED,
              "Files need the permission export, which your role or key does not have. Ask an"
                  + " administrator of your organisation."));
    }
    return workers
        .desk(() -> exports.filename(principal.organisationId(), title, format))
        .compose(
            filename ->
                FileReply.send(
                    exchange,
                    workers,
                    format.mediaType(),
                    filename,
                    Map.of(),
                    () -> begin.apply(exports, format)));
  }
}
