package dev.rollcall.inference.bench;

import static java.util.Objects.requireNonNull;

import dev.rollcall.inference.catalog.BatchCosts;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Model stores on disk, and copies of them whose versions can be changed. */
final class Stores {
  private Stores() {}

  /**
   * The folder of a pack.
   *
   * @param name null: the only one that is installed
   * @throws IOException where it is not there; the message says what to do
   */
  static Path pack(Path store, @Nullable String name) throws IOException {
    List<Path> packs = Files.isDirectory(store) ? folders(store) : List.of();
    if (name != null) {
      packs = packs.stream().filter(pack -> pack.endsWith(name)).toList();
    }
    if (packs.size() != 1) {
      throw new IOException(
          packs.isEmpty()
              ? "no model pack %s in %s; rollcall models install --models %s gets one"
                  .formatted(name == null ? "" : name, store, store)
              : "%s holds several packs; choose one with --pack".formatted(store));
    }
    return packs.get(0);
  }

  /** The store that a pack lies in. */
  static Path storeOf(Path pack) {
    return requireNonNull(pack.toAbsolutePath().getParent());
  }

  static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  /** Copies the newest version of some models of a pack, as a pack in another store. */
  static void copy(Path pack, Path toPack, List<String> ids) throws IOException {
    for (Path model : folders(pack)) {
      if (ids.contains(model.getFileName().toString())) {
        List<Path> versions = folders(model);
        Path newest = versions.get(versions.size() - 1);
        Path to = toPack.resolve(model.getFileName()).resolve(newest.getFileName());
        copyFolder(newest, to);
      }
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The given id, and those of a pack's models that find faces. */
  static List<String> withDetector(Path pack, String id) throws IOException {
    List<String> ids = new ArrayList<>(List.of(id));
    for (ModelManifest manifest : newest(pack)) {
      if (manifest.task() == Task.DETECTION) {
        ids.add(manifest.id());
      }
    }
    return ids;
  }

  /**
   * The id of the pack's model that tells people apart.
   *
   * @throws IOException where it has none
   */
  static String embedder(Path pack) throws IOException {
    for (ModelManifest manifest : newest(pack)) {
      if (manifest.task() == Task.RECOGNITION) {
        return manifest.id();
      }
    }
    throw new IOException(pack + " has no model that makes embeddings; choose a --network");
  }

  /** The manifest of each model's newest version. */
  static List<ModelManifest> newest(Path pack) throws IOException {
    List<ModelManifest> manifests = new ArrayList<>();
    for (Path model : folders(pack)) {
      List<Path> versions = folders(model);
      manifests.add(
          ModelManifest.read(versions.get(versions.size() - 1).resolve(ModelManifest.FILE_NAME)));
    }
    return manifests;
  }

  /** Makes the same network appear as another version, whole, by renaming; the old one goes. */
  static void nextVersion(Path model, String version) throws IOException {
    List<Path> versions = folders(model);
    Path old = versions.get(versions.size() - 1);
    Path hidden = model.resolve("." + version);
    copyFolder(old, hidden);
    ModelManifest was = ModelManifest.read(old.resolve(ModelManifest.FILE_NAME));
    new ModelManifest(
            was.id(),
            version,
            was.task(),
            was.source(),
            was.sha256(),
            was.licence(),
            was.input(),
            was.threshold(),
            was.labels(),
            was.accuracy())
        .write(hidden);
    Files.move(hidden, model.resolve(version), StandardCopyOption.ATOMIC_MOVE);
    BatchingBench.delete(old);
  }

  static String costs(BatchCosts costs) {
    StringBuilder text = new StringBuilder();
    for (int bucket : costs.buckets()) {
      text.append(String.format(Locale.ROOT, "%d: %.1f  ", bucket, costs.nanosOf(bucket) / 1e6));
    }
    return text.toString().strip();
  }
}
