package dev.rollcall.gateway.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of the gateway's parts, each in this process. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {GalleryBench.class, StoreBench.class})
public final class BenchMain {
  private BenchMain() {}

  /** Exits with 0, 2 for bad arguments, 1 for a failure, each with one clear line. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    CommandLine commands =
        new CommandLine(new BenchMain())
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
