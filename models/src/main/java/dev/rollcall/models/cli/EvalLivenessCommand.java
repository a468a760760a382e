package dev.rollcall.models.cli;

import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.LivenessDetection;
import dev.rollcall.models.evaluation.PictureSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "liveness",
    description = "Living people against attacks, at the network's own stored threshold.",
    mixinStandardHelpOptions = true)
final class EvalLivenessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--live",
      required = true,
      paramLabel = "DIR",
      description = "Pictures of living people, at any depth.")
  Path live = Path.of("");

  @Option(
      names = "--attack",
      required = true,
      arity = "1..*",
      paramLabel = "NAME=DIR",
      description = "Pictures of one kind of attack, at any depth; several kinds may be given.")
  Map<String, Path> attacks = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    PictureSet living = EvalOptions.pictures(spec, live);
    Map<String, PictureSet> kinds = new LinkedHashMap<>();
    for (Map.Entry<String, Path> attack : attacks.entrySet()) {
      kinds.put(attack.getKey(), EvalOptions.pictures(spec, attack.getValue()));
    }
    options.run(
        spec, Set.of(Feature.LIVENESS), reader -> new LivenessDetection(reader).run(living, kinds));
    return 0;
  }
}
