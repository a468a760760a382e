package dev.rollcall.models.cli;

import dev.rollcall.models.packs.InstalledPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = "Hashes every installed network again.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    InstalledPack pack = store.open();
    List<String> problems = pack.verify();
    PrintWriter out = spec.commandLine().getOut();
    if (problems.isEmpty()) {
      out.printf("pack %s: %d models, every hash is right%n", pack.name(), pack.manifests().size());
      out.flush();
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    problems.forEach(problem -> err.println("rollcall: " + problem));
    err.println("rollcall: run `rollcall models install` to put the damaged models right");
    err.flush();
    return ModelsMain.FAILURE;
  }
}
