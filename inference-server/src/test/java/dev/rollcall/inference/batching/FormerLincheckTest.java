package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.BatchFigures;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * The former under every interleaving that Lincheck finds: what each operation tells is what it
 * would tell if they ran one after the other. So no row is handed out twice or lost, and no batch
 * goes out without a permit. {@code -Dfull} looks much longer.
 */
@Param(name = "request", gen = IntGen.class, conf = "0:2")
public class FormerLincheckTest {
  private static final boolean FULL = Boolean.getBoolean("full");

  /** Made once: only the former itself is to be looked at. */
  private static final Model HEADS =
      TestModel.of("heads", Task.RECOGNITION, TestRows.SIDE, IdentityEngine.network());

  private static final BatchPlan PLAN = new BatchPlan(HEADS.costs());
  private static final BatchFigures FIGURES = Figures.unseen().batches("test", "1");
  private static final RequestScope.Watcher NOBODY = scope -> {};
  private static final List<Raster> PIXELS = TestRows.rasters(0, 30);

  private final Former former = new Former(1, 100, key -> new Shelf(key, PLAN, FIGURES));
  private final RequestScope[] requests = {
    TestRows.request("a"), TestRows.request("b"), TestRows.request("a")
  };

  @Operation
  public int add(@Param(name = "request") int request) {
    RequestScope scope = requests[request];
    try {
      List<PendingRow> rows = new ArrayList<>();
      rows.add(new PendingRow(scope, PIXELS.get(10 * request), 0));
      rows.add(new PendingRow(scope, PIXELS.get(10 * request + 1), 0));
      former.add(HEADS, scope, rows, NOBODY, true);
      return 1;
    } catch (InferenceException e) {
      return -1;
    }
  }

  /** The numbers of the rows, as digits to the base of 30. */
  @Operation
  public long take() {
    long told = 0;
    if (former.tryTake(new ArrayList<>()) instanceof Former.Batch batch) {
      for (PendingRow row : batch.rows()) {
        told = told * 30 + row.pixels().rgb()[0];
      }
    }
    return told;
  }

  @Operation
  public int drop(@Param(name = "request") int request) {
    List<Former.Dropped> dropped = new ArrayList<>();
    former.drop(requests[request], Problem.CANCELLED, dropped);
    return count(dropped);
  }

  @Operation
  public int close() {
    List<Former.Dropped> dropped = new ArrayList<>();
    former.close(dropped);
    return count(dropped);
  }

  private static int count(List<Former.Dropped> dropped) {
    int rows = 0;
    for (Former.Dropped some : dropped) {
      rows += some.rows().size();
    }
    return rows;
  }

  @Operation
  public int freePermits() {
    return former.freePermits();
  }

  @Test
  void former_everyInterleaving_isAsIfOneByOne() {
    new ModelCheckingOptions()
        .threads(2)
        // A batch of rows is no endless loop.
        .loopBound(10_000)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(FULL ? 100 : 2)
        .invocationsPerIteration(FULL ? 10_000 : 60)
        .check(FormerLincheckTest.class);
  }

  @Test
  void former_underStress_isAsIfOneByOne() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(FULL ? 100 : 2)
        .invocationsPerIteration(FULL ? 10_000 : 200)
        .check(FormerLincheckTest.class);
  }
}
