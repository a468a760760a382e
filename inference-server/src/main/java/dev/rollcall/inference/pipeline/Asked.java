package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.request.InferenceException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Rows that are on their way through a network, and what their answer will mean. */
record Asked<T>(List<CompletableFuture<Outputs.Row>> rows, Function<List<Outputs.Row>, T> read) {
  /**
   * Waits.
   *
   * @throws InferenceException as the scheduler says
   */
  T await() {
    try {
      return read.apply(rows.stream().map(CompletableFuture::join).toList());
    } catch (CompletionException e) {
      throw e.getCause() instanceof InferenceException known ? known : e;
    }
  }
}
