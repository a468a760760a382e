package dev.rollcall.inference.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of the inference server from within its process. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {BatchingBench.class, NetsBench.class, SoakBench.class})
public final class BenchMain {
  private BenchMain() {}

  /** Exits with 0, 2 for bad arguments, 1 for a failure, each with one clear line. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    // Every refusal of an overload and every reload would have a line among the claims.
    ((Logger) LoggerFactory.getLogger("dev.rollcall")).setLevel(Level.ERROR);
    CommandLine commands =
        new CommandLine(new BenchMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  command
                      .getErr()
                      .println(
                          "rollcall: "
                              + (failure.getMessage() == null ? failure : failure.getMessage()));
                  if (System.getenv("ROLLCALL_DEBUG") != null) {
                    failure.printStackTrace(command.getErr());
                  }
                  return CommandLine.ExitCode.SOFTWARE;
                });
    System.exit(commands.execute(arguments));
  }
}
