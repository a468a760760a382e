package dev.rollcall.models.cli;

import dev.rollcall.models.evaluation.FaceDetection;
import dev.rollcall.models.evaluation.PictureSet;
import dev.rollcall.models.evaluation.TruthFile;
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
    name = "detection",
    description = "Counts the faces of every picture; with a truth file, also misses and mistakes.",
    mixinStandardHelpOptions = true)
final class EvalDetectionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Pictures, at any depth.")
  Path images = Path.of("");

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "CSV, a line a face: name,x_min,y_min,x_max,y_max in pixels; a found box is right at an"
              + " IoU of 0.5. A picture without lines has no face.")
  Optional<Path> truth = Optional.empty();

  @Override
  public Integer call() throws Exception {
    PictureSet set = EvalOptions.pictures(spec, images);
    Optional<TruthFile> known = Optional.empty();
    if (truth.isPresent()) {
      known = Optional.of(TruthFile.read(EvalOptions.file(spec, "--truth", truth.get())));
    }
    Optional<TruthFile> boxes = known;
    options.run(spec, Set.of(), reader -> new FaceDetection(reader).run(set, boxes));
    return 0;
  }
}
