package dev.rollcall.models.cli;

import dev.rollcall.models.packs.InstalledPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which installed pack a command is about. */
final class StoreOptions {
  private static final Path DEFAULT = Path.of("data", "models");

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = "data/models",
      description = "The folder of the installed models (default: ${DEFAULT-VALUE}).")
  Path models = DEFAULT;

  @Option(
      names = "--pack",
      paramLabel = "NAME",
      description = "The pack (default: the one that is installed).")
  Optional<String> pack = Optional.empty();

  InstalledPack open() throws IOException {
    return pack.isPresent() ? InstalledPack.read(models, pack.get()) : InstalledPack.only(models);
  }

  /** What a command line has to say to mean the same store; empty where it is the default. */
  String words() {
    String folder = models.equals(DEFAULT) ? "" : " --models " + models;
    return folder + pack.map(name -> " --pack " + name).orElse("");
  }
}
