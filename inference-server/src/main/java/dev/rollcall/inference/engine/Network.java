package dev.rollcall.inference.engine;

import java.util.List;
import java.util.Map;

/**
 * One loaded network. Takes {@code uint8 [N, height, width, 3]} RGB, answers named float rows.
 *
 * <p>Thread-safe. {@link #close} waits for the runs that are under way; it may be called again, and
 * a run after it throws.
 */
public interface Network extends AutoCloseable {
  /**
   * Runs one batch.
   *
   * @param rows at least one, all of one size
   * @return as many rows as went in, in their order
   * @throws EngineException where the rows differ in size or are not of the size that the network
   *     wants, the run fails, the answer has another number of rows, or the network is closed
   */
  Outputs run(List<Raster> rows);

  /** The shape of one row of each output, as far as the network tells; -1: any size. */
  Map<String, List<Integer>> rowShapes();

  @Override
  void close();
}
