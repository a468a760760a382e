package dev.rollcall.models.cli;

import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.Identification;
import dev.rollcall.models.evaluation.PictureSet;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "identification",
    description = "Who is it, of all who are enrolled, or nobody? One folder a person.",
    mixinStandardHelpOptions = true)
final class EvalIdentificationCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "One folder a person, at any depth.")
  Path images = Path.of("");

  @Override
  public Integer call() throws Exception {
    PictureSet set = EvalOptions.pictures(spec, images);
    options.run(
        spec,
        Set.of(Feature.EMBEDDING, Feature.QUALITY),
        reader -> new Identification(reader).run(set));
    return 0;
  }
}
