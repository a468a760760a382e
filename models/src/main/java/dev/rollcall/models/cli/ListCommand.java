package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.models.packs.InstalledPack;
import dev.rollcall.models.packs.PackInstaller;
import dev.rollcall.models.packs.Terms;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description =
        "The installed networks: what for, which version, licence, accuracy; * marks what serves.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    InstalledPack pack = store.open();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "pack %s, installed %s%s%n",
        pack.name(),
        pack.created(),
        pack.terms() == Terms.STRICT ? ", without weights from research-only data" : "");
    List<ModelManifest> serving = pack.serving();
    for (ModelManifest model : pack.manifests()) {
      boolean serves =
          serving.stream()
              .anyMatch(
                  other ->
                      other.id().equals(model.id()) && other.version().equals(model.version()));
      String accuracy =
          model.accuracy().stream()
              .map(a -> String.format(Locale.ROOT, "%s %s (n=%d)", a.metric(), a.value(), a.n()))
              .collect(Collectors.joining(", "));
      out.printf(
          "%s %-32s %-13s %-11s %8s  %s%s%s%n",
          serves ? "*" : " ",
          model.id(),
          model.version(),
          model.task().name().toLowerCase(Locale.ROOT),
          PackInstaller.megabytes(pack.size(model)),
          model.licence().spdx(),
          model.licence().researchOnly() ? ", trained on research-only data" : "",
          accuracy.isEmpty() ? "" : "; " + accuracy);
    }
    out.flush();
    return 0;
  }
}
