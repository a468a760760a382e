package dev.rollcall.client.supervisor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a set of parts until told to stop.
 *
 * <p>Until {@link #settled} is called a part that ends by itself with an exit code below 128 has
 * refused to start, and starting it again would not help: that is reported as a {@link Refusal}. A
 * part that is killed or aborts, and any part after that point, is started again with backoff.
 *
 * <p>Threads: safe to use from several; {@link #stop} may come at any time.
 */
public final class Supervisor {
  private static final int FIRST_SIGNAL_EXIT = 128;

  /** A part that ended instead of coming up. */
  public record Refusal(String part, int exitCode, List<String> lastLines, Path log) {}

  private final Path runFolder;
  private final Path logFolder;
  private final Consumer<String> say;

  @GuardedBy("this")
  private final List<PartKeeper> keepers = new ArrayList<>();

  @GuardedBy("this")
  private @Nullable Refusal refusal;

  @GuardedBy("this")
  private boolean settled;

  /**
   * Over the folders that hold pids and logs; both are made where missing.
   *
   * @param say takes one line for the person at the terminal
   */
  public Supervisor(Path runFolder, Path logFolder, Consumer<String> say) throws IOException {
    this.runFolder = Files.createDirectories(runFolder);
    this.logFolder = Files.createDirectories(logFolder);
    this.say = say;
  }

  /**
   * Stops what an earlier supervisor left behind when it was killed itself.
   *
   * @return how many processes were stopped
   */
  public static int stopOrphans(Path runFolder, Duration grace)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(runFolder)) {
      return 0;
    }
    List<ProcessHandle> orphans = new ArrayList<>();
    try (var files = Files.newDirectoryStream(runFolder, "*.part.pid")) {
      for (Path file : files) {
        new PidFile(file).alive().ifPresent(orphans::add);
      }
    }
    Stop.processes(orphans, grace);
    return orphans.size();
  }

  /** Starts one more part. */
  public synchronized void start(Part part) {
    PartLog log = new PartLog(logFolder.resolve(part.name() + ".log"));
    PidFile pid = new PidFile(runFolder.resolve(part.name() + ".part.pid"));
    PartKeeper keeper =
        new PartKeeper(
            part,
            pid,
            log,
            (dead, exitCode, uptime, lastLines) ->
                died(dead, exitCode, uptime, lastLines, log.file()));
    keepers.add(keeper);
    keeper.start();
  }

  private synchronized void died(
      Part part, int exitCode, Duration uptime, List<String> lastLines, Path log) {
    if (!settled && exitCode < FIRST_SIGNAL_EXIT) {
      if (refusal == null) {
        refusal = new Refusal(part.name(), exitCode, lastLines, log);
      }
      return;
    }
    say.accept(
        "%s ended (exit code %d, after %d s) and is being started again; its log: %s"
            .formatted(part.name(), exitCode, uptime.toSeconds(), log));
  }

  /** From here on every part that ends is started again, whatever its exit code. */
  public synchronized void settled() {
    settled = true;
  }

  /** The first part that refused to start, if one did. */
  public synchronized @Nullable Refusal refusal() {
    return refusal;
  }

  /** Stops every part, last started first; returns when all are gone. Idempotent. */
  public void stop() throws InterruptedException {
    List<PartKeeper> lastFirst = new ArrayList<>();
    synchronized (this) {
      for (int i = keepers.size() - 1; i >= 0; i--) {
        lastFirst.add(keepers.get(i));
      }
    }
    for (PartKeeper keeper : lastFirst) {
      keeper.stop();
    }
  }
}
