package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TestModel;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

  private final Model heads =
      TestModel.of("heads", Task.RECOGNITION, TestRows.SIDE, IdentityEngine.network());
  private final Former former = TestRows.heldFormer(1, 100);
  private final List<RequestScope> requests =
      IntStream.range(0, 3).mapToObj(number -> TestRows.request("tenant " + number % 2)).toList();

  @Operation
  public int add(@Param(name = "request") int request) {
    RequestScope scope = requests.get(request);
    try {
      former.add(heads, scope, TestRows.rows(scope, 10 * request, 2), any -> {}, true);
      return 1;
    } catch (InferenceException e) {
      return -1;
    }
  }

  @Operation
  public List<Integer> take() {
    List<Former.Dropped> dropped = new ArrayList<>();
    Former.Turn turn = former.tryTake(dropped);
    return turn instanceof Former.Batch batch ? TestRows.numbers(batch.rows()) : List.of();
  }

  @Operation
  public int drop(@Param(name = "request") int request) {
    List<Former.Dropped> dropped = new ArrayList<>();
    former.drop(requests.get(request), Problem.CANCELLED, dropped);
    return dropped.stream().mapToInt(rows -> rows.rows().size()).sum();
  }

  @Operation
  public int close() {
    List<Former.Dropped> dropped = new ArrayList<>();
    former.close(dropped);
    return dropped.stream().mapToInt(rows -> rows.rows().size()).sum();
  }

  @Operation
  public int freePermits() {
    return former.freePermits();
  }

  @Test
  void former_everyInterleaving_isAsIfOneByOne() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(FULL ? 300 : 10)
        .invocationsPerIteration(FULL ? 10_000 : 300)
        .check(FormerLincheckTest.class);
  }

  @Test
  void former_underStress_isAsIfOneByOne() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(FULL ? 300 : 10)
        .invocationsPerIteration(FULL ? 20_000 : 500)
        .check(FormerLincheckTest.class);
  }
}
