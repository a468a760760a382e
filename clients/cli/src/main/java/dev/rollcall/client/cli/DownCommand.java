package dev.rollcall.client.cli;

import dev.rollcall.client.supervisor.PidFile;
import dev.rollcall.client.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops what {@code up} started, whether its supervisor lives or was killed. */
@Command(name = "down", description = "Stops what up --detach started.")
final class DownCommand implements Callable<Integer> {
  private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

  @Option(names = "--data", description = "The site's folder (default: data in the project).")
  private @Nullable Path data;

  @Option(names = "--root", hidden = true, required = true)
  private Path root = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    DataFolder folder =
        new DataFolder((data != null ? data : root.resolve("data")).toAbsolutePath().normalize());
    Optional<ProcessHandle> supervisor = new PidFile(folder.supervisorPid()).alive();
    if (supervisor.isPresent()) {
      System.out.println("stopping …");
      supervisor.get().destroy();
      try {
        supervisor.get().onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new IOException(
            "process %d has not stopped after %d s; see %s"
                .formatted(supervisor.get().pid(), LONGEST_STOP.toSeconds(), folder.logs()),
            e);
      }
      System.out.println("stopped; everything is kept in " + folder.path());
      return 0;
    }
    int orphans = Supervisor.stopOrphans(folder.run(), LONGEST_STOP);
    System.out.println(
        orphans > 0
            ? "stopped " + orphans + " processes that a killed start had left behind"
            : "nothing runs on " + folder.path());
    return 0;
  }
}
