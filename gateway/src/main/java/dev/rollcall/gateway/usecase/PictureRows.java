package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.PicturePath;
import dev.rollcall.gateway.domain.exchange.RosterEntry;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowProblem;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.exchange.StableId;
import dev.rollcall.gateway.domain.problem.FieldProblem;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Archives;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.CsvReading;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.ImportFiles;
import dev.rollcall.gateway.port.PeopleStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Faces from an archive of pictures: whom each shows stands in {@code mapping.csv}, or in the name
 * of the file or its folder.
 *
 * <p>Threads: the archive is read by the one that runs the import; {@link #AT_A_TIME} pictures are
 * looked at beside each other, those of one person one after the other.
 */
public final class PictureRows implements RunImports.RowWork {
  /** So many, that check-ins at the door go on meanwhile. */
  static final int AT_A_TIME = 3;

  /** As for a picture that is sent alone. */
  static final long MOST_PICTURE_BYTES = 20L << 20;

  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

  private final ImportFiles files;
  private final Archives archives;
  private final ListedPictures listed;
  private final PeopleStore people;
  private final PersonChanges changes;
  private final FaceIntake intake;
  private final InstantSource clock;

  public PictureRows(
      ImportFiles files,
      Archives archives,
      CsvReading csv,
      PeopleStore people,
      PersonChanges changes,
      FaceIntake intake,
      InstantSource clock) {
    this.files = files;
    this.archives = archives;
    this.listed = new ListedPictures(csv);
    this.people = people;
    this.changes = changes;
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public int rowsAStep() {
    return 2 * AT_A_TIME;
  }

  @Override
  public RunImports.Contents read(ImportJob job, RunImports.RowSink rows) {
    try (Archives.Archive archive = archives.open(FilesOfImports.open(files, job.id()))) {
      rows.take(
          listed.entries(archive).stream()
              .map(
                  entry ->
                      new ImportRow(
                          entry.index() + 1,
                          entry
                              .told()
                              .map(who -> List.of(entry.path(), who))
                              .orElse(List.of(entry.path())),
                          null,
                          null))
              .toList());
      return new RunImports.Contents(List.of(), Map.of());
    }
  }

  /** The first pictures and how many people each could be of. */
  List<Preview> preview(String organisationId, String fileId, int limit) {
    try (Archives.Archive archive = archives.open(FilesOfImports.open(files, fileId))) {
      List<Preview> shown = new ArrayList<>();
      List<ListedPictures.Entry> entries = listed.entries(archive);
      for (ListedPictures.Entry entry : entries.subList(0, Math.min(limit, entries.size()))) {
        Found found = find(organisationId, entry.path(), entry.told());
        shown.add(new Preview(entry.path(), found.key(), found.people().size(), entries.size()));
      }
      return shown;
    }
  }

  /** A picture before it is imported; {@code total} of the archive. */
  record Preview(String path, String person, int matches, int total) {}

  private record Found(String key, List<Person> people) {}

  /** The people of the first key that anybody has; by external id before name. */
  private Found find(String organisationId, String path, Optional<String> told) {
    List<String> keys = told.map(List::of).orElseGet(() -> PicturePath.keys(path));
    for (String key : keys) {
      Optional<Person> numbered = people.findByExternalId(organisationId, key);
      List<Person> found =
          numbered.map(List::of).orElseGet(() -> people.findByName(organisationId, key, 2));
      if (!found.isEmpty()) {
        return new Found(key, found);
      }
    }
    return new Found(told.orElseGet(() -> PicturePath.newName(path)), List.of());
  }

  @Override
  public RunImports.Run begin(ImportJob job) {
    Archives.Archive archive = archives.open(FilesOfImports.open(files, job.id()));
    ExecutorService hands =
        Executors.newFixedThreadPool(
            AT_A_TIME,
            task -> {
              Thread thread = new Thread(task, "import-picture");
              thread.setDaemon(true);
              return thread;
            });
    return new RunImports.Run() {
      @Override
      public Map<Integer, RowResult> carryOut(List<ImportRow> rows) {
        return PictureRows.this.carryOut(job, archive, hands, rows);
      }

      @Override
      public void close() {
        hands.shutdownNow();
        archive.close();
      }
    };
  }

  private Map<Integer, RowResult> carryOut(
      ImportJob job, Archives.Archive archive, ExecutorService hands, List<ImportRow> rows) {
    Map<String, List<ImportRow>> byPerson = new LinkedHashMap<>();
    Map<Integer, byte[]> pictures = new HashMap<>();
    Map<Integer, RowResult> results = new LinkedHashMap<>();
    for (ImportRow row : rows) {
      try {
        refuseUnfit(row.cells().get(0));
        pictures.put(row.number(), archive.read(row.number() - 1, MOST_PICTURE_BYTES));
        byPerson.computeIfAbsent(keyOf(row), key -> new ArrayList<>()).add(row);
      } catch (RowProblem e) {
        results.put(row.number(), e.result());
      } catch (ProblemException e) {
        results.put(row.number(), ofPicture(e));
      }
    }
    List<Future<Map<Integer, RowResult>>> parts = new ArrayList<>();
    for (List<ImportRow> ofOne : byPerson.values()) {
      parts.add(
          hands.submit(
              () -> {
                Map<Integer, RowResult> part = new HashMap<>();
                for (ImportRow row : ofOne) {
                  byte[] picture = pictures.getOrDefault(row.number(), new byte[0]);
                  part.put(row.number(), outcome(job, row, picture));
                }
                return part;
              }));
    }
    parts.forEach(part -> results.putAll(await(part)));
    return results;
  }

  private static String keyOf(ImportRow row) {
    return row.cells().size() > 1 ? row.cells().get(1) : PicturePath.newName(row.cells().get(0));
  }

  private static void refuseUnfit(String path) throws RowProblem {
    if (PicturePath.leadsOut(path)) {
      throw new RowProblem(
          "path_unsuitable",
          "The path leads out of the archive. Pack the pictures anew, with plain folders.",
          null);
    }
  }

  private static Map<Integer, RowResult> await(Future<Map<Integer, RowResult>> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw ProblemException.fault("A picture could not be imported.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable(
          ProblemCode.OVERLOADED, "The gateway stops.", Duration.ofSeconds(1), e);
    }
  }

  private RowResult outcome(ImportJob job, ImportRow row, byte[] picture) {
    try {
      String faceId = StableId.of(job.id(), job.createdAt(), "face/" + row.number());
      String path = row.cells().get(0);
      Optional<String> told =
          row.cells().size() > 1 ? Optional.of(row.cells().get(1)) : Optional.empty();
      Found found = find(job.organisationId(), path, told);
      if (found.people().size() > 1) {
        throw new RowProblem(
            "person_ambiguous",
            "Several people are called %s. Name the picture by the external id of the one it shows."
                .formatted(found.key()),
            null);
      }
      if (found.people().isEmpty() && !job.options().createMissing()) {
        throw new RowProblem(
            "person_not_found",
            "Nobody has the external id or the name %s. Import the roster first, or let the import add people."
                .formatted(found.key()),
            null);
      }
      if (people.existingFaces(Set.of(faceId)).contains(faceId)) {
        return RowResult.of(
            RowOutcome.CREATED, found.people().stream().findFirst().map(Person::id).orElse(null));
      }
      return enrolled(job, found, faceId, new Upload(PicturePath.name(path), picture));
    } catch (RowProblem e) {
      return e.result();
    } catch (ProblemException e) {
      return ofPicture(e);
    }
  }

  private RowResult enrolled(ImportJob job, Found found, String faceId, Upload picture) {
    CallContext call = new CallContext("import-" + job.id(), Deadline.after(LONGEST_CALL, clock));
    Optional<Person> there = found.people().stream().findFirst();
    String name = there.map(Person::name).orElseGet(() -> PersonName.parse("name", found.key()));
    String personId =
        there
            .map(Person::id)
            .orElseGet(() -> StableId.of(job.id(), job.createdAt(), "person/" + name));
    FaceIntake.Prepared prepared =
        intake.prepare(job.organisationId(), personId, List.of(picture), index -> faceId, call);
    if (job.dryRun()) {
      return RowResult.of(RowOutcome.CREATED, there.map(Person::id).orElse(null));
    }
    if (there.isEmpty()) {
      changes.add(
          job.organisationId(),
          job.createdBy(),
          personId,
          new RosterEntry(
              name,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
    boolean stored =
        intake.store(
            job.organisationId(),
            prepared,
            () ->
                people.addFaces(
                    job.organisationId(),
                    personId,
                    prepared.faces(),
                    changes.author(job.organisationId(), job.createdBy())));
    return stored
        ? RowResult.of(RowOutcome.CREATED, personId)
        : RowResult.failed("person_not_found", "%s was deleted meanwhile.".formatted(name), null);
  }

  /** A fault of one picture is its row's outcome; any other is the import's. */
  private static RowResult ofPicture(ProblemException e) {
    ProblemCategory category = e.code().category();
    if (category == ProblemCategory.UNAVAILABLE || category == ProblemCategory.FAULT) {
      throw e;
    }
    Set<FieldProblem> errors = new LinkedHashSet<>(e.errors());
    return errors.stream()
        .findFirst()
        .map(error -> RowResult.failed(error.code(), error.detail(), null))
        .orElseGet(() -> RowResult.failed(e.code().code(), e.detail(), null));
  }
}
