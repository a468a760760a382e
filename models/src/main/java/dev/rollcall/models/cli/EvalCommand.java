package dev.rollcall.models.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "eval",
    description = "Measures an installed pack on pictures of yours, through the server's own code.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvalVerificationCommand.class,
      EvalIdentificationCommand.class,
      EvalAgeGenderCommand.class,
      EvalEmotionCommand.class,
      EvalLivenessCommand.class,
      EvalDetectionCommand.class,
      EvalCalibrateCommand.class,
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "eval what? " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
