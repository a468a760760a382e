package dev.rollcall.models.training;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finished model as the store wants it: {@code <id>/<version>/} with {@code saved_model.pb},
 * {@code manifest.json} and {@code report/}.
 */
final class ModelFolder {
  /** Stands in a manifest until the file is written. */
  static final String UNHASHED = "0".repeat(64);

  private static final String REPORT = "report";

  private ModelFolder() {}

  /** Writes the SavedModel, and the manifest with its hash. */
  static void write(Path folder, Network network, ModelManifest manifest) throws IOException {
    Files.createDirectories(folder);
    SavedModelFile.write(network, folder);
    new ModelManifest(
            manifest.id(),
            manifest.version(),
            manifest.task(),
            manifest.source(),
            sha256(folder.resolve(SavedModelFile.FILE_NAME)),
            manifest.licence(),
            manifest.input(),
            manifest.threshold(),
            manifest.labels(),
            manifest.accuracy())
        .write(folder);
  }

  /**
   * Copies the page and its plots. Pictures of faces stay behind: a model goes from hand to hand,
   * the people in the pictures have not agreed to that.
   */
  static void addReport(Path folder, Path report) throws IOException {
    Path target = Files.createDirectories(folder.resolve(REPORT));
    List<Path> files;
    try (Stream<Path> children = Files.list(report)) {
      files = children.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
