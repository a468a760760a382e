package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.training.AgeGenderTraining;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "age-gender",
    description = {
      "Trains age and gender on the installed pack's network, whose last layers learn on.",
      "DIR holds pictures named age_gender_... (0 male, 1 female), or --csv tells."
    },
    mixinStandardHelpOptions = true)
final class TrainAgeGenderCommand implements Callable<Integer> {
  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "age-gender-trained",
      description = "The model's id (default: ${DEFAULT-VALUE}).")
  String id = "age-gender-trained";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Times through the data (default: ${DEFAULT-VALUE}).")
  int epochs = 20;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "0.0005",
      description = "Peak of the learning rate (default: ${DEFAULT-VALUE}).")
  double rate = 0.0005;

  @Option(
      names = "--keep-every",
      paramLabel = "N",
      defaultValue = "0",
      description = "Keep a checkpoint every so many epochs; 0: the best and the last (default).")
  int keepEvery;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the network's last layers learn (default: ${DEFAULT-VALUE}).")
  int layers = 20;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Of the features (default: ${DEFAULT-VALUE}).")
  float dropout = 0.2f;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Lines file,age,gender below such a header, instead of names.")
  Optional<Path> csv = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "DIR",
      description = "Pictures like the data's, to measure the finished model on.")
  Optional<Path> test = Optional.empty();

  @Mixin private CourseOptions options = new CourseOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    AgeGenderTraining.Settings settings =
        new AgeGenderTraining.Settings(
            id,
            options.version,
            options.termsText(),
            options.researchOnly,
            layers,
            dropout,
            csv.orElse(null),
            test.orElse(null));
    return TrainingRun.run(
        spec,
        options,
        (pipeline, watcher) ->
            new AgeGenderTraining(
                    options.course(id, epochs, rate, keepEvery),
                    settings,
                    options.base(Task.AGE_GENDER),
                    pipeline,
                    watcher)
                .run());
  }
}
