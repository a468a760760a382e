package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.packs.InstalledPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "use",
    description = "Serves one of the installed networks in the place of what does its task.",
    mixinStandardHelpOptions = true)
final class UseCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ID", description = "As rollcall models list prints it.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "Where there are several (default: the last that is listed).")
  private Optional<String> version = Optional.empty();

  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    InstalledPack pack = store.open();
    List<ModelManifest> models = pack.manifests();
    ModelManifest wanted =
        models.stream()
            .filter(model -> model.id().equals(id))
            .filter(model -> version.map(model.version()::equals).orElse(true))
            .reduce((earlier, later) -> later)
            .orElseThrow(
                () ->
                    new CommandLine.ParameterException(
                        spec.commandLine(),
                        "pack %s has no model %s %s; it has: %s"
                            .formatted(
                                pack.name(),
                                id,
                                version.orElse(""),
                                models.stream()
                                    .map(model -> model.id() + " " + model.version())
                                    .collect(Collectors.joining(", ")))));
    if (wanted.task() == Task.LIVENESS) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "all networks for liveness are heard: there is none to choose");
    }
    pack.use(wanted);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %s serves %s %s%n",
        wanted.id(),
        wanted.version(),
        wanted.task().name().toLowerCase(Locale.ROOT),
        since(wanted.task()));
    out.flush();
    return 0;
  }

  /** When a choice counts: the gallery belongs to the embedder, so that changes at a start. */
  static String since(Task task) {
    return task == Task.RECOGNITION
        ? "from the next start on; enrolled faces are then read again with it"
        : "from now on; a running server takes it within seconds";
  }
}
