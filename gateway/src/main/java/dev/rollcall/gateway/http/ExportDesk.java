package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Extent;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.usecase.ExportReports;
import dev.rollcall.gateway.usecase.TableExport;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lists that can be had as files, by {@code format} or by the Accept header. What leaves the house
 * in one stands in the audit log before it goes.
 */
public final class ExportDesk {
  private static final List<String> SUBJECTS = List.of("group_id", "person_id", "session_id");

  private final ExportReports exports;
  private final AuditLog audit;
  private final Workers workers;
  private final InstantSource clock;

  public ExportDesk(ExportReports exports, AuditLog audit, Workers workers, InstantSource clock) {
    this.exports = exports;
    this.audit = audit;
    this.workers = workers;
    this.clock = clock;
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
                    () -> {
                      TableExport begun = begin.apply(exports, format);
                      audit.append(
                          principal.organisationId(), deed(exchange, principal, title, format));
                      return begun;
                    }));
  }

  /** The file could be begun, so the days are days. */
  private Deed deed(Exchange exchange, Principal principal, String title, TableFormat format) {
    Query query = new Query(exchange.request());
    Deed deed =
        Deed.of(principal.accountId(), "file.exported", clock.instant())
            .with("list", title)
            .with("format", format.extension());
    for (String day : List.of("from", "until", "date")) {
      deed = deed.with(day, query.date(day).orElse(null));
    }
    for (String name : SUBJECTS) {
      Optional<String> subject = query.text(name).filter(Ulid::looksLike);
      deed = subject.isPresent() ? deed.about(subject.get()) : deed;
    }
    return deed;
  }
}
