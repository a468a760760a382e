package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Batch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the batches of one epoch ahead, in order. At most {@link #AHEAD} exist beside the one in
 * use, so memory does not depend on how many faces there are. For one consumer.
 */
final class Prefetch implements AutoCloseable {
  private static final int AHEAD = 4;

  private final Batches batches;
  private final int epoch;
  private final ExecutorService makers;
  private final Deque<Future<Batch>> ready = new ArrayDeque<>();
  private int next;

  Prefetch(Batches batches, int epoch, int firstStep, int threads) {
    this.batches = batches;
    this.epoch = epoch;
    this.next = firstStep;
    makers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "batches");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The next batch; waits for it. */
  Batch take() throws IOException, InterruptedException {
    while (ready.size() <= AHEAD && next < batches.stepsPerEpoch()) {
      int step = next++;
      ready.add(makers.submit(() -> batches.batch(epoch, step)));
    }
    try {
      return ready.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a batch could not be made", e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException("the batch was called off", e);
    }
  }

  /** Lets what is being made be finished: an interrupt would close the file that it reads from. */
  @Override
  public void close() {
    ready.forEach(batch -> batch.cancel(false));
    makers.shutdown();
  }
}
