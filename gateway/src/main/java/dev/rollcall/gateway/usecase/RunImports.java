package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.ImportState;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.ImportFiles;
import dev.rollcall.gateway.port.ImportStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works imports through, one row after the other.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Everything that is to be known later stands in the store: killed at any point, this or
 *       another gateway goes on where it was, once the lease is over.
 *   <li>A row that has an outcome is not carried out again. One that was carried out and not marked
 *       is known by the identifier of what it made ({@link
 *       dev.rollcall.gateway.domain.exchange.StableId}).
 *   <li>Who has lost the lease marks no row and ends no import.
 * </ul>
 *
 * <p>Failures: a fault of one row is that row's outcome. Where a part is away the import waits and
 * goes on by itself; anything else pauses it, with the reason.
 */
public final class RunImports {
  private static final Logger LOG = LoggerFactory.getLogger(RunImports.class);

  /** Longer than a row takes; a gateway that died is noticed after it. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(5);
  private static final int ROWS_A_WRITE = 500;

  private final ImportStore imports;
  private final ImportFiles files;
  private final Map<ImportKind, RowWork> works;
  private final InstantSource clock;
  private final String owner;

  public RunImports(
      ImportStore imports,
      ImportFiles files,
      RosterRows roster,
      PictureRows pictures,
      InstantSource clock,
      Random random) {
    this.imports = imports;
    this.files = files;
    this.works = Map.of(ImportKind.ROSTER, roster, ImportKind.PICTURES, pictures);
    this.clock = clock;
    this.owner = Ulid.at(clock.instant(), random);
  }

  /** What one kind of import does. Used by one thread at a time. */
  interface RowWork {
    /**
     * Reads the file into rows.
     *
     * @param rows takes them; may be called often
     * @throws ProblemException FILE_UNREADABLE or INVALID_FIELD where the file or its mapping
     *     cannot be used
     */
    Contents read(ImportJob job, RowSink rows);

    /**
     * Opens what the rows need; closed when the run ends.
     *
     * @throws ProblemException where the file is gone
     */
    Run begin(ImportJob job);

    /** How many rows are carried out between two marks; far less than a lease's worth. */
    int rowsAStep();
  }

  /** What a file's columns are; empty where it has none. */
  record Contents(List<String> headings, Map<String, String> mapping) {}

  /** Takes rows. */
  interface RowSink {
    void take(List<ImportRow> rows);
  }

  /** Rows being carried out. */
  interface Run extends AutoCloseable {
    /** Gives each row its outcome; in a dry run without changing anything. */
    Map<Integer, RowResult> carryOut(List<ImportRow> rows);

    @Override
    void close();
  }

  /**
   * Takes an import that is due and works on it until it is done or cannot go on.
   *
   * @param goOn asked between rows; false: the import is given back where it is
   * @return false where none was due
   */
  public boolean runNext(BooleanSupplier goOn) {
    Instant now = now();
    Optional<ImportJob> due = imports.claim(owner, now, now.plus(LEASE));
    if (due.isEmpty()) {
      return false;
    }
    ImportJob job = due.get();
    try {
      work(job, goOn);
    } catch (ProblemException e) {
      stumbled(job, e);
    }
    return true;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void stumbled(ImportJob job, ProblemException e) {
    if (e.code().category() == ProblemCategory.UNAVAILABLE) {
      LOG.warn("import {} waits: {}", job.id(), e.detail());
      imports.release(job.id(), owner, now().plus(PAUSE_WHILE_AWAY));
      return;
    }
    boolean fault = e.code().category() == ProblemCategory.FAULT;
    if (fault) {
      LOG.error("import {} is paused", job.id(), e);
    }
    imports.advance(
        job.id(),
        owner,
        fault ? ImportState.PAUSED : ImportState.FAILED,
        Optional.of(new ImportJob.Trouble(e.code().code(), e.detail())),
        now());
  }

  private void work(ImportJob claimed, BooleanSupplier goOn) {
    RowWork work = works.get(claimed.kind());
    if (work == null) {
      throw new IllegalStateException("no work for " + claimed.kind());
    }
    ImportJob job = claimed;
    if (job.state() == ImportState.CHECKING) {
      Optional<ImportJob> read = read(job, work);
      if (read.isEmpty()) {
        return;
      }
      job = read.get();
    }
    if (carryOut(job, work, goOn)
        && imports.advance(job.id(), owner, ImportState.DONE, Optional.empty(), now())
        && !job.dryRun()) {
      files.delete(job.id());
    }
  }

  /** Empty where the lease was lost. */
  private Optional<ImportJob> read(ImportJob job, RowWork work) {
    int[] lost = {0};
    Contents contents =
        work.read(
            job,
            rows -> {
              for (int from = 0; from < rows.size() && lost[0] == 0; from += ROWS_A_WRITE) {
                List<ImportRow> part =
                    rows.subList(from, Math.min(from + ROWS_A_WRITE, rows.size()));
                if (!imports.renew(job.id(), owner, now().plus(LEASE))
                    || !imports.addRows(job.id(), owner, part)) {
                  lost[0] = 1;
                }
              }
            });
    boolean held =
        lost[0] == 0
            && imports.describe(job.id(), owner, contents.headings(), contents.mapping())
            && imports.advance(job.id(), owner, ImportState.RUNNING, Optional.empty(), now());
    return held ? imports.find(job.organisationId(), job.id()) : Optional.empty();
  }

  /** True where every row has its outcome. */
  private boolean carryOut(ImportJob job, RowWork work, BooleanSupplier goOn) {
    try (Run run = work.begin(job)) {
      while (goOn.getAsBoolean()) {
        List<ImportRow> rows = imports.pending(job.id(), work.rowsAStep());
        if (rows.isEmpty()) {
          return true;
        }
        if (!imports.renew(job.id(), owner, now().plus(LEASE))) {
          return false;
        }
        if (!imports.finishRows(job.id(), owner, new HashMap<>(run.carryOut(rows)))) {
          return false;
        }
      }
    }
    imports.release(job.id(), owner, now());
    return false;
  }
}
