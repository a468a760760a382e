package dev.rollcall.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that the launcher hands on. */
@Command(
    name = "rollcall",
    subcommands = {UpCommand.class, DownCommand.class, DoctorCommand.class, MigrateCommand.class})
public final class RollcallMain {
  private RollcallMain() {}

  /** Exits with 0, 2 for bad arguments, 1 for a failure, each with one clear line. */
  public static void main(String[] arguments) {
    CommandLine commands =
        new CommandLine(new RollcallMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("rollcall: " + failure.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    System.exit(commands.execute(arguments));
  }
}
