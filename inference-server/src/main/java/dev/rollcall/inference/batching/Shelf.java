package dev.rollcall.inference.batching;

import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.telemetry.BatchFigures;

/**
 * What may share a batch: rows of one size for one network, how they are best cut into batches, and
 * their figures. The former's lock guards the queue and the plan.
 */
final class Shelf {
  /**
   * What makes rows alike.
   *
   * @param height in pixels
   * @param width in pixels
   */
  record Key(Model model, int height, int width) {}

  private final Key key;
  private final BatchFigures figures;
  private final FairQueue queue = new FairQueue();
  private BatchPlan plan;

  Shelf(Key key, BatchPlan plan, BatchFigures figures) {
    this.key = key;
    this.plan = plan;
    this.figures = figures;
  }

  Model model() {
    return key.model();
  }

  Key key() {
    return key;
  }

  BatchFigures figures() {
    return figures;
  }

  FairQueue queue() {
    return queue;
  }

  BatchPlan plan() {
    return plan;
  }

  void replan(BatchPlan smaller) {
    plan = smaller;
  }

  /** Whether its answers make more work for other networks. */
  boolean isFirstStage() {
    return model().manifest().task() == Task.DETECTION;
  }
}
