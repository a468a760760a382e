package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.BatchCosts;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scheduler over all models of one device. The unit is one face, not one request.
 *
 * <p>Invariants: those of {@link Former}; every submitted row is answered exactly once; a request
 * that is late or cancelled is answered so even where its rows have run.
 *
 * <p>Failure: a batch that fails is run again in halves until only the rows that are to blame have
 * failed; a row that is answered with NaN fails alone; where the device's memory was too small, the
 * largest batch of that network is halved until it is loaded again. A worker outlives whatever a
 * network throws.
 *
 * <p>A run that hangs cannot be interrupted, as it is native code. After {@link Settings#patience}
 * its rows are answered with ENGINE_FAULT, its permit is given to a new worker, and its network
 * stays open for as long as it hangs; other batches go on. When as many hang as there are permits
 * and one more does, the device is taken for dead: everything is refused with ENGINE_FAULT and
 * {@link Settings#deviceDied} is told, so that the process can be started again.
 *
 * <p>Threads: {@link #submit} from any; one worker a permit runs the batches, and gives the answers
 * outside the lock. {@link #run} runs the batch on its caller's own thread where a permit is free,
 * so that a lone request pays for no change of threads. {@link #close} fails what still waits and
 * returns when the workers have ended.
 *
 * <p>Memory: a row is referenced from its submission to its answer, and copied once, by the engine.
 * What waits is bounded by admission at the front and by the high-water mark between the stages.
 */
public final class BatchScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final Former former;
  private final Settings settings;
  private final LongSupplier tickerNanos;
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger hanging = new AtomicInteger();
  private final AtomicInteger workersSoFar = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final RequestScope.Watcher watcher = this::dropNow;
  private volatile boolean callersRun = true;
  private volatile boolean deviceIsDead;

  /**
   * How a device is used.
   *
   * @param permits how many batches run at once
   * @param mostPixels of all rows of one batch
   * @param patience how long a run may take before it counts as hanging
   * @param deviceDied told once, when too many runs hang
   */
  public record Settings(int permits, long mostPixels, Duration patience, Runnable deviceDied) {
    /** Beyond so many pixels a batch gains nothing on a CPU and its activations fill the memory. */
    public static final long CPU_PIXELS = 1L << 20;

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** With the usual patience. */
    public Settings(int permits, long mostPixels, Runnable deviceDied) {
      this(permits, mostPixels, USUAL_PATIENCE, deviceDied);
    }

    /** Rows of later stages beyond which the first stages pause. */
    int highWater() {
      return 4 * BatchCosts.ALL_BUCKETS.get(BatchCosts.ALL_BUCKETS.size() - 1) * permits;
    }
  }

  /** A scheduler of a CPU, with the usual patience. */
  public BatchScheduler(int permits, Figures figures) {
    this(new Settings(permits, Settings.CPU_PIXELS, () -> {}), figures, System::nanoTime);
  }

  /** Starts the workers. */
  public BatchScheduler(Settings settings, Figures figures, LongSupplier tickerNanos) {
    this.settings = settings;
    this.tickerNanos = tickerNanos;
    this.former =
        new Former(settings.permits(), settings.highWater(), key -> shelf(key, settings, figures));
    for (int i = 0; i < settings.permits(); i++) {
      startWorker();
    }
    Thread watch = new Thread(this::watch, "batch-watch");
    watch.setDaemon(true);
    watch.start();
    figures.level("queue.rows", former::waiting);
    figures.level("batch.hanging", hanging::get);
  }

  private static Shelf shelf(Shelf.Key key, Settings settings, Figures figures) {
    long pixels = (long) key.height() * key.width();
    int mostRows = (int) Math.max(1, settings.mostPixels() / pixels);
    return new Shelf(
        key,
        new BatchPlan(key.model().costs().atMost(mostRows)),
        figures.batches(key.model().manifest().id(), key.model().manifest().version()));
  }

  private void startWorker() {
    Thread worker = new Thread(this::work, "batch-" + workersSoFar.getAndIncrement());
    worker.setDaemon(true);
    workers.add(worker);
    worker.start();
  }

  /**
   * Queues rows of one request, all at once: the first does not leave without those that may share
   * its batch.
   *
   * @param rows as the model's manifest says; not to be changed until the answers are there
   * @return one a row, in their order; each completes with the row's outputs, or with an {@link
   *     InferenceException}: CANCELLED, DEADLINE_EXCEEDED, DRAINING or, where this very row makes
   *     the network fail or answer with NaN, ENGINE_FAULT
   * @throws InferenceException DRAINING after {@link #close}, ENGINE_FAULT where the device is dead
   */
  public List<CompletableFuture<Outputs.Row>> submit(
      Model model, RequestScope scope, List<Raster> rows) {
    return enqueue(model, scope, rows, true).stream().map(PendingRow::answer).toList();
  }

  /**
   * Runs rows of one request and waits for their answers; where a permit is free, on the calling
   * thread.
   *
   * @param rows as for {@link #submit}
   * @return one a row, in their order
   * @throws InferenceException what the first of the rows fails with, as told there
   */
  public List<Outputs.Row> run(Model model, RequestScope scope, List<Raster> rows) {
    boolean self = callersRun;
    List<PendingRow> pending = enqueue(model, scope, rows, !self);
    if (self) {
      List<Former.Dropped> dropped = new ArrayList<>(0);
      Former.Turn turn = former.tryTakeBatch(dropped);
      refuse(dropped);
      while (turn != null) {
        use(turn, false);
        turn = isAnswered(pending) ? null : former.tryTakeBatch(dropped);
        refuse(dropped);
      }
    }
    List<Outputs.Row> answers = new ArrayList<>(pending.size());
    for (PendingRow row : pending) {
      answers.add(answer(row));
    }
    return answers;
  }

  private static boolean isAnswered(List<PendingRow> rows) {
    for (PendingRow row : rows) {
      if (!row.answer().isDone()) {
        return false;
      }
    }
    return true;
  }

  private static Outputs.Row answer(PendingRow row) {
    try {
      return row.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof InferenceException known ? known : e;
    }
  }

  private List<PendingRow> enqueue(
      Model model, RequestScope scope, List<Raster> rows, boolean wake) {
    if (deviceIsDead) {
      throw dead();
    }
    long now = tickerNanos.getAsLong();
    List<PendingRow> pending = new ArrayList<>(rows.size());
    for (Raster row : rows) {
      pending.add(new PendingRow(scope, row, now));
    }
    scope.facesUnderWay(pending.size());
    try {
      int from = 0;
      for (int i = 1; i <= pending.size(); i++) {
        if (i == pending.size() || !isSameSize(rows.get(from), rows.get(i))) {
          former.add(model, scope, pending.subList(from, i), watcher, wake);
          from = i;
        }
      }
    } catch (InferenceException e) {
      pending.forEach(row -> row.fail(e));
      throw e;
    }
    return pending;
  }

  private static boolean isSameSize(Raster one, Raster other) {
    return one.height() == other.height() && one.width() == other.width();
  }

  /**
   * Does something on the device between batches, with a permit of its own.
   *
   * @throws InferenceException DRAINING where the scheduler is or gets closed
   * @throws ExecutionException what the work throws
   */
  public <T> T between(Callable<T> work) throws ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    former.addUpkeep(task);
    try {
      return task.get();
    } catch (CancellationException e) {
      throw Former.draining();
    }
  }

  /** The size of batch that an endless queue of a model's usual rows is run in. */
  public int fullBatch(Model model) {
    return new BatchPlan(model.costs()).full();
  }

  /** Rows that wait, of all models. */
  public int waiting() {
    return former.waiting();
  }

  private void work() {
    List<Former.Dropped> dropped = new ArrayList<>(0);
    try {
      boolean mine = true;
      while (mine) {
        Former.Turn turn = former.await(dropped);
        refuse(dropped);
        mine = turn != null && use(turn, true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Uses a permit and gives it back; false where it was given up meanwhile. */
  private boolean use(Former.Turn turn, boolean isWorker) {
    Run run =
        turn instanceof Former.Batch batch
            ? new Run(batch.shelf().model().manifest().id(), batch.rows(), isWorker)
            : new Run("upkeep", List.of(), isWorker);
    runs.add(run);
    boolean mine;
    try {
      if (turn instanceof Former.Batch batch) {
        run(run, batch);
      } else if (turn instanceof Former.Upkeep upkeep) {
        upkeep.work().run();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a batch of {} failed for a reason that nobody foresaw", run.model(), e);
      run.rows().forEach(row -> row.fail(fault(run.model(), e)));
    } finally {
      runs.remove(run);
      mine = run.end();
      if (mine) {
        former.done();
      } else {
        hanging.decrementAndGet();
        LOG.warn("a run of {} that was given up has come back", run.model());
      }
    }
    return mine;
  }

  private void run(Run run, Former.Batch batch) {
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

  /**
   * Runs rows; where that fails, in halves until only the rows that are to blame fail.
   *
   * @return the time that the network took
   */
  private long compute(Run run, Shelf shelf, List<PendingRow> rows) {
    BatchCosts costs = former.plan(shelf).costs();
    if (rows.size() > costs.largest()) {
      return computeHalves(run, shelf, rows);
    }
    int bucket = costs.bucketFor(rows.size());
    long startedNanos = tickerNanos.getAsLong();
    run.expectBy(startedNanos + settings.patience().toNanos());
    Outputs outputs;
    try {
      outputs = shelf.model().run(padded(rows, bucket));
      if (outputs.rows() != bucket) {
        throw new EngineException("%d rows in, %d rows out".formatted(bucket, outputs.rows()));
      }
    } catch (RuntimeException | Error e) {
      long tookNanos = tickerNanos.getAsLong() - startedNanos;
      if (isOutOfMemory(e)) {
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
        return tookNanos + computeHalves(run, shelf, rows);
      }
      shelf.figures().failed(1);
      rows.get(0).fail(fault(run.model(), e));
      return tookNanos;
    }
    long tookNanos = tickerNanos.getAsLong() - startedNanos;
    run.expectBy(Long.MAX_VALUE);
    shelf.figures().ran(rows.size(), bucket, tookNanos);
    answer(shelf, rows, outputs);
    return tookNanos;
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

  private static InferenceException fault(String model, Throwable cause) {
    return new InferenceException(
        Problem.ENGINE_FAULT,
        "network %s failed on this picture; if others fail too, see the server's log: %s"
            .formatted(model, cause.getMessage()),
        cause);
  }

  private void dropNow(RequestScope scope) {
    List<Former.Dropped> dropped = new ArrayList<>(1);
    former.drop(scope, scope.fate().orElse(Problem.CANCELLED), dropped);
    refuse(dropped);
  }

  private static void refuse(List<Former.Dropped> dropped) {
    if (dropped.isEmpty()) {
      return;
    }
    for (Former.Dropped rows : dropped) {
      if (!rows.rows().isEmpty()) {
        rows.shelf().figures().dropped(rows.rows().size(), rows.why().name());
        InferenceException why =
            rows.why() == Problem.DRAINING ? Former.draining() : RequestScope.unwanted(rows.why());
        rows.rows().forEach(row -> row.fail(why));
      }
    }
    dropped.clear();
  }

  private void watch() {
    try {
      while (!closing.await(WATCH.toMillis(), TimeUnit.MILLISECONDS) || !workers.isEmpty()) {
        giveUpOverdue();
        if (closing.getCount() == 0) {
          Thread.sleep(WATCH.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives up the runs that hang by now. */
  void giveUpOverdue() {
    long now = tickerNanos.getAsLong();
    for (Run run : runs) {
      if (run.isOverdue(now) && run.end()) {
        giveUp(run);
      }
    }
  }

  private void giveUp(Run run) {
    int hang = hanging.incrementAndGet();
    callersRun = false;
    workers.remove(run.thread());
    InferenceException hung =
        new InferenceException(
            Problem.ENGINE_FAULT,
            "network %s has not answered for %d s and was given up; if it happens again, start the server anew and see its log"
                .formatted(run.model(), settings.patience().toSeconds()));
    LOG.error("{} ({} hang by now)", hung.getMessage(), hang);
    run.rows().forEach(row -> row.fail(hung));
    if (hang > settings.permits()) {
      die();
      return;
    }
    if (run.isWorker()) {
      startWorker();
    }
    former.done();
  }

  private void die() {
    if (deviceIsDead) {
      return;
    }
    deviceIsDead = true;
    List<Former.Dropped> dropped = new ArrayList<>();
    former.close(dropped);
    InferenceException dead = dead();
    dropped.forEach(rows -> rows.rows().forEach(row -> row.fail(dead)));
    settings.deviceDied().run();
  }

  private static InferenceException dead() {
    return new InferenceException(
        Problem.ENGINE_FAULT,
        "the device does not come back from its work; the server has to be started anew");
  }

  @Override
  public void close() {
    List<Former.Dropped> dropped = new ArrayList<>();
    former.close(dropped);
    refuse(dropped);
    closing.countDown();
    boolean interrupted = false;
    for (Thread worker : workers) {
      // A worker that hangs leaves the set when the watch gives it up.
      while (worker.isAlive() && workers.contains(worker) && !interrupted) {
        try {
          worker.join(WATCH.toMillis());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    workers.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
