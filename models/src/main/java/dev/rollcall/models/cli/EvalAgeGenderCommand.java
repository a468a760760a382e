package dev.rollcall.models.cli;

import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.AgeGender;
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
    name = "age-gender",
    description = "Years and gender of faces whose names tell both: age_gender_race_date.jpg.",
    mixinStandardHelpOptions = true)
final class EvalAgeGenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Pictures with UTKFace's names, at any depth.")
  Path images = Path.of("");

  @Override
  public Integer call() throws Exception {
    PictureSet set = EvalOptions.pictures(spec, images);
    options.run(spec, Set.of(Feature.AGE_GENDER), reader -> new AgeGender(reader).run(set));
    return 0;
  }
}
