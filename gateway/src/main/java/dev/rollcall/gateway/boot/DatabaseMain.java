package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The embedded database as a process: flags in, {@code ready on 127.0.0.1:PORT} out. Exits with 2
 * on bad arguments, with 1 where it cannot start, with 0 after SIGTERM has stopped the server
 * cleanly, and with another code than 0 where the server ended by itself, so that it is started
 * again.
 */
@Command(
    name = "database",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Runs the embedded MariaDB.")
public final class DatabaseMain implements Callable<Integer> {
  private static final int FIRST_SIGNAL_EXIT = 128;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The site's data folder; the database takes its place below it.")
  @SuppressWarnings("NullAway.Init") // required
  private Path data;

  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "N",
      description = "Where to listen on 127.0.0.1; 0: any free port (${DEFAULT-VALUE}).")
  private int port;

  /** The program. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new DatabaseMain())
            .setExecutionExceptionHandler(DatabaseMain::explain)
            .execute(args));
  }

  /** What a person can mend is said in one line; the rest with where it happened. */
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult args)
      throws Exception {
    if (failure instanceof IOException) {
      command.getErr().println("database: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--port is 0 to 65535");
    }
    PrintWriter out = spec.commandLine().getOut();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicReference<@Nullable EmbeddedMariaDb> running = new AtomicReference<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running.get(), ended), "stop"));
    EmbeddedMariaDb database;
    try {
      database = EmbeddedMariaDb.start(data, port, line -> say(out, line));
    } catch (IOException | RuntimeException e) {
      ended.set(true);
      throw e;
    }
    running.set(database);
    say(out, "ready on " + database.address());
    int exitCode = database.awaitEnd();
    if (ended.getAndSet(true)) {
      // SIGTERM stopped it: the hook ends this process.
      new CountDownLatch(1).await();
    }
    database.close();
    say(out, "the database server ended by itself (exit code %d)".formatted(exitCode));
    return exitCode < FIRST_SIGNAL_EXIT ? CommandLine.ExitCode.SOFTWARE : exitCode;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  /** Runs when the JVM goes down. */
  private static void stop(@Nullable EmbeddedMariaDb database, AtomicBoolean ended) {
    if (ended.getAndSet(true)) {
      return; // This process goes by itself, with its own exit code.
    }
    if (database != null) {
      database.close();
    } else {
      // Not up yet: what is being made is made anew at the next start.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
    // SIGTERM is how the database is meant to be stopped: no failure.
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }
}
