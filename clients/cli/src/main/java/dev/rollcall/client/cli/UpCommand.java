package dev.rollcall.client.cli;

import dev.rollcall.client.supervisor.PidFile;
import dev.rollcall.client.supervisor.Supervisor;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The main job: database, inference server and gateway under supervision until Ctrl-C or SIGTERM.
 *
 * <p>Killed itself, it leaves the parts running; the next start on the same folder stops them
 * first.
 */
@Command(name = "up", description = "Starts Rollcall and keeps it running.")
final class UpCommand implements Callable<Integer> {
  /** Of the parts, once everything they need is installed; a busy machine may take minutes. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private static final Duration TELL_EVERY = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private SiteOptions options = new SiteOptions();

  @Option(names = "--detach", description = "Go on in the background once ready.")
  private boolean detach;

  @Option(names = "--root", hidden = true, required = true)
  private Path root = Path.of("");

  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    long startedNanos = System.nanoTime();
    options.check();
    DataFolder data = DataFolder.open(options.data(root));
    Optional<FileLock> lock = data.lock();
    if (lock.isEmpty()) {
      throw new IOException(
          "Rollcall already runs on %s%s; stop it with ./rollcall down --data %s"
              .formatted(
                  data.path(),
                  Files.exists(data.readyNote())
                      ? " at " + Files.readAllLines(data.readyNote()).get(0)
                      : "",
                  data.path()));
    }
    // From here on ./rollcall down finds this start, ready or not.
    new PidFile(data.supervisorPid()).write(ProcessHandle.current());
    Files.deleteIfExists(data.readyNote());
    int orphans = Supervisor.stopOrphans(data.run(), Duration.ofSeconds(30));
    if (orphans > 0) {
      System.out.println("stopped " + orphans + " processes that a killed start had left behind");
    }
    Installation installation = new Installation(root.toAbsolutePath().normalize());
    options.site(installation, data, ModelPack.STANDARD).checkPorts();
    String pack =
        new ModelPack(data, ModelPack.tool(installation, data, options.licence()))
            .install(options.pack());
    Site site = options.site(installation, data, pack);
    if (detach) {
      lock.get().release();
      return Detached.start(data, startedNanos);
    }
    return supervise(site, data, startedNanos);
  }

  private int supervise(Site site, DataFolder data, long startedNanos)
      throws IOException, InterruptedException {
    PidFile pid = new PidFile(data.supervisorPid());
    pid.write(ProcessHandle.current());
    Supervisor supervisor = new Supervisor(data.run(), data.logs(), System.out::println);
    // The JVM ends when its shutdown hooks do: this one holds it until the parts have stopped.
    Thread onSignal = new Thread(this::stopOnSignal, "on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      site.parts().forEach(supervisor::start);
      String trouble = awaitReady(site, supervisor);
      if (trouble != null) {
        System.err.println("rollcall: " + trouble);
        return 1;
      }
      if (stopAsked.getCount() > 0) {
        supervisor.settled();
        System.out.print(site.welcome(Duration.ofNanos(System.nanoTime() - startedNanos)));
        System.out.flush();
        Files.writeString(data.readyNote(), site.address() + "\n");
        stopAsked.await();
      }
      System.out.println("stopping …");
      return 0;
    } finally {
      supervisor.stop();
      Files.deleteIfExists(data.readyNote());
      pid.delete();
      System.out.println("stopped; everything is kept in " + data.path());
      stopped.countDown();
    }
  }

  private void stopOnSignal() {
    if (stopped.getCount() == 0) {
      return;
    }
    stopAsked.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Stopping when asked to is a success, whatever the signal's number would make of it.
    Runtime.getRuntime().halt(0);
  }

  /** Null when ready or asked to stop, else what is wrong. */
  private @Nullable String awaitReady(Site site, Supervisor supervisor)
      throws InterruptedException {
    long launchedNanos = System.nanoTime();
    Duration told = Duration.ZERO;
    while (!stopAsked.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - launchedNanos);
      if (waited.minus(told).compareTo(TELL_EVERY) >= 0) {
        told = waited;
        System.out.printf(
            "starting, %d s so far (logs in %s)%n", waited.toSeconds(), site.data().logs());
      }
      Supervisor.Refusal refusal = supervisor.refusal();
      if (refusal != null) {
        return "%s did not start (exit code %d):%n  %s%nits whole log: %s"
            .formatted(
                refusal.part(),
                refusal.exitCode(),
                String.join(System.lineSeparator() + "  ", lastOf(refusal.lastLines())),
                refusal.log());
      }
      if (site.answersReady()) {
        return null;
      }
      if (waited.compareTo(LONGEST_START) > 0) {
        return "not ready after %d s; see the logs in %s"
            .formatted(LONGEST_START.toSeconds(), site.data().logs());
      }
    }
    return null;
  }

  private static List<String> lastOf(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 8), lines.size());
  }
}
