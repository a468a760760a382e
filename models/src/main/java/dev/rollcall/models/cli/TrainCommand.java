package dev.rollcall.models.cli;

import picocli.CommandLine.Command;

/** {@code rollcall train}. */
@Command(
    name = "train",
    description = "Trains a network of your own: folders of pictures or videos in, a model out.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainEmotionCommand.class,
      TrainRecognitionCommand.class,
      TrainAgeGenderCommand.class
    })
final class TrainCommand {}
