package dev.rollcall.models.training;

import dev.rollcall.models.training.graph.Batch;
import java.io.IOException;

/**
 * What is learnt, step by step. Thread-safe; what a step gets depends on its epoch and number
 * alone, so batches can be made ahead by several threads, and again after a resume.
 */
interface Batches {
  int stepsPerEpoch();

  /**
   * One batch.
   *
   * @param epoch counted from 0
   * @param step counted from 0
   */
  Batch batch(int epoch, int step) throws IOException;
}
