package dev.rollcall.inference.catalog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.util.List;
import java.util.Map;

/**
 * A loaded network with its manifest, and how many hold it. Two are equal only if they are the same
 * one.
 *
 * <p>Invariant: the network is closed exactly once, by whoever lets go last; the catalog is a
 * holder too, so that a swap closes the old network when the last request that saw it is done.
 * Thread-safe.
 */
public final class Model {
  private final ModelManifest manifest;
  private final Network network;
  private final BatchCosts costs;

  @GuardedBy("this")
  private int holders = 1;

  /** Held once, by the caller. */
  Model(ModelManifest manifest, Network network, BatchCosts costs) {
    this.manifest = manifest;
    this.network = network;
    this.costs = costs;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * Runs a batch; see {@link Network#run}.
   *
   * @throws EngineException as there
   */
  public Outputs run(List<Raster> rows) {
    return network.run(rows);
  }

  /** See {@link Network#rowShapes}. */
  public Map<String, List<Integer>> rowShapes() {
    return network.rowShapes();
  }

  /** What its batches cost, as measured while it warmed up, at the manifest's input size. */
  public BatchCosts costs() {
    return costs;
  }

  /** False once nobody holds it any more. */
  public synchronized boolean isOpen() {
    return holders > 0;
  }

  /**
   * One holder more; each lets go once, with {@link #release}.
   *
   * @throws IllegalStateException where nobody holds it any more
   */
  public synchronized void retain() {
    if (holders == 0) {
      throw new IllegalStateException(manifest.id() + " is closed");
    }
    holders++;
  }

  /**
   * One holder less; the last one closes the network.
   *
   * @throws IllegalStateException where it was let go more often than held
   */
  public void release() {
    synchronized (this) {
      if (holders == 0) {
        throw new IllegalStateException(manifest.id() + " was let go more often than held");
      }
      holders--;
      if (holders > 0) {
        return;
      }
    }
    network.close();
  }
}
