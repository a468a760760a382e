package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Batch;
import dev.rollcall.models.training.graph.TrainingGraph;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Epoch after epoch: learn, judge, save.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>{@code last.ckpt} is always whole, and never more than one epoch old.
 *   <li>A training that was stopped and resumed takes the same steps as one that was not: batches,
 *       dropout and rate depend on the step's number, and the checkpoint holds all else.
 *   <li>{@code metrics.jsonl} has one line for each epoch that {@code last.ckpt} has seen.
 *   <li>{@code best.ckpt} is the epoch with the best score of the judge.
 * </ul>
 */
final class TrainingLoop {
  static final String LAST = "last.ckpt";
  static final String BEST = "best.ckpt";

  private final Settings settings;
  private final Batches batches;
  private final Judge judge;
  private final Watcher watcher;
  private final LongSupplier nanos;
  private boolean paceTold;

  /**
   * How long and how.
   *
   * @param folder for checkpoints and figures
   * @param setup everything that makes this training what it is; a checkpoint of another is refused
   * @param patience epochs without a better score after which it ends; 0: never
   * @param keepEvery a checkpoint that is kept, every so many epochs; 0: none
   */
  record Settings(
      Path folder,
      String setup,
      int epochs,
      double rate,
      int warmUpSteps,
      int patience,
      int keepEvery,
      int makers) {}

  /** How it ended. */
  enum End {
    ALL_EPOCHS,
    NO_BETTER,
    STOPPED
  }

  TrainingLoop(Settings settings, Batches batches, Judge judge, Watcher watcher) {
    this(settings, batches, judge, watcher, System::nanoTime);
  }

  /** With a clock that only goes forward, for the pace. */
  TrainingLoop(
      Settings settings, Batches batches, Judge judge, Watcher watcher, LongSupplier nanos) {
    this.settings = settings;
    this.batches = batches;
    this.judge = judge;
    this.watcher = watcher;
    this.nanos = nanos;
  }

  /**
   * Trains, from the last checkpoint where the folder holds one.
   *
   * @throws TrainingException where the checkpoint belongs to another training
   */
  End run(TrainingGraph graph) throws IOException, InterruptedException {
    Checkpoint.State state = resumed(graph);
    Metrics metrics = Metrics.open(settings.folder(), state.epoch());
    try (metrics) {
      while (state.epoch() < settings.epochs()) {
        if (settings.patience() > 0
            && state.bestEpoch() > 0
            && state.epoch() - state.bestEpoch() >= settings.patience()) {
          return End.NO_BETTER;
        }
        Checkpoint.State learnt = learn(graph, state);
        if (learnt.epoch() == state.epoch()) {
          new Checkpoint(learnt, graph.weights()).write(settings.folder().resolve(LAST));
          return End.STOPPED;
        }
        state = judged(graph, state, learnt, metrics);
      }
    }
    return End.ALL_EPOCHS;
  }

  private Checkpoint.State resumed(TrainingGraph graph) throws IOException {
    Path file = settings.folder().resolve(LAST);
    if (!Files.exists(file)) {
      return Checkpoint.State.beginning(settings.setup());
    }
    Checkpoint last = Checkpoint.read(file);
    if (!known(last.state().setup()).equals(known(settings.setup()))) {
      throw new TrainingException(
          settings.folder()
              + " holds a training with other settings ("
              + last.state().setup()
              + "): resume it with those, or give another --out");
    }
    graph.restore(last.weights());
    return last.state();
  }

  /** A training may be given fewer or more epochs on its way; the rate then falls to their end. */
  private static String known(String setup) {
    return setup.replaceFirst("epochs \\d+, ", "");
  }

  /** The state after the epoch, or within it where a stop was wanted. */
  private Checkpoint.State learn(TrainingGraph graph, Checkpoint.State from)
      throws IOException, InterruptedException {
    int steps = batches.stepsPerEpoch();
    Schedule schedule =
        new Schedule(settings.rate(), settings.warmUpSteps(), (long) settings.epochs() * steps);
    double lossSum = from.lossSum();
    Pace pace = new Pace(nanos);
    try (Prefetch ahead = new Prefetch(batches, from.epoch(), from.step(), settings.makers())) {
      for (int step = from.step(); step < steps; step++) {
        if (watcher.isStopWanted()) {
          return new Checkpoint.State(
              from.setup(), from.epoch(), step, lossSum, from.bestEpoch(), from.bestScore());
        }
        long number = (long) from.epoch() * steps + step + 1;
        Batch batch = pace.waiting(ahead::take);
        double loss = pace.computing(() -> graph.step(batch, schedule.rate(number), number));
        if (!Double.isFinite(loss)) {
          throw new TrainingException(
              "the loss is no longer a number at epoch %d, step %d: start again with a smaller --rate, or --precision float32"
                  .formatted(from.epoch() + 1, step + 1));
        }
        lossSum += loss;
        watcher.progress(
            "epoch %d/%d, loss %.3f"
                .formatted(from.epoch() + 1, settings.epochs(), lossSum / (step + 1)),
            number,
            (long) settings.epochs() * steps);
      }
    }
    if (!paceTold) {
      paceTold = true;
      watcher.say(pace.words());
    }
    return new Checkpoint.State(
        from.setup(), from.epoch() + 1, 0, lossSum, from.bestEpoch(), from.bestScore());
  }

  private Checkpoint.State judged(
      TrainingGraph graph, Checkpoint.State from, Checkpoint.State learnt, Metrics metrics)
      throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", learnt.lossSum() / batches.stepsPerEpoch());
    figures.putAll(judge.judge(graph));
    double score = figures.getOrDefault(judge.score(), Double.NEGATIVE_INFINITY);
    boolean better = score > from.bestScore();
    Checkpoint.State state =
        new Checkpoint.State(
            learnt.setup(),
            learnt.epoch(),
            0,
            0,
            better ? learnt.epoch() : from.bestEpoch(),
            better ? score : from.bestScore());
    Checkpoint checkpoint = new Checkpoint(state, graph.weights());
    metrics.add(state.epoch(), figures);
    if (better) {
      checkpoint.write(settings.folder().resolve(BEST));
    }
    if (settings.keepEvery() > 0 && state.epoch() % settings.keepEvery() == 0) {
      checkpoint.write(settings.folder().resolve("epoch-%03d.ckpt".formatted(state.epoch())));
    }
    checkpoint.write(settings.folder().resolve(LAST));
    watcher.epoch(state.epoch(), settings.epochs(), figures);
    return state;
  }
}
