package dev.rollcall.models.training;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finished model as the store wants it: {@code <id>/<version>/} with {@code saved_model.pb},
 * {@code manifest.json} and {@code report/}.
 */
final class ModelFolder {
  /** Stands in a manifest until the file is written. */
  static final String UNHASHED = "0".repeat(64);

  private static final String REPORT = "report";
  private static final String PAGE = "index.html";
  private static final Pattern PLOT = Pattern.compile("src=\"([A-Za-z0-9_-]+\\.png)\"");

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
   * Copies the page with its plots in it, so that it can be sent as one. Pictures of faces stay
   * behind: a model goes from hand to hand, the people in the pictures have not agreed to that.
   */
  static void addReport(Path folder, Path report) throws IOException {
    Path target = Files.createDirectories(folder.resolve(REPORT));
    String page = Files.readString(report.resolve(PAGE));
    StringBuilder whole = new StringBuilder();
    Matcher plot = PLOT.matcher(page);
    while (plot.find()) {
      byte[] picture = Files.readAllBytes(report.resolve(plot.group(1)));
      plot.appendReplacement(
          whole,
          "src=\"data:image/png;base64,%s\""
              .formatted(Base64.getEncoder().encodeToString(picture)));
    }
    plot.appendTail(whole);
    Files.writeString(target.resolve(PAGE), whole);
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
