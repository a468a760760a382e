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

  @GuardedBy("this")
  private int holders = 1;

  /** Held once, by the caller. */
  Model(ModelManifest manifest, Network network) {
    this.manifest = manifest;
    this.network = network;
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

  synchronized void retain() {
    if (holders == 0) {
      throw new IllegalStateException(manifest.id() + " is closed");
    }
    holders++;
  }

  void release() {
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
