package dev.rollcall.gateway.adapter.mariadb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Servers that a killed run left behind; they would hold the data directory.
 *
 * <p>They are known by their program, which lies in the data folder and so belongs to this database
 * alone. A pid file would be missing in the moment before it is written, and could name a stranger
 * once the number is used again.
 */
final class Orphans {
  private Orphans() {}

  /**
   * Stops them: with SIGTERM, which leaves the data clean, and by force where that takes longer
   * than the grace. The caller holds the folder's lock, so none of them belongs to a living run.
   *
   * @return how many there were
   */
  static int stop(Path server, Duration grace) throws IOException, InterruptedException {
    List<ProcessHandle> found =
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    process
                        .info()
                        .command()
                        .filter(command -> command.startsWith(server.toString()))
                        .isPresent())
            .toList();
    found.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : found) {
      if (!endsWithin(process, grace)) {
        process.destroyForcibly();
        if (!endsWithin(process, grace)) {
          throw new IOException(
              "the database process %d of an earlier run does not end: stop it by hand"
                  .formatted(process.pid()));
        }
      }
    }
    return found.size();
  }

  static boolean endsWithin(ProcessHandle process, Duration grace) throws InterruptedException {
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
