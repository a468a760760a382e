package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.BatchCosts;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch through its network and answers every row of it.
 *
 * <p>Failure: a batch that fails is run again in halves until only the rows that are to blame have
 * failed; a row that is answered with NaN fails alone; where the device's memory was too small, the
 * largest batch of that network is halved until it is loaded again. A row whose request is late or
 * cancelled is answered so, even where it has run.
 */
final class BatchRunner {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  private final Former former;
  private final long patienceNanos;
  private final LongSupplier tickerNanos;

  BatchRunner(Former former, long patienceNanos, LongSupplier tickerNanos) {
    this.former = former;
    this.patienceNanos = patienceNanos;
    this.tickerNanos = tickerNanos;
  }

  /** Runs a batch on the calling thread, whose permit is the run's. */
  void run(Run run, Former.Batch batch) {
    Shelf shelf = batch.shelf();
    long startedNanos = tickerNanos.getAsLong();
    for (PendingRow row : batch.rows()) {
      shelf.figures().queued(startedNanos - row.queuedNanos());
    }
    Model model = shelf.model();
    // Even if the run is given up and its requests are gone, the network stays open under it.
    model.retain();
    try {
      long computeNanos = compute(run, shelf, batch.rows());
      shelf.figures().overhead(tickerNanos.getAsLong() - startedNanos - computeNanos);
    } finally {
      model.release();
    }
  }

  /** The time that the network took. */
  private long compute(Run run, Shelf shelf, List<PendingRow> rows) {
    BatchCosts costs = former.plan(shelf).costs();
    if (rows.size() > costs.largest()) {
      return computeHalves(run, shelf, rows);
    }
    int bucket = costs.bucketFor(rows.size());
    long startedNanos = tickerNanos.getAsLong();
    run.expectBy(startedNanos + patienceNanos);
    Outputs outputs;
    try {
      outputs = shelf.model().run(padded(rows, bucket));
      if (outputs.rows() != bucket) {
        throw new EngineException("%d rows in, %d rows out".formatted(bucket, outputs.rows()));
      }
    } catch (RuntimeException | Error e) {
      return tickerNanos.getAsLong() - startedNanos + recover(run, shelf, rows, bucket, e);
    }
    long tookNanos = tickerNanos.getAsLong() - startedNanos;
    run.expectBy(Long.MAX_VALUE);
    shelf.figures().ran(rows.size(), bucket, tookNanos);
    answer(shelf, rows, outputs);
    return tookNanos;
  }

  /** The time that the network took for the halves; 0 where a single row is to blame. */
  private long recover(Run run, Shelf shelf, List<PendingRow> rows, int bucket, Throwable failure) {
    if (isOutOfMemory(failure)) {
      shelf.figures().fault("out of memory");
      former.shrink(shelf, bucket);
      LOG.warn(
          "{} rows of {} do not fit into the device's memory: at most {} from now on",
          bucket,
          run.model(),
          former.plan(shelf).costs().largest());
    }
    if (rows.size() > 1) {
      shelf.figures().fault("halved");
      return computeHalves(run, shelf, rows);
    }
    shelf.figures().failed(1);
    rows.get(0).fail(fault(run.model(), failure));
    return 0;
  }

  private long computeHalves(Run run, Shelf shelf, List<PendingRow> rows) {
    int half = rows.size() / 2;
    return compute(run, shelf, rows.subList(0, half))
        + compute(run, shelf, rows.subList(half, rows.size()));
  }

  /**
   * A row more is a copy of the first: what the network has to do with it is what it always does.
   */
  private static List<Raster> padded(List<PendingRow> rows, int bucket) {
    List<Raster> padded = new ArrayList<>(bucket);
    for (PendingRow row : rows) {
      padded.add(row.pixels());
    }
    while (padded.size() < bucket) {
      padded.add(rows.get(0).pixels());
    }
    return padded;
  }

  private static boolean isOutOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || (failure instanceof EngineException known && known.isOutOfMemory());
  }

  /** The last row first: who waits for the first of several wakes up when all are there. */
  private static void answer(Shelf shelf, List<PendingRow> rows, Outputs outputs) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      PendingRow row = rows.get(i);
      Optional<Problem> fate = row.scope().fate();
      if (fate.isPresent()) {
        shelf.figures().wasted(1, fate.get().name());
        row.fail(RequestScope.unwanted(fate.get()));
        continue;
      }
      Outputs.Row answer = outputs.row(i);
      if (answer.isFinite()) {
        row.succeed(answer);
      } else {
        shelf.figures().failed(1);
        row.fail(
            fault(
                shelf.model().manifest().id(),
                new EngineException("it answered with something not a number")));
      }
    }
  }

  static InferenceException fault(String model, Throwable cause) {
    return new InferenceException(
        Problem.ENGINE_FAULT,
        "network %s failed on this picture; if others fail too, see the server's log: %s"
            .formatted(model, cause.getMessage()),
        cause);
  }
}
