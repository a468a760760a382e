package dev.rollcall.client.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which model pack a site runs. The choice is made once and stands in the data folder: embeddings
 * of two packs do not compare, so no later start changes it unless it is told to.
 */
final class ModelPack {
  static final String STANDARD = "standard";
  static final String REGISTRY = "registry";

  private static final String LISTING = "pack.json";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final DataFolder data;
  private final Install install;

  /**
   * A choice for a site.
   *
   * @param install brings a pack into the data folder, or says on the screen why it cannot
   */
  ModelPack(DataFolder data, Install install) {
    this.data = data;
    this.install = install;
  }

  /** Brings a pack into the data folder. */
  interface Install {
    /** False where it cannot be had; the reason has been said. */
    boolean run(String pack) throws IOException, InterruptedException;
  }

  /**
   * Installs the pack that is asked for, else that of the last start, else the best that can be
   * had.
   *
   * @param asked obeyed or failed, never replaced
   * @return the pack that stands in the data folder
   * @throws IOException where the pack that must be used cannot be had
   */
  String install(@Nullable String asked) throws IOException, InterruptedException {
    Optional<String> settled = Optional.ofNullable(asked).or(this::recorded);
    if (settled.isPresent()) {
      require(settled.get());
      return record(settled.get());
    }
    if (install.run(STANDARD)) {
      return record(STANDARD);
    }
    System.out.println(
        "the pack standard cannot be had here (see above): this site uses the pack registry from now"
            + " on; ./rollcall up --pack standard changes that");
    require(REGISTRY);
    return record(REGISTRY);
  }

  /**
   * Brings a pack without choosing it.
   *
   * @throws IOException where it cannot be had
   */
  void bring(String pack) throws IOException, InterruptedException {
    require(pack);
  }

  private void require(String pack) throws IOException, InterruptedException {
    if (!install.run(pack)) {
      throw new IOException(
          "the models of pack " + pack + " are not installed; see the line above");
    }
  }

  /** What the last start used; from before choices were recorded, what is installed. */
  private Optional<String> recorded() {
    try {
      if (Files.isRegularFile(note())) {
        return Optional.of(Files.readString(note()).strip()).filter(name -> !name.isEmpty());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(note() + " cannot be read", e);
    }
    boolean before = Files.isRegularFile(data.models().resolve(REGISTRY).resolve(LISTING));
    boolean both = Files.isRegularFile(data.models().resolve(STANDARD).resolve(LISTING));
    return before && !both ? Optional.of(REGISTRY) : Optional.empty();
  }

  /** Makes a pack the one of the next start. */
  String record(String pack) throws IOException {
    Path unfinished = note().resolveSibling("pack.new");
    Files.writeString(unfinished, pack + System.lineSeparator());
    Files.move(
        unfinished, note(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return pack;
  }

  private Path note() {
    return data.path().resolve("pack");
  }

  /** The models tool as a process of its own, its lines on our screen. */
  static Install tool(Installation installation, DataFolder data, List<String> options) {
    return pack -> {
      List<String> command =
          new java.util.ArrayList<>(
              Installation.java(
                  List.of("-Xmx2g"),
                  installation.modelsJar(),
                  "dev.rollcall.models.cli.ModelsMain"));
      command.addAll(List.of("install", "--pack", pack, "--models", data.models().toString()));
      command.addAll(List.of("--npm", installation.npmPackages().toString()));
      command.addAll(options);
      ProcessBuilder install = new ProcessBuilder(command).inheritIO();
      install.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
      return waitFor(install.start()) == 0;
    };
  }

  /** A signal that ends this program ends that one too, which would go on alone otherwise. */
  private static int waitFor(Process process) throws InterruptedException {
    Thread onSignal =
        new Thread(
            () -> {
              try {
                process.destroy();
                process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int exitCode = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // Already going down.
    }
    return exitCode;
  }
}
