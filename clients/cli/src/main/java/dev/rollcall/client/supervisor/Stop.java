package dev.rollcall.client.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks processes to end, and makes them once the grace has passed. */
final class Stop {
  private Stop() {}

  static void processes(List<ProcessHandle> processes, Duration grace) throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    if (!goneWithin(processes, grace)) {
      processes.forEach(ProcessHandle::destroyForcibly);
      goneWithin(processes, Duration.ofSeconds(10));
    }
  }

  private static boolean goneWithin(List<ProcessHandle> processes, Duration grace)
      throws InterruptedException {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for a process to end", e);
    }
  }
}
