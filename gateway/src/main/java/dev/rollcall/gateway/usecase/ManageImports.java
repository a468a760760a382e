package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.ImportState;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.ImportFiles;
import dev.rollcall.gateway.port.ImportStore;
import dev.rollcall.gateway.port.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Begins, watches, stops and resumes imports; {@link RunImports} does the work. An import of
 * another organisation is IMPORT_NOT_FOUND.
 */
public final class ManageImports {
  private final ImportStore imports;
  private final ImportFiles files;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageImports(
      ImportStore imports, ImportFiles files, AuditLog audit, InstantSource clock, Random random) {
    this.imports = imports;
    this.files = files;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** A file on its way in; its id is that of the import which it becomes. */
  public record Incoming(String id, ImportFiles.Writing writing) {}

  public Incoming receive() {
    String id = Ulid.at(now(), random);
    return new Incoming(id, files.begin(id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Makes an import of a file that has come whole. */
  public ImportJob start(Principal by, Incoming file, Request request) {
    file.writing().finish();
    ImportJob job =
        new ImportJob(
            file.id(),
            by.organisationId(),
            request.kind(),
            ImportState.CHECKING,
            request.dryRun(),
            shortened(request.filename()),
            request.mapping(),
            List.of(),
            request.options(),
            ImportJob.Counts.NONE,
            null,
            by.accountId(),
            now(),
            null,
            null);
    imports.add(job);
    note(by, job.dryRun() ? "import.tried" : "import.started", job.id());
    return job;
  }

  private void note(Principal by, String action, String id) {
    audit.append(by.organisationId(), Deed.of(by.accountId(), action, now(), id));
  }

  private static @Nullable String shortened(@Nullable String filename) {
    if (filename == null) {
      return null;
    }
    String name = filename.replaceAll("\\p{Cntrl}", "");
    int most = 255;
    return name.codePointCount(0, name.length()) <= most
        ? name
        : name.substring(0, name.offsetByCodePoints(0, most));
  }

  public ImportJob get(String organisationId, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> imports.find(organisationId, known))
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.IMPORT_NOT_FOUND,
                    "There is no import under this id. Look at the list of imports."));
  }

  public Page<ImportJob> list(String organisationId, int limit, Optional<String> cursor) {
    return imports.list(organisationId, limit, Cursors.ulid(cursor));
  }

  /** Rows in the order of the file; the cursor is the number of the row before. */
  public Page<ImportRow> rows(
      String organisationId,
      String id,
      Optional<RowOutcome> only,
      int limit,
      Optional<String> cursor) {
    get(organisationId, id);
    List<ImportRow> rows = imports.rows(id, only, cursor.map(Cursors::number).orElse(0), limit + 1);
    return rows.size() <= limit
        ? new Page<>(rows, Optional.empty())
        : new Page<>(
            rows.subList(0, limit), Optional.of(Integer.toString(rows.get(limit - 1).number())));
  }

  /** Carries out what a dry run looked at. */
  public ImportJob run(Principal by, String id) {
    get(by.organisationId(), id);
    if (!imports.startForReal(by.organisationId(), id, now())) {
      throw wrongState("Only a dry run that is done can be carried out.");
    }
    note(by, "import.started", id);
    return get(by.organisationId(), id);
  }

  /** Goes on with a paused import, where it was. */
  public ImportJob resume(Principal by, String id) {
    ImportJob job = get(by.organisationId(), id);
    boolean read = !job.headings().isEmpty() || job.counts().total() > 0;
    return changed(
        by,
        id,
        "import.resumed",
        EnumSet.of(ImportState.PAUSED),
        read && job.kind() == ImportKind.ROSTER ? ImportState.RUNNING : ImportState.CHECKING,
        "Only a paused import can be resumed.");
  }

  /** Stops an import; what was carried out stays. */
  public ImportJob cancel(Principal by, String id) {
    ImportJob job =
        changed(
            by,
            id,
            "import.cancelled",
            EnumSet.of(ImportState.CHECKING, ImportState.RUNNING, ImportState.PAUSED),
            ImportState.CANCELLED,
            "The import is over already.");
    files.delete(id);
    return job;
  }

  private ImportJob changed(
      Principal by,
      String id,
      String action,
      Set<ImportState> from,
      ImportState to,
      String otherwise) {
    get(by.organisationId(), id);
    if (!imports.change(by.organisationId(), id, from, to, now())) {
      throw wrongState(otherwise);
    }
    note(by, action, id);
    return get(by.organisationId(), id);
  }

  private static ProblemException wrongState(String detail) {
    return new ProblemException(ProblemCode.IMPORT_STATE, detail);
  }

  /** What is asked. */
  public record Request(
      ImportKind kind,
      @Nullable String filename,
      Map<String, String> mapping,
      ImportOptions options,
      boolean dryRun) {}
}
