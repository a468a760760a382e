package dev.rollcall.client.load.serving;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The built checkout that this program belongs to. */
public record Checkout(Path root) {
  private static final String BEST_PACK = "standard";

  /**
   * Found from where this class was loaded.
   *
   * @throws IOException where the inference server is not built
   */
  public static Checkout own() throws IOException {
    Path program;
    try {
      program = Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("this program lies in no folder: give --target HOST:PORT", e);
    }
    for (Path folder = program; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("rollcall"))
          && Files.isDirectory(folder.resolve("inference-server"))) {
        return new Checkout(folder);
      }
    }
    throw new IOException("this program lies outside a checkout: give --target HOST:PORT");
  }

  Path nodeModules() {
    return root.resolve("models/node_modules");
  }

  public Path models() {
    return root.resolve("data/models");
  }

  /**
   * The pack to measure.
   *
   * @param wanted null: the one that is installed; {@code standard} where several are
   * @throws IOException where none is; the message says what to do
   */
  public static String pack(Path store, @Nullable String wanted) throws IOException {
    if (wanted != null) {
      return wanted;
    }
    List<String> packs = new ArrayList<>();
    if (Files.isDirectory(store)) {
      try (Stream<Path> entries = Files.list(store)) {
        entries
            .filter(Files::isDirectory)
            .map(entry -> entry.getFileName().toString())
            .filter(name -> !name.startsWith("."))
            .sorted()
            .forEach(packs::add);
      }
    }
    if (packs.isEmpty()) {
      throw new IOException(
          "no model pack is in %s; rollcall models install --models %s gets one"
              .formatted(store, store));
    }
    return packs.contains(BEST_PACK) ? BEST_PACK : packs.get(0);
  }

  /** The inference server with its libraries. */
  String serverClassPath() throws IOException {
    Path target = root.resolve("inference-server/target");
    return jar(target, "rollcall-inference-server-") + File.pathSeparator + target.resolve("lib/*");
  }

  /** The same and this program, for the baselines. */
  public String baselineClassPath() throws IOException {
    return jar(root.resolve("clients/load/target"), "rollcall-load-")
        + File.pathSeparator
        + serverClassPath();
  }

  private static Path jar(Path target, String prefix) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        List<Path> jars =
            files
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> file.getFileName().toString().endsWith("-SNAPSHOT.jar"))
                .toList();
        if (!jars.isEmpty()) {
          return jars.get(0);
        }
      }
    }
    throw new IOException(target + " holds no jar: ./rollcall bench serving builds it first");
  }
}
