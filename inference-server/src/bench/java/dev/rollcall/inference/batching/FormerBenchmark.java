package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.BatchCosts;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.BatchFigures;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the batcher itself costs a face, without a network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FormerBenchmark {
  private static final int FACES = 64;
  private static final RequestScope.Watcher NOBODY = scope -> {};

  /** Whose largest batch pays. */
  private final Model model =
      TestModel.of(
          "identity",
          Task.RECOGNITION,
          4,
          IdentityEngine.network(),
          new BatchCosts(List.of(1, FACES), List.of(1000L, 2000L)));

  private final Raster pixels = IdentityEngine.row(1, 4);
  private final List<Raster> faces = Collections.nCopies(FACES, pixels);
  private final List<Former.Dropped> dropped = new ArrayList<>();
  private Former former = former();
  private BatchScheduler scheduler = new BatchScheduler(1, Figures.unseen());

  private Former former() {
    BatchFigures figures = Figures.unseen().batches("identity", "1");
    BatchPlan plan = new BatchPlan(model.costs());
    return new Former(1, 10_000, key -> new Shelf(key, plan, figures));
  }

  @Setup
  public void open() {
    scheduler.close();
    scheduler = new BatchScheduler(1, Figures.unseen());
    former = former();
  }

  @TearDown
  public void close() {
    scheduler.close();
  }

  /** Queue and former alone: 64 requests of a face each, and the batch that they make. */
  @Benchmark
  @OperationsPerInvocation(FACES)
  public Object queueAndFormer() {
    for (int i = 0; i < FACES; i++) {
      RequestScope scope = RequestScope.unbounded();
      former.add(model, scope, List.of(new PendingRow(scope, pixels, 0)), NOBODY, true);
    }
    Former.Turn batch = former.tryTake(dropped);
    former.done();
    return batch == null ? dropped : batch;
  }

  /** The whole way of a face in a batch of 64: queue, former, padding, identity, answer. */
  @Benchmark
  @OperationsPerInvocation(FACES)
  public List<Outputs.Row> wholeBatcherOf64() {
    return scheduler.run(model, RequestScope.unbounded(), faces);
  }

  /** The whole way of a face that is alone. */
  @Benchmark
  public List<Outputs.Row> wholeBatcherOf1() {
    return scheduler.run(model, RequestScope.unbounded(), List.of(pixels));
  }
}
