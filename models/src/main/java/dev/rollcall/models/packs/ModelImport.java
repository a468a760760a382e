package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import dev.rollcall.models.convert.optimise.GraphOptimiser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a site's own network into an installed pack and lets it serve in the place of what did its
 * task. That one stays in the store, to be chosen again. It appears whole and only after a trial
 * run; whatever fails leaves the pack as it was.
 */
public final class ModelImport {
  private static final String REPORT = "report/index.html";
  private static final String STAGING = ".staging-import";

  private final Path models;
  private final String pack;
  private final Trial trial;

  /**
   * An import into {@code <models>/<pack>}.
   *
   * @param trial runs the network before it is taken
   */
  public ModelImport(Path models, String pack, Trial trial) {
    this.models = models;
    this.pack = pack;
    this.trial = trial;
  }

  /** Runs a network once, where a crash hurts nobody. */
  public interface Trial {
    /**
     * Loads and runs it.
     *
     * @param folder {@code saved_model.pb} and {@code manifest.json}
     * @throws IOException where it does not run, with the reason
     */
    void run(Path folder) throws IOException;
  }

  /** Makes the manifest once the hash of the converted file is known. */
  public interface Describe {
    ModelManifest manifest(String sha256) throws IOException;
  }

  /**
   * Optimises, tries and installs a converted network.
   *
   * @return its manifest
   * @throws ConversionException where its outputs are not those of the task
   * @throws PackException where the pack is not installed or in use by another install
   */
  public ModelManifest add(Network network, Describe describe) throws IOException {
    return locked(
        staged -> {
          SavedModelFile.write(GraphOptimiser.optimise(network), staged);
          return describe.manifest(Sha256.of(staged.resolve(SavedModelFile.FILE_NAME)));
        });
  }

  /**
   * Tries and installs a SavedModel as it is.
   *
   * @param savedModel without variables: all weights are constants
   */
  public ModelManifest add(Path savedModel, Describe describe) throws IOException {
    Path file = savedModel.resolve(SavedModelFile.FILE_NAME);
    Path variables = savedModel.resolve("variables").resolve("variables.index");
    if (!Files.isRegularFile(file)) {
      throw new ConversionException(savedModel + " holds no " + SavedModelFile.FILE_NAME);
    }
    if (Files.exists(variables)) {
      throw new ConversionException(
          savedModel + " has variables: freeze them into constants before the import");
    }
    return locked(
        staged -> {
          Files.copy(file, staged.resolve(SavedModelFile.FILE_NAME));
          Path report = savedModel.resolve(REPORT);
          if (Files.isRegularFile(report)) {
            Files.createDirectories(staged.resolve("report"));
            Files.copy(report, staged.resolve(REPORT));
          }
          return describe.manifest(Sha256.of(file));
        });
  }

  private interface Stage {
    ModelManifest fill(Path staged) throws IOException;
  }

  private ModelManifest locked(Stage stage) throws IOException {
    Path folder = models.resolve(pack);
    PackListing.read(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(PackInstaller.LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = PackInstaller.lock(channel, folder)) {
      assert lock.isValid();
      Path staging = Files.createTempDirectory(folder, STAGING);
      try {
        Path staged = Files.createDirectory(staging.resolve("model"));
        ModelManifest manifest = stage.fill(staged);
        manifest.write(staged);
        trial.run(staged);
        install(folder, manifest, staged, staging);
        return manifest;
      } finally {
        Folders.delete(staging);
      }
    }
  }

  private void install(Path folder, ModelManifest manifest, Path staged, Path staging)
      throws IOException {
    PackListing before = PackListing.read(folder);
    PackListing.Entry added = new PackListing.Entry(manifest.id(), manifest.version());
    List<PackListing.Entry> entries = new ArrayList<>(before.models());
    if (!entries.contains(added)) {
      entries.add(added);
    }
    Path target = folder.resolve(manifest.id()).resolve(manifest.version());
    Files.createDirectories(folder.resolve(manifest.id()));
    if (Files.exists(target)) {
      Files.move(target, staging.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    new PackListing(before.name(), before.created(), before.terms(), entries).write(folder);
    if (manifest.task() != Task.LIVENESS) {
      InstalledPack.read(models, pack).use(manifest);
    }
  }
}
