package dev.rollcall.client.supervisor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part alive.
 *
 * <p>Threads: one keeper thread starts the process and waits for its end, one copies its output;
 * {@link #stop} may come from any thread, at any time, more than once.
 *
 * <p>Invariants: at most one process of the part lives at a time; after {@link #stop} has returned
 * none does and none will be started.
 */
final class PartKeeper {
  /** Hears of every end that was not asked for. */
  interface DeathWatch {
    void died(Part part, int exitCode, Duration uptime, List<String> lastLines);
  }

  private final Part part;
  private final PidFile pidFile;
  private final PartLog log;
  private final DeathWatch watch;
  private final Thread keeper;

  @GuardedBy("this")
  private boolean stopping;

  @GuardedBy("this")
  private @Nullable Process process;

  PartKeeper(Part part, PidFile pidFile, PartLog log, DeathWatch watch) {
    this.part = part;
    this.pidFile = pidFile;
    this.log = log;
    this.watch = watch;
    this.keeper = new Thread(this::keep, "keep-" + part.name());
  }

  void start() {
    keeper.start();
  }

  Part part() {
    return part;
  }

  private void keep() {
    Backoff backoff = new Backoff();
    try {
      while (true) {
        long startedNanos = System.nanoTime();
        Process running;
        try {
          running = launch();
        } catch (IOException e) {
          log.append("cannot be started: " + e.getMessage());
          watch.died(part, 127, Duration.ZERO, log.lastLines());
          running = null;
        }
        if (running != null) {
          Thread copier = copyOutput(running);
          int exitCode = running.waitFor();
          copier.join(1000);
          Duration uptime = Duration.ofNanos(System.nanoTime() - startedNanos);
          if (isStopping()) {
            return;
          }
          watch.died(part, exitCode, uptime, log.lastLines());
          pause(backoff.afterDeath(uptime));
        } else {
          pause(backoff.afterDeath(Duration.ZERO));
        }
        if (isStopping()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread copyOutput(Process running) {
    Thread copier = new Thread(() -> log.copy(running.getInputStream()), "log-" + part.name());
    copier.setDaemon(true);
    copier.start();
    return copier;
  }

  /** Null once stopping. */
  private synchronized @Nullable Process launch() throws IOException {
    if (stopping) {
      return null;
    }
    // Ctrl-C reaches the whole process group: the parts ignore it, so that they stop in our order.
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.addAll(part.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(part.environment());
    Process started = builder.start();
    started.getOutputStream().close();
    process = started;
    try {
      pidFile.write(started.toHandle());
    } catch (IOException e) {
      // A full disk: the part runs all the same, and a second one must not be started beside it.
      log.append("its pid cannot be noted: " + e.getMessage());
    }
    return started;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void pause(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    long left;
    while (!stopping && (left = until - System.nanoTime()) > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Stops the process, by force after the part's grace, and returns when it is gone. */
  void stop() throws InterruptedException {
    Process running;
    synchronized (this) {
      stopping = true;
      running = process;
      notifyAll();
    }
    if (running != null) {
      Stop.processes(List.of(running.toHandle()), part.stopGrace());
    }
    keeper.join();
    try {
      pidFile.delete();
    } catch (IOException e) {
      log.append("the pid file stays behind: " + e.getMessage());
    }
  }
}
