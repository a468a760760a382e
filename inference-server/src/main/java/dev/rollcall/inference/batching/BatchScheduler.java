package dev.rollcall.inference.batching;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One scheduler over all models of one device. The unit is one face, not one request.
 *
 * <p>Invariants: a batch holds rows of one model and one size; it is composed when an execution
 * permit is free and never earlier, so a lone row never waits for company; within a model the
 * requests take turns a row at a time, so one face behind a picture of sixty is in the next batch;
 * among models the one with the oldest request goes first, so what was begun is finished before
 * something new is begun; every submitted row is answered exactly once.
 *
 * <p>Failure: a batch that fails is run again in halves until only the rows that are to blame have
 * failed. A worker outlives whatever a network throws.
 *
 * <p>Threads: {@link #submit} from any; one worker a permit runs the batches, and completes the
 * answers outside the lock. {@link #close} fails what still waits and returns when the workers have
 * ended.
 *
 * <p>Memory: a row is referenced from its submission to its answer, and copied once, by the engine.
 */
public final class BatchScheduler implements AutoCloseable {
  private static final int MOST_ROWS = 32;

  /** Beyond so many pixels a batch gains nothing on a CPU and its activations fill the memory. */
  private static final int MOST_PIXELS = 1 << 20;

  private final Figures figures;
  private final List<Thread> workers = new ArrayList<>();

  @GuardedBy("this")
  private final Map<Shelf, FairQueue> queues = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean closed;

  /**
   * Starts the workers.
   *
   * @param permits how many batches run at once
   */
  public BatchScheduler(int permits, Figures figures) {
    this.figures = figures;
    for (int i = 0; i < permits; i++) {
      Thread worker = new Thread(this::work, "batch-" + i);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  /** What may share a batch. */
  private record Shelf(Model model, int height, int width) {
    int mostRows() {
      return Math.max(1, Math.min(MOST_ROWS, MOST_PIXELS / (height * width)));
    }
  }

  private record Batch(Shelf shelf, List<PendingRow> rows) {}

  /**
   * Queues rows of one request, all at once: the first does not leave without those that may share
   * its batch.
   *
   * @param rows as the model's manifest says; not to be changed until the answers are there
   * @return one a row, in their order; each completes with the row's outputs, or with an {@link
   *     InferenceException}: CANCELLED, DEADLINE_EXCEEDED, DRAINING or, where this very row makes
   *     the network fail or answer with NaN, ENGINE_FAULT
   * @throws InferenceException DRAINING after {@link #close}
   */
  public List<CompletableFuture<Outputs.Row>> submit(
      Model model, RequestScope scope, List<Raster> rows) {
    long now = System.nanoTime();
    List<PendingRow> pending = new ArrayList<>();
    for (Raster row : rows) {
      pending.add(new PendingRow(scope, row, now, new CompletableFuture<Outputs.Row>()));
    }
    synchronized (this) {
      if (closed) {
        throw draining();
      }
      for (PendingRow row : pending) {
        Shelf shelf = new Shelf(model, row.pixels().height(), row.pixels().width());
        queues.computeIfAbsent(shelf, any -> new FairQueue()).add(row);
      }
      notifyAll();
    }
    return pending.stream().map(PendingRow::answer).toList();
  }

  private void work() {
    try {
      for (Batch batch = next(); batch != null; batch = next()) {
        run(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Null once closed. */
  private @Nullable Batch next() throws InterruptedException {
    while (true) {
      List<PendingRow> unwanted = new ArrayList<>();
      Batch batch;
      synchronized (this) {
        while (!closed && queues.isEmpty()) {
          wait();
        }
        if (closed) {
          return null;
        }
        dropUnwanted(unwanted);
        batch = compose();
      }
      unwanted.forEach(BatchScheduler::refuse);
      if (batch != null) {
        return batch;
      }
    }
  }

  @GuardedBy("this")
  private void dropUnwanted(List<PendingRow> unwanted) {
    queues
        .entrySet()
        .removeIf(
            queue -> {
              List<PendingRow> rows = queue.getValue().takeUnwanted();
              if (!rows.isEmpty()) {
                figures.dropped(queue.getKey().model().manifest().id(), rows.size());
                unwanted.addAll(rows);
              }
              return queue.getValue().isEmpty();
            });
  }

  /** Null where nothing waits. */
  @GuardedBy("this")
  private @Nullable Batch compose() {
    Optional<Map.Entry<Shelf, FairQueue>> oldest =
        queues.entrySet().stream()
            .min(Comparator.comparingLong(queue -> queue.getValue().oldestRequest()));
    if (oldest.isEmpty()) {
      return null;
    }
    Shelf shelf = oldest.get().getKey();
    FairQueue queue = oldest.get().getValue();
    List<PendingRow> rows = queue.take(shelf.mostRows());
    if (queue.isEmpty()) {
      queues.remove(shelf);
    }
    return new Batch(shelf, rows);
  }

  private static void refuse(PendingRow row) {
    try {
      row.scope().ensureWanted();
      // A cancel does not undo itself, but an answer must come whatever the caller's clock says.
      row.answer().completeExceptionally(new InferenceException(Problem.CANCELLED, "not wanted"));
    } catch (InferenceException e) {
      row.answer().completeExceptionally(e);
    }
  }

  private void run(Batch batch) {
    String model = batch.shelf().model().manifest().id();
    long startedNanos = System.nanoTime();
    for (PendingRow row : batch.rows()) {
      figures.queued(model, Duration.ofNanos(startedNanos - row.queuedNanos()));
    }
    answer(batch.shelf().model(), batch.rows());
    figures.batch(
        model,
        batch.rows().size(),
        batch.shelf().mostRows(),
        Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  /** Runs the rows; where that fails, halves them until only the rows that are to blame fail. */
  private static void answer(Model model, List<PendingRow> rows) {
    Outputs outputs;
    try {
      outputs = compute(model, rows);
    } catch (RuntimeException | Error e) {
      if (rows.size() == 1) {
        fail(rows.get(0), model, e);
      } else {
        int half = rows.size() / 2;
        answer(model, rows.subList(0, half));
        answer(model, rows.subList(half, rows.size()));
      }
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      Outputs.Row row = outputs.row(i);
      if (row.isFinite()) {
        rows.get(i).answer().complete(row);
      } else {
        fail(rows.get(i), model, new EngineException("it answered with something not a number"));
      }
    }
  }

  private static Outputs compute(Model model, List<PendingRow> rows) {
    Outputs outputs = model.run(rows.stream().map(PendingRow::pixels).toList());
    if (outputs.rows() != rows.size()) {
      throw new EngineException("%d rows in, %d rows out".formatted(rows.size(), outputs.rows()));
    }
    return outputs;
  }

  private static void fail(PendingRow row, Model model, Throwable cause) {
    row.answer()
        .completeExceptionally(
            new InferenceException(
                Problem.ENGINE_FAULT,
                "network %s failed on this picture; if others fail too, see the server's log: %s"
                    .formatted(model.manifest().id(), cause.getMessage()),
                cause));
  }

  private static InferenceException draining() {
    return new InferenceException(
        Problem.DRAINING, "the server is stopping; try again once it is back");
  }

  @Override
  public void close() {
    List<PendingRow> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      queues.values().forEach(queue -> left.addAll(queue.takeAll()));
      queues.clear();
      notifyAll();
    }
    left.forEach(row -> row.answer().completeExceptionally(draining()));
    boolean interrupted = false;
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
