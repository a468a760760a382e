package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.Network;
import java.util.List;

/** Networks in the form in which the server holds them, without a store. */
public final class TestModel {
  private TestModel() {}

  /**
   * Held once, by the caller; rows are squares of a side; the larger a batch, the cheaper a row.
   */
  public static Model of(String id, Task task, int side, Network network) {
    List<Long> nanos = List.of(2_000L, 3_000L, 4_800L, 9_120L, 17_600L, 33_920L, 64_000L);
    return of(id, task, side, network, new BatchCosts(BatchCosts.ALL_BUCKETS, nanos));
  }

  /** The same with costs of its own. */
  public static Model of(String id, Task task, int side, Network network, BatchCosts costs) {
    return new Model(manifest(id, task, side), network, costs);
  }

  private static ModelManifest manifest(String id, Task task, int side) {
    return new ModelManifest(
        id,
        "1",
        task,
        new ModelManifest.Source("trained", id, "1", List.of()),
        "0".repeat(64),
        new ModelManifest.Licence("Apache-2.0", "none", false),
        new ModelManifest.Input(side, side, 0, new Crop.Box(1, false, Crop.Border.BLACK), false),
        null,
        List.of(),
        List.of());
  }
}
