package dev.rollcall.models.cli;

import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.EmotionRecognition;
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
    name = "emotion",
    description = "Expressions, one folder a label; 48x48 crops are not searched for a face.",
    mixinStandardHelpOptions = true)
final class EvalEmotionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "One folder a label, at any depth.")
  Path images = Path.of("");

  @Override
  public Integer call() throws Exception {
    PictureSet set = EvalOptions.pictures(spec, images);
    options.run(spec, Set.of(Feature.EMOTION), reader -> new EmotionRecognition(reader).run(set));
    return 0;
  }
}
