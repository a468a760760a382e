package dev.rollcall.models.cli;

import dev.rollcall.models.training.EmotionTraining;
import dev.rollcall.models.training.data.Augmentation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "emotion",
    description = {
      "Trains a network that tells expressions apart, or whatever the folders are named after.",
      "DIR holds one folder a label, with pictures or videos in it."
    },
    mixinStandardHelpOptions = true)
final class TrainEmotionCommand implements Callable<Integer> {
  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "emotion",
      description = "The model's id (default: ${DEFAULT-VALUE}).")
  String id = "emotion";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      description = "Times through the data (default: ${DEFAULT-VALUE}).")
  int epochs = 40;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "0.001",
      description = "Peak of the learning rate (default: ${DEFAULT-VALUE}).")
  double rate = 0.001;

  @Option(
      names = "--keep-every",
      paramLabel = "N",
      defaultValue = "0",
      description = "Keep a checkpoint every so many epochs; 0: the best and the last (default).")
  int keepEvery;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "32",
      description = "Channels of the first stage: 32 is 0.7, 48 1.5 million weights (default: 32).")
  int width = 32;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description = "Of the last features (default: ${DEFAULT-VALUE}).")
  float dropout = 0.3f;

  @Option(
      names = "--smoothing",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Of the target, spread over all labels (default: ${DEFAULT-VALUE}).")
  double smoothing = 0.1;

  @Option(
      names = "--balance",
      paramLabel = "X",
      defaultValue = "0.25",
      description =
          "0: every face counts the same; 1: every label does (default: ${DEFAULT-VALUE}).")
  double balance = 0.25;

  @Option(
      names = "--blurred",
      paramLabel = "SIGMA",
      defaultValue = "0",
      description =
          "The pictures were blurred by a Gaussian of so many pixels of 48: undo it, and show the"
              + " network only what could be undone (default: they were not).")
  double blurred;

  @Option(
      names = "--test",
      paramLabel = "DIR",
      description = "Folders like the data's, to measure the finished model on.")
  Optional<Path> test = Optional.empty();

  @Mixin private CourseOptions options = new CourseOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    @Nullable Path tested = test.orElse(null);
    EmotionTraining.Settings settings =
        new EmotionTraining.Settings(
            id,
            options.version,
            options.termsText(),
            options.researchOnly,
            width,
            dropout,
            smoothing,
            balance,
            blurred,
            Augmentation.STANDARD,
            tested);
    return TrainingRun.run(
        spec,
        options,
        (pipeline, watcher) ->
            new EmotionTraining(
                    options.course(id, epochs, rate, keepEvery), settings, pipeline, watcher)
                .run());
  }
}
