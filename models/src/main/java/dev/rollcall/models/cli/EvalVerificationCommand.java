package dev.rollcall.models.cli;

import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.PairsFile;
import dev.rollcall.models.evaluation.PictureSet;
import dev.rollcall.models.evaluation.Verification;
import dev.rollcall.models.evaluation.condition.Condition;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verification",
    description = "Are two pictures of one person? Folders and pairs in LFW's layout.",
    mixinStandardHelpOptions = true)
final class EvalVerificationCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "One folder a person, at any depth.")
  Path images = Path.of("");

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "As LFW's pairs.txt: folds<TAB>pairs a kind, then the pairs.")
  Path pairs = Path.of("");

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "Degrades the second picture of each pair: dark, blur, occluded, pose or small.")
  Optional<Condition> condition = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of what a condition leaves to chance (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Override
  public Integer call() throws Exception {
    PairsFile read = PairsFile.read(EvalOptions.file(spec, "--pairs", pairs));
    PictureSet set = EvalOptions.pictures(spec, images);
    options.run(
        spec,
        Set.of(Feature.EMBEDDING),
        reader -> new Verification(reader).run(set, read, condition, seed));
    return 0;
  }
}
