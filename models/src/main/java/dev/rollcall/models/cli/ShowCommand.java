package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.packs.InstalledPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = "The whole manifest of one installed network, as JSON.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "As rollcall models list prints it.")
  private String id = "";

  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    InstalledPack pack = store.open();
    List<ModelManifest> models = pack.manifests();
    for (ModelManifest model : models) {
      if (model.id().equals(id)) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(pack.manifestText(model));
        out.flush();
        return 0;
      }
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "pack "
            + pack.name()
            + " has no model "
            + id
            + "; it has: "
            + models.stream().map(ModelManifest::id).collect(Collectors.joining(", ")));
  }
}
