package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.Choices;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.convert.graph.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pack as it stands on disk. */
public final class InstalledPack {
  private final Path folder;
  private final PackListing listing;

  private InstalledPack(Path folder, PackListing listing) {
    this.folder = folder;
    this.listing = listing;
  }

  /**
   * Reads the listing of {@code <models>/<name>}; the models are not looked at.
   *
   * @throws PackException where it is not installed
   */
  public static InstalledPack read(Path models, String name) throws IOException {
    Path folder = models.resolve(name);
    return new InstalledPack(folder, PackListing.read(folder));
  }

  /**
   * The one pack that is installed there.
   *
   * @throws PackException where there is none, or more than one
   */
  public static InstalledPack only(Path models) throws IOException {
    List<String> names = List.of();
    if (Files.isDirectory(models)) {
      try (Stream<Path> folders = Files.list(models)) {
        names =
            folders
                .filter(folder -> Files.isRegularFile(folder.resolve(PackListing.FILE_NAME)))
                .map(folder -> folder.getFileName().toString())
                .sorted()
                .toList();
      }
    }
    if (names.size() > 1) {
      throw new PackException(
          PackException.Kind.UNKNOWN,
          "several packs are installed in "
              + models
              + ", say which with --pack: "
              + names.stream().collect(Collectors.joining(", ")));
    }
    if (names.isEmpty()) {
      throw new PackException(
          PackException.Kind.NOT_INSTALLED,
          "no pack is installed in "
              + models
              + ": run `rollcall models install`, or give --models");
    }
    return read(models, names.get(0));
  }

  public String name() {
    return listing.name();
  }

  /** What the site has accepted when it installed the pack. */
  public Terms terms() {
    Terms terms = listing.terms();
    return terms == null ? Terms.ANY : terms;
  }

  /** When the pack was installed, ISO 8601 in UTC. */
  public String created() {
    return listing.created();
  }

  /**
   * The manifests in the pack's order.
   *
   * @throws IOException where one cannot be read; the message names the file
   */
  public List<ModelManifest> manifests() throws IOException {
    List<ModelManifest> manifests = new ArrayList<>();
    for (PackListing.Entry entry : listing.models()) {
      manifests.add(ModelManifest.read(folder(entry).resolve(ModelManifest.FILE_NAME)));
    }
    return manifests;
  }

  /**
   * What a server of this pack serves: of several networks for one task the chosen one.
   *
   * @throws IOException where a manifest or the choice cannot be read
   */
  public List<ModelManifest> serving() throws IOException {
    return Catalog.wanted(folder);
  }

  /**
   * Lets a network do its task from now on; a running server follows, but for the embedder, which
   * changes at its next start.
   */
  public void use(ModelManifest model) throws IOException {
    Choices.read(folder)
        .with(model.task(), new Choices.Chosen(model.id(), model.version()))
        .write(folder);
  }

  /** A model's manifest as it stands on disk. */
  public String manifestText(ModelManifest model) throws IOException {
    PackListing.Entry entry = new PackListing.Entry(model.id(), model.version());
    return Files.readString(folder(entry).resolve(ModelManifest.FILE_NAME));
  }

  /** The folder of a model: {@code manifest.json} and {@code saved_model.pb}. */
  public Path folder(ModelManifest model) {
    return folder(new PackListing.Entry(model.id(), model.version()));
  }

  /** The size of a model's file in bytes. */
  public long size(ModelManifest model) throws IOException {
    return Files.size(file(new PackListing.Entry(model.id(), model.version())));
  }

  /**
   * Hashes every model again.
   *
   * @return what is wrong, one line each; empty where all is well
   */
  public List<String> verify() {
    List<String> problems = new ArrayList<>();
    for (PackListing.Entry entry : listing.models()) {
      problem(folder, entry).ifPresent(problems::add);
    }
    return problems;
  }

  /** What is wrong with an installed model, if anything. */
  static Optional<String> problem(Path packFolder, PackListing.Entry entry) {
    Path folder = packFolder.resolve(entry.id()).resolve(entry.version());
    Path file = folder.resolve(SavedModelFile.FILE_NAME);
    try {
      String expected = ModelManifest.read(folder.resolve(ModelManifest.FILE_NAME)).sha256();
      String actual = Sha256.of(file);
      return actual.equals(expected)
          ? Optional.empty()
          : Optional.of(file + " has SHA-256 " + actual + ", its manifest says " + expected);
    } catch (IOException e) {
      return Optional.of(folder + " cannot be read: " + e);
    }
  }

  private Path folder(PackListing.Entry entry) {
    return folder.resolve(entry.id()).resolve(entry.version());
  }

  private Path file(PackListing.Entry entry) {
    return folder(entry).resolve(SavedModelFile.FILE_NAME);
  }
}
