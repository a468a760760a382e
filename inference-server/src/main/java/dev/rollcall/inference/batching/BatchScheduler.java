package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
 * <p>A run that hangs cannot be interrupted, as it is native code. After {@link
 * BatchSettings#patience} its rows are answered with ENGINE_FAULT, its permit is given to a new
 * worker, and its network stays open for as long as it hangs; other batches go on. When as many
 * hang as there are permits and one more does, the device is taken for dead: everything is refused
 * with ENGINE_FAULT and {@link BatchSettings#deviceDied} is told, so that the process can be
 * started again.
 *
 * <p>Threads: {@link #submit} from any; one worker a permit runs the batches, and gives the answers
 * outside the lock. {@link #run} runs the batch on its caller's own thread where a permit is free,
 * so that a lone request pays for no change of threads; few threads may, see {@link Runners}.
 * {@link #close} fails what still waits and returns when the workers have ended.
 *
 * <p>Memory: a row is referenced from its submission to its answer, and copied once, by the engine.
 * What waits is bounded by admission at the front and by the high-water mark between the stages.
 */
public final class BatchScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);

  private final Former former;
  private final BatchSettings settings;
  private final LongSupplier tickerNanos;
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final BatchRunner runner;
  private final HangWatch hangs;
  private final Runners callers;
  private final AtomicInteger workersSoFar = new AtomicInteger();
  private final RequestScope.Watcher watcher = this::dropNow;
  private volatile boolean deviceIsDead;

  /** A scheduler of a CPU, with the usual patience. */
  public BatchScheduler(int permits, Figures figures) {
    this(new BatchSettings(permits, BatchSettings.CPU_PIXELS, () -> {}), figures, System::nanoTime);
  }

  /** Starts the workers. */
  public BatchScheduler(BatchSettings settings, Figures figures, LongSupplier tickerNanos) {
    this.settings = settings;
    this.tickerNanos = tickerNanos;
    this.former =
        new Former(settings.permits(), settings.highWater(), key -> shelf(key, settings, figures));
    this.runner = new BatchRunner(former, settings.patience().toNanos(), tickerNanos);
    this.hangs = new HangWatch(settings.patience(), tickerNanos, this::goOnWithout);
    this.callers = new Runners(settings.permits());
    for (int i = 0; i < settings.permits(); i++) {
      startWorker();
    }
    hangs.start();
    figures.level("queue.rows", former::waiting);
    figures.level("batch.hanging", hangs::hanging);
  }

  private static Shelf shelf(Shelf.Key key, BatchSettings settings, Figures figures) {
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
   * Runs rows of one request and waits for their answers; where a permit is free and {@link
   * Runners} allow it, on the calling thread.
   *
   * @param rows as for {@link #submit}
   * @return one a row, in their order
   * @throws InferenceException what the first of the rows fails with, as told there
   */
  public List<Outputs.Row> run(Model model, RequestScope scope, List<Raster> rows) {
    boolean self = callers.mayRun();
    List<PendingRow> pending = enqueue(model, scope, rows, !self);
    if (self) {
      List<Former.Dropped> dropped = new ArrayList<>(0);
      Former.Turn turn = former.tryTake(dropped);
      refuse(dropped);
      while (turn != null) {
        use(turn, false);
        turn = isAnswered(pending) ? null : former.tryTake(dropped);
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
            : new Run("nothing", List.of(), isWorker);
    hangs.began(run);
    boolean mine;
    try {
      if (turn instanceof Former.Batch batch) {
        runner.run(run, batch);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a batch of {} failed for a reason that nobody foresaw", run.model(), e);
      run.rows().forEach(row -> row.fail(BatchRunner.fault(run.model(), e)));
    } finally {
      mine = hangs.ended(run);
      if (mine) {
        former.done();
      }
    }
    return mine;
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

  /** Gives up the runs that hang by now. */
  void giveUpOverdue() {
    hangs.giveUpOverdue();
  }

  /** Somebody else takes over from a run that hangs, or nobody does any more. */
  private void goOnWithout(Run run) {
    callers.forbid();
    workers.remove(run.thread());
    if (hangs.hanging() > settings.permits()) {
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
    boolean interrupted = false;
    for (Thread worker : workers) {
      // A worker that hangs leaves the set when the watch gives it up.
      while (worker.isAlive() && workers.contains(worker) && !interrupted) {
        try {
          worker.join(HangWatch.PERIOD.toMillis());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    hangs.stop();
    workers.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
