package dev.rollcall.client.load.baseline;

import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The naive way to batch: a queue a network, first in first out. The first row opens a window; when
 * the window ends, or enough rows wait, they run, and rows that come meanwhile wait for theirs.
 *
 * <p>It says that any number of batches may run at once, so that whoever schedules above it holds
 * nothing back and forms nothing: every request's rows come here as they are asked for. Below it
 * there are as many permits as the real engine has.
 *
 * <p>Thread-safe. Until {@link #startQueueing} rows go straight through, for warming up.
 */
final class FixedWindowEngine implements Engine {
  /** More than calls that the server lets in. */
  private static final int NO_LIMIT = 128;

  private final Engine engine;
  private final Duration window;
  private final int mostRows;
  private final Semaphore permits;
  private volatile boolean queueing;

  /**
   * Puts queues before an engine, which is closed with this one.
   *
   * @param mostRows a batch of so many does not wait for the end of its window
   */
  FixedWindowEngine(Engine engine, Duration window, int mostRows) {
    this.engine = engine;
    this.window = window;
    this.mostRows = mostRows;
    this.permits = new Semaphore(engine.permits(), true);
  }

  void startQueueing() {
    queueing = true;
  }

  @Override
  public Network load(Path savedModel) throws IOException {
    Network network = engine.load(savedModel);
    WindowQueue queue = new WindowQueue(network, window, mostRows, permits);
    return new Network() {
      @Override
      public Outputs run(List<Raster> rows) {
        return queueing ? queue.run(rows) : network.run(rows);
      }

      @Override
      public Map<String, List<Integer>> rowShapes() {
        return network.rowShapes();
      }

      @Override
      public void close() {
        queue.close();
        network.close();
      }
    };
  }

  @Override
  public Device device() {
    return new Device(
        engine.device().kind(),
        "%s, fixed window of %d ms".formatted(engine.device().detail(), window.toMillis()));
  }

  @Override
  public int permits() {
    return NO_LIMIT;
  }

  @Override
  public void close() {
    engine.close();
  }
}
