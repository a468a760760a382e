package dev.rollcall.models.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The models tool. Exit status 0: done; 2: bad arguments; 1: failure, with one line that says what
 * to do next.
 */
@Command(
    name = "rollcall models",
    description = "The pretrained networks: installs, lists, verifies and measures them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InstallCommand.class,
      ImportCommand.class,
      UseCommand.class,
      ListCommand.class,
      ShowCommand.class,
      VerifyCommand.class,
      EvalCommand.class,
      TrainCommand.class,
      TryCommand.class
    })
public final class ModelsMain {
  static final int FAILURE = 1;

  /** What the C library says, in whatever exception it comes. */
  private static final String DISK_FULL = "No space left on device";

  public static void main(String[] arguments) {
    // The server's own file tells of every network that is loaded: noise around a command.
    System.setProperty("logback.configurationFile", "rollcall-models-logback.xml");
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, ready to execute; tests replace its output. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new ModelsMain());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExitCodeExceptionMapper(failure -> FAILURE);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          say(command.getErr(), failure);
          return FAILURE;
        });
    commandLine.setParameterExceptionHandler(
        (failure, arguments) -> {
          PrintWriter err = failure.getCommandLine().getErr();
          err.println("rollcall: " + failure.getMessage());
          err.println("usage: " + failure.getCommandLine().getHelp().synopsis(0).strip());
          return CommandLine.ExitCode.USAGE;
        });
    return commandLine;
  }

  private static void say(PrintWriter err, Exception failure) {
    String message = failure.getMessage();
    err.println("rollcall: " + (message == null ? failure.toString() : message));
    if (message != null && message.contains(DISK_FULL)) {
      err.println("rollcall: free some space and run the same again; what is there stays as it is");
    }
  }
}
