package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.exchange.CsvTable;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.OnExisting;
import dev.rollcall.gateway.domain.exchange.Roster;
import dev.rollcall.gateway.domain.exchange.RosterEntry;
import dev.rollcall.gateway.domain.exchange.RosterField;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowProblem;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.exchange.StableId;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CsvReading;
import dev.rollcall.gateway.port.ImportFiles;
import dev.rollcall.gateway.port.ImportStore;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People from a list. A row is the person with its external id or, where it has none, the one
 * person of its name; who is not there yet is added, without a face.
 */
public final class RosterRows implements RunImports.RowWork {
  /** Far more than a list of a hundred thousand people has. */
  static final long MOST_BYTES = 32L << 20;

  private final ImportStore imports;
  private final ImportFiles files;
  private final CsvReading csv;
  private final PeopleStore people;
  private final PersonChanges changes;
  private final InstantSource clock;

  public RosterRows(
      ImportStore imports,
      ImportFiles files,
      CsvReading csv,
      PeopleStore people,
      PersonChanges changes,
      InstantSource clock) {
    this.imports = imports;
    this.files = files;
    this.csv = csv;
    this.people = people;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public RunImports.Contents read(ImportJob job, RunImports.RowSink rows) {
    CsvTable table =
        csv.read(
            FilesOfImports.whole(files, job.id(), MOST_BYTES),
            job.options().encoding(),
            job.options().separator());
    Map<String, String> mapping =
        job.mapping().isEmpty() ? Roster.guess(table.headings()) : job.mapping();
    Roster roster = Roster.of(table.headings(), mapping, job.options().groupsSeparator());
    rows.take(
        table.rows().stream()
            .map(
                row ->
                    new ImportRow(
                        row.line(), row.cells(), roster.key(row.cells()).orElse(null), null))
            .toList());
    return new RunImports.Contents(table.headings(), mapping);
  }

  @Override
  public int rowsAStep() {
    return 25;
  }

  @Override
  public RunImports.Run begin(ImportJob job) {
    Roster roster = Roster.of(job.headings(), job.mapping(), job.options().groupsSeparator());
    return new RunImports.Run() {
      @Override
      public Map<Integer, RowResult> carryOut(List<ImportRow> rows) {
        Map<Integer, RowResult> results = new LinkedHashMap<>();
        for (ImportRow row : rows) {
          results.put(row.number(), outcome(job, roster, row));
        }
        return results;
      }

      @Override
      public void close() {}
    };
  }

  private RowResult outcome(ImportJob job, Roster roster, ImportRow row) {
    try {
      RosterEntry entry = roster.entry(row.cells());
      Optional<Integer> first =
          roster.key(row.cells()).flatMap(key -> imports.firstWithKey(job.id(), key));
      if (first.isPresent() && first.get() < row.number()) {
        throw duplicate(entry, roster, first.get());
      }
      String id = StableId.of(job.id(), job.createdAt(), "row/" + row.number());
      if (people.find(job.organisationId(), id).isPresent()) {
        return RowResult.of(RowOutcome.CREATED, id);
      }
      Optional<Person> there = there(job, roster, entry);
      return there.isPresent() ? existing(job, roster, entry, there.get()) : added(job, entry, id);
    } catch (RowProblem e) {
      return e.result();
    } catch (ProblemException e) {
      if (e.code().category() == ProblemCategory.UNAVAILABLE
          || e.code().category() == ProblemCategory.FAULT) {
        throw e;
      }
      return RowResult.failed(e.code().code(), e.detail(), null);
    }
  }

  private static RowProblem duplicate(RosterEntry entry, Roster roster, int first) {
    return entry.externalId().isPresent()
        ? new RowProblem(
            "duplicate_in_file",
            "Line %d has the external id %s already. Keep one of the two."
                .formatted(first, entry.externalId().get()),
            roster.heading(RosterField.EXTERNAL_ID))
        : new RowProblem(
            "duplicate_in_file",
            "Line %d has this name already. Give external ids to tell two people of one name apart."
                .formatted(first),
            roster.heading(RosterField.NAME));
  }

  private Optional<Person> there(ImportJob job, Roster roster, RosterEntry entry)
      throws RowProblem {
    if (entry.externalId().isPresent()) {
      return people.findByExternalId(job.organisationId(), entry.externalId().get());
    }
    List<Person> named = people.findByName(job.organisationId(), entry.name(), 2);
    if (named.size() > 1) {
      throw new RowProblem(
          "person_ambiguous",
          "Several people are called %s. Give the external id of the one that is meant."
              .formatted(entry.name()),
          roster.heading(RosterField.NAME));
    }
    return named.stream().findFirst();
  }

  private RowResult added(ImportJob job, RosterEntry entry, String id) {
    if (job.dryRun()) {
      return RowResult.of(RowOutcome.CREATED, null);
    }
    changes.add(
        job.organisationId(),
        job.createdBy(),
        id,
        entry,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return RowResult.of(RowOutcome.CREATED, id);
  }

  private RowResult existing(ImportJob job, Roster roster, RosterEntry entry, Person before)
      throws RowProblem {
    if (job.options().onExisting() == OnExisting.FAIL) {
      throw new RowProblem(
          "external_id_taken",
          "%s is there already. Leave the row out, or let the import update people."
              .formatted(before.name()),
          roster.heading(
              entry.externalId().isPresent() ? RosterField.EXTERNAL_ID : RosterField.NAME));
    }
    if (job.options().onExisting() == OnExisting.SKIP) {
      return RowResult.of(RowOutcome.SKIPPED, before.id());
    }
    Set<String> groups = new LinkedHashSet<>(before.groups());
    if (job.options().removeFromGroups() && roster.heading(RosterField.GROUPS) != null) {
      groups.clear();
    }
    groups.addAll(entry.groups());
    boolean changed =
        changes.change(
            job.organisationId(),
            job.createdBy(),
            before,
            entry,
            new ArrayList<>(groups),
            job.dryRun());
    return RowResult.of(changed ? RowOutcome.UPDATED : RowOutcome.SKIPPED, before.id());
  }
}
