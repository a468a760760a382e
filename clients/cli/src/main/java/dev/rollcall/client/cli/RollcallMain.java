package dev.rollcall.client.cli;

import java.io.PrintWriter;
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
    System.exit(commands().execute(arguments));
  }

  static CommandLine commands() {
    return new CommandLine(new RollcallMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (fault, given) -> {
              PrintWriter err = fault.getCommandLine().getErr();
              err.println("rollcall: " + fault.getMessage() + " (./rollcall help lists what fits)");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("rollcall: " + Failure.explain(failure));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
