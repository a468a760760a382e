package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.training.Base;
import dev.rollcall.models.training.RecognitionTraining;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "recognition",
    description = {
      "Trains an embedding of faces: a Siamese network with contrastive loss and hard pairs.",
      "DIR holds one folder a person, with pictures or videos in it."
    },
    mixinStandardHelpOptions = true)
final class TrainRecognitionCommand implements Callable<Integer> {
  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "recognition-trained",
      description = "The model's id (default: ${DEFAULT-VALUE}).")
  String id = "recognition-trained";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "70",
      description = "Times through the people (default: ${DEFAULT-VALUE}).")
  int epochs = 70;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "Peak of the learning rate (default: 0.0001, from scratch 0.001).")
  Optional<Double> rate = Optional.empty();

  @Option(
      names = "--keep-every",
      paramLabel = "N",
      defaultValue = "5",
      description = "Keep a checkpoint every so many epochs (default: ${DEFAULT-VALUE}).")
  int keepEvery = 5;

  @Option(
      names = "--from-scratch",
      description = "Begin with nothing, instead of the installed pack's recogniser.")
  boolean fromScratch;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "6",
      description = "How many of the recogniser's last layers learn (default: ${DEFAULT-VALUE}).")
  int layers = 6;

  @Option(
      names = "--margin",
      paramLabel = "X",
      defaultValue = "1.2",
      description =
          "Two people's unit vectors are pushed so far apart, 0 to 2 (default: ${DEFAULT-VALUE}).")
  float margin = 1.2f;

  @Mixin private CourseOptions options = new CourseOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    RecognitionTraining.Settings settings =
        new RecognitionTraining.Settings(
            id, options.version, options.termsText(), options.researchOnly, layers, margin);
    return TrainingRun.run(
        spec,
        options,
        (pipeline, watcher) -> {
          Optional<Base> base =
              fromScratch ? Optional.empty() : Optional.of(options.base(Task.RECOGNITION));
          double peak = rate.orElse(fromScratch ? 1e-3 : 1e-4);
          return new RecognitionTraining(
                  options.course(id, epochs, peak, keepEvery), settings, base, pipeline, watcher)
              .run();
        });
  }
}
