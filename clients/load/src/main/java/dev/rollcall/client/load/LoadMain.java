package dev.rollcall.client.load;

import dev.rollcall.client.load.device.GpuBench;
import dev.rollcall.client.load.serving.CheckInBench;
import dev.rollcall.client.load.serving.GhzBench;
import dev.rollcall.client.load.serving.ServingBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of a running server. */
@Command(
    name = "bench",
    subcommands = {
      AttendanceBench.class,
      CheckInBench.class,
      ServingBench.class,
      GhzBench.class,
      GpuBench.class
    })
public final class LoadMain {
  private LoadMain() {}

  /** Exits with 0, 2 for bad arguments, 1 for a failure, each with one clear line. */
  public static void main(String[] arguments) {
    CommandLine commands =
        new CommandLine(new LoadMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command.getErr().println("rollcall: " + failure.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    System.exit(commands.execute(arguments));
  }
}
