package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One model's folder in the store: {@code <id>/<version>/}. */
record StoredModel(Path folder) {
  private static final String SAVED_MODEL = "saved_model.pb";
  private static final String REMEDY =
      "; remove that folder, and ./rollcall up or rollcall models install gets it anew";

  /**
   * What is to be served of a pack, by id: for each task the chosen version, else the newest of the
   * site's own network, else of the pack's; all that look for a living person. A folder whose
   * manifest cannot be read is among them, so that whoever opens it says what is wrong.
   */
  static List<StoredModel> servingOf(Path pack) throws IOException {
    Choices choices = Choices.read(pack);
    List<StoredModel> serving = new ArrayList<>();
    Map<Slot, StoredModel> bySlot = new TreeMap<>();
    for (Path id : subfolders(pack)) {
      Optional<Path> newest =
          subfolders(id).stream().max(Comparator.comparing(StoredModel::newness));
      if (newest.isEmpty()) {
        continue;
      }
      StoredModel stored = new StoredModel(newest.get());
      Optional<ModelManifest> manifest = stored.readable();
      if (manifest.isEmpty()) {
        serving.add(stored);
      } else {
        bySlot.merge(
            Slot.of(manifest.get()),
            stored,
            (first, other) -> other.isOwn() && !first.isOwn() ? other : first);
      }
    }
    bySlot.forEach((slot, stored) -> serving.add(chosen(pack, choices, slot).orElse(stored)));
    serving.sort(Comparator.comparing(StoredModel::folder));
    return serving;
  }

  private static Optional<StoredModel> chosen(Path pack, Choices choices, Slot slot) {
    return choices
        .of(slot.task())
        .filter(chosen -> slot.id().isEmpty())
        .flatMap(chosen -> find(pack, chosen.id(), chosen.version()))
        .filter(
            stored ->
                stored.readable().filter(manifest -> manifest.task() == slot.task()).isPresent());
  }

  /** A version by its names; empty where the store has none, or none with a readable manifest. */
  static Optional<StoredModel> find(Path pack, String id, String version) {
    if (!ModelManifest.isId(id) || !ModelManifest.isVersion(version)) {
      return Optional.empty();
    }
    StoredModel stored = new StoredModel(pack.resolve(id).resolve(version));
    return stored.readable().isPresent() ? Optional.of(stored) : Optional.empty();
  }

  /** Every version of every model of a pack whose manifest can be read, by id, oldest first. */
  static List<StoredModel> allOf(Path pack) throws IOException {
    List<StoredModel> all = new ArrayList<>();
    for (Path id : subfolders(pack)) {
      for (Path version :
          subfolders(id).stream().sorted(Comparator.comparing(StoredModel::newness)).toList()) {
        StoredModel stored = new StoredModel(version);
        if (stored.readable().isPresent()) {
          all.add(stored);
        }
      }
    }
    return all;
  }

  private boolean isOwn() {
    return readable().filter(manifest -> manifest.source().isOwn()).isPresent();
  }

  /** The manifest with the site's calibration, where both can be read. */
  Optional<ModelManifest> readable() {
    try {
      return Optional.of(manifest());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The page that came with the network. */
  Path report() {
    return folder.resolve("report").resolve("index.html");
  }

  private static List<Path> subfolders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** Numbers in a version compare as numbers: 1.10 is newer than 1.9. */
  static String newness(Path version) {
    StringBuilder padded = new StringBuilder();
    for (String part :
        version.getFileName().toString().split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1)) {
      padded.append(
          Character.isDigit(part.charAt(0)) ? "%12s".formatted(part).replace(' ', '0') : part);
    }
    return padded.toString();
  }

  /**
   * Checks, loads and warms up.
   *
   * @param before what does the same task until then
   * @throws IOException where the folder lacks a file, the network is not the one that the manifest
   *     describes, or it does not run; nothing stays open then
   */
  Model open(Engine engine, Optional<Model> before) throws IOException {
    ModelManifest manifest = manifest();
    Path network = folder.resolve(SAVED_MODEL);
    if (!Files.isRegularFile(network)) {
      throw new IOException(folder + " has no " + SAVED_MODEL + REMEDY);
    }
    String actual = sha256(network);
    if (!actual.equals(manifest.sha256())) {
      throw new IOException(
          "%s is damaged: its SHA-256 is %s and its manifest says %s%s"
              .formatted(network, actual, manifest.sha256(), REMEDY));
    }
    try {
      Network loaded = engine.load(folder);
      requireOutputs(loaded, manifest.task());
      return new Model(
          manifest,
          loaded,
          WarmUp.of(
              loaded,
              manifest.input(),
              engine.mostPixels(),
              before
                  .filter(model -> isOfTheSameInput(model.manifest(), manifest))
                  .map(Model::costs)));
    } catch (EngineException e) {
      throw new IOException(folder + " does not run: " + e.getMessage() + REMEDY, e);
    }
  }

  String id() {
    return folder.getName(folder.getNameCount() - 2).toString();
  }

  private static boolean isOfTheSameInput(ModelManifest one, ModelManifest other) {
    return one.input().height() == other.input().height()
        && one.input().width() == other.input().width();
  }

  private ModelManifest manifest() throws IOException {
    Path file = folder.resolve(ModelManifest.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + " has no " + ModelManifest.FILE_NAME + REMEDY);
    }
    return Calibration.applied(ModelManifest.read(file), folder.resolve("../..").normalize());
  }

  /** Where a network tells its outputs, those of its task are among them. */
  private void requireOutputs(Network network, Task task) throws IOException {
    List<String> wanted =
        switch (task) {
          case DETECTION -> List.of("boxes", "scores");
          case LANDMARKS -> List.of("points");
          case FACE_MESH -> List.of("points", "score");
          case RECOGNITION -> List.of("embedding");
          case AGE_GENDER -> List.of("age", "gender");
          case EMOTION -> List.of("probabilities");
          default -> List.of();
        };
    if (!network.rowShapes().keySet().containsAll(wanted)) {
      network.close();
      throw new IOException(
          "%s is for %s, but has the outputs %s and not %s%s"
              .formatted(folder, task, network.rowShapes().keySet(), wanted, REMEDY));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
