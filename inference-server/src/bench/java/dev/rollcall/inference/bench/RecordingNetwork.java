package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network whose runs are noted. */
final class RecordingNetwork implements Network {
  private final Network network;
  private final Queue<Run> runs = new ConcurrentLinkedQueue<>();
  private volatile Listener listener = (rows, ended) -> {};

  RecordingNetwork(Network network) {
    this.network = network;
  }

  /** One run. */
  record Run(int bucket, long startedNanos, long tookNanos) {}

  /** Is told of the beginning and the end of every run, on its thread. */
  interface Listener {
    void run(List<Raster> rows, boolean ended);
  }

  void listener(Listener newListener) {
    listener = newListener;
  }

  /** The runs so far, which are forgotten. */
  List<Run> drain() {
    List<Run> drained = new ArrayList<>();
    for (Run run = runs.poll(); run != null; run = runs.poll()) {
      drained.add(run);
    }
    return drained;
  }

  @Override
  public Outputs run(List<Raster> rows) {
    listener.run(rows, false);
    long startedNanos = System.nanoTime();
    try {
      return network.run(rows);
    } finally {
      runs.add(new Run(rows.size(), startedNanos, System.nanoTime() - startedNanos));
      listener.run(rows, true);
    }
  }

  @Override
  public Map<String, List<Integer>> rowShapes() {
    return network.rowShapes();
  }

  @Override
  public void close() {
    network.close();
  }
}
