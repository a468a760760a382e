package dev.rollcall.models.cli;

import dev.rollcall.models.packs.InstalledPack;
import dev.rollcall.models.packs.Pack;
import dev.rollcall.models.packs.PackInstaller;
import dev.rollcall.models.packs.PackSources;
import dev.rollcall.models.packs.Packs;
import dev.rollcall.models.packs.Terms;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "install",
    description = "Gets a pack's networks and turns them into SavedModels. Safe to repeat.",
    mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
  @Option(
      names = "--pack",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "standard or registry (default: ${DEFAULT-VALUE}).")
  String pack = "standard";

  @Option(
      names = "--licence",
      paramLabel = "any|strict",
      description =
          "strict leaves out weights whose training data is for research alone (default: as"
              + " installed before, else any).")
  Optional<Terms> licence = Optional.empty();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = "data/models",
      description = "Where to install it (default: ${DEFAULT-VALUE}).")
  Path models = Path.of("data", "models");

  @Option(
      names = "--npm",
      paramLabel = "DIR",
      description = "The folder node_modules with the packages (default: models/node_modules).")
  Optional<Path> npm = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Pack chosen = Packs.named(pack, licence.orElseGet(this::acceptedBefore));
    PrintWriter out = spec.commandLine().getOut();
    new PackInstaller(
            models,
            PackSources.of(npm.orElseGet(InstallCommand::ownNodeModules), models),
            InstallLines.to(out),
            Clock.systemUTC())
        .install(chosen);
    return 0;
  }

  private Terms acceptedBefore() {
    try {
      return InstalledPack.read(models, pack).terms();
    } catch (IOException e) {
      return Terms.ANY; // Nothing is installed yet.
    }
  }

  /** Beside the build folder that this program was started from, or under the working folder. */
  private static Path ownNodeModules() {
    try {
      Path program =
          Path.of(InstallCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path module = program.resolve("../..").normalize();
      if (Files.isRegularFile(module.resolve("package-lock.json"))) {
        return module.resolve("node_modules");
      }
    } catch (URISyntaxException e) {
      // Started from something that is no folder; the working folder remains.
      return Path.of("models", "node_modules");
    }
    return Path.of("models", "node_modules");
  }
}
