package dev.rollcall.client.load.baseline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One network's queue. Its thread waits for a first row, then for the end of the window or a full
 * batch, then for a permit, and runs what it has. {@link #run} blocks its caller until then.
 */
final class WindowQueue implements AutoCloseable {
  private final Network network;
  private final Duration window;
  private final int mostRows;
  private final Semaphore permits;
  private final Thread worker;

  @GuardedBy("this")
  private final Deque<Waiting> queue = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean closed;

  private record Waiting(Raster row, CompletableFuture<Outputs.Row> answer) {}

  WindowQueue(Network network, Duration window, int mostRows, Semaphore permits) {
    this.network = network;
    this.window = window;
    this.mostRows = mostRows;
    this.permits = permits;
    worker = new Thread(this::work, "window");
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Queues rows and waits for them.
   *
   * @param rows one that stands there more than once, as padding, is computed once
   */
  Outputs run(List<Raster> rows) {
    Map<Raster, Waiting> distinct = new LinkedHashMap<>();
    List<Waiting> mine = new ArrayList<>();
    for (Raster row : rows) {
      mine.add(
          distinct.computeIfAbsent(
              row, any -> new Waiting(any, new CompletableFuture<Outputs.Row>())));
    }
    synchronized (this) {
      if (closed) {
        throw new EngineException("the network is closed");
      }
      queue.addAll(distinct.values());
      notifyAll();
    }
    try {
      return together(mine.stream().map(waiting -> waiting.answer().join()).toList());
    } catch (CompletionException e) {
      throw e.getCause() instanceof EngineException known ? known : e;
    }
  }

  private static Outputs together(List<Outputs.Row> rows) {
    Map<String, float[]> blocks = new HashMap<>();
    for (String name : rows.get(0).values().keySet()) {
      int length = rows.get(0).get(name).length;
      float[] block = new float[length * rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i).get(name, length), 0, block, i * length, length);
      }
      blocks.put(name, block);
    }
    return new Outputs(rows.size(), blocks);
  }

  private void work() {
    try {
      while (true) {
        List<Waiting> batch = next();
        permits.acquire();
        try {
          compute(batch);
        } finally {
          permits.release();
        }
      }
    } catch (InterruptedException e) {
      // Closed: nobody is left waiting, see close().
    }
  }

  /** Waits out the window of the first row; rows of another size than its stay for the next. */
  private synchronized List<Waiting> next() throws InterruptedException {
    while (queue.isEmpty()) {
      wait();
    }
    long end = System.nanoTime() + window.toNanos();
    long left = window.toNanos();
    while (queue.size() < mostRows && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < mostRows && !queue.isEmpty() && fits(batch, queue.element())) {
      batch.add(queue.remove());
    }
    return batch;
  }

  private static boolean fits(List<Waiting> batch, Waiting next) {
    return batch.isEmpty()
        || (batch.get(0).row().height() == next.row().height()
            && batch.get(0).row().width() == next.row().width());
  }

  private void compute(List<Waiting> batch) {
    try {
      Outputs outputs = network.run(batch.stream().map(Waiting::row).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(outputs.row(i));
      }
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  /** Fails what waits; called once nobody computes any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      queue.forEach(
          waiting ->
              waiting.answer().completeExceptionally(new EngineException("the network is closed")));
      queue.clear();
    }
    worker.interrupt();
  }
}
