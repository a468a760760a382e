package dev.rollcall.inference.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * An engine whose networks are plain arithmetic on pixels. What {@code saved_model.pb} holds is the
 * name of a {@link TwinNetwork} and the height and width that it takes.
 */
public final class TwinEngine implements Engine {
  private final AtomicInteger open = new AtomicInteger();
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile Consumer<List<Raster>> beforeRun = rows -> {};

  /** Called with every batch, on the thread that runs it; may block or throw. */
  public void beforeEachRun(Consumer<List<Raster>> action) {
    beforeRun = action;
  }

  /** Networks that are loaded and not closed. */
  public int openNetworks() {
    return open.get();
  }

  /** The size of every batch so far. */
  public List<Integer> batches() {
    return batches;
  }

  @Override
  public Network load(Path savedModel) throws IOException {
    Path file = savedModel.resolve("saved_model.pb");
    if (!Files.isRegularFile(file)) {
      throw new IOException(savedModel + " holds no saved_model.pb");
    }
    String[] words = Files.readString(file).split(" ", -1);
    open.incrementAndGet();
    return new Running(
        TwinNetwork.valueOf(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
  }

  private final class Running implements Network {
    private final TwinNetwork network;
    private final int height;
    private final int width;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    Running(TwinNetwork network, int height, int width) {
      this.network = network;
      this.height = height;
      this.width = width;
    }

    @Override
    public Outputs run(List<Raster> rows) {
      if (rows.isEmpty()) {
        throw new EngineException("a batch needs at least one row");
      }
      for (Raster row : rows) {
        if (row.height() != height || row.width() != width) {
          throw new EngineException("this network takes %d x %d".formatted(width, height));
        }
      }
      lock.readLock().lock();
      try {
        if (closed) {
          throw new EngineException("the network is closed");
        }
        batches.add(rows.size());
        beforeRun.accept(rows);
        return answer(rows);
      } finally {
        lock.readLock().unlock();
      }
    }

    @Override
    public Map<String, List<Integer>> rowShapes() {
      Map<String, List<Integer>> shapes = new HashMap<>();
      network
          .answer(new Raster(height, width, new byte[height * width * 3]))
          .forEach((name, values) -> shapes.put(name, List.of(values.length)));
      return shapes;
    }

    private Outputs answer(List<Raster> rows) {
      Map<String, float[]> blocks = new HashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        int row = i;
        network
            .answer(rows.get(i))
            .forEach(
                (name, values) ->
                    System.arraycopy(
                        values,
                        0,
                        blocks.computeIfAbsent(name, any -> new float[values.length * rows.size()]),
                        row * values.length,
                        values.length));
      }
      return new Outputs(rows.size(), blocks);
    }

    @Override
    public void close() {
      lock.writeLock().lock();
      try {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  @Override
  public Device device() {
    return new Device("cpu", "twin");
  }

  @Override
  public int permits() {
    return 1;
  }

  @Override
  public void close() {}
}
