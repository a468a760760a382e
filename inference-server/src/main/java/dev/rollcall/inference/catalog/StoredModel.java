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
import java.util.Optional;
import java.util.stream.Stream;

/** One model's folder in the store: {@code <id>/<version>/}. */
record StoredModel(Path folder) {
  private static final String SAVED_MODEL = "saved_model.pb";
  private static final String REMEDY =
      "; remove that folder, and ./rollcall up or rollcall models install gets it anew";

  /** The newest version of every model of a pack, by id. */
  static List<StoredModel> newestOf(Path pack) throws IOException {
    List<StoredModel> models = new ArrayList<>();
    for (Path id : subfolders(pack)) {
      subfolders(id).stream()
          .max(Comparator.comparing(StoredModel::newness))
          .ifPresent(version -> models.add(new StoredModel(version)));
    }
    return models;
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
   * @param turns on which the network runs
   * @throws IOException where the folder lacks a file, the network is not the one that the manifest
   *     describes, or it does not run; nothing stays open then
   */
  Model open(Engine engine, Optional<Model> before, Turns turns) throws IOException {
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
                  .map(Model::costs),
              turns));
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
