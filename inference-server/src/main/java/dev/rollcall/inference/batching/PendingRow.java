package dev.rollcall.inference.batching;

import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.RequestScope;
import java.util.concurrent.CompletableFuture;

/**
 * One face on its way to a batch, and the answer that its caller waits for. Answered once: a later
 * answer changes nothing.
 */
final class PendingRow {
  private final RequestScope scope;
  private final Raster pixels;
  private final long queuedNanos;
  private final CompletableFuture<Outputs.Row> answer = new CompletableFuture<>();

  PendingRow(RequestScope scope, Raster pixels, long queuedNanos) {
    this.scope = scope;
    this.pixels = pixels;
    this.queuedNanos = queuedNanos;
  }

  RequestScope scope() {
    return scope;
  }

  Raster pixels() {
    return pixels;
  }

  long queuedNanos() {
    return queuedNanos;
  }

  CompletableFuture<Outputs.Row> answer() {
    return answer;
  }

  void succeed(Outputs.Row row) {
    if (answer.complete(row)) {
      scope.facesUnderWay(-1);
    }
  }

  void fail(InferenceException why) {
    if (answer.completeExceptionally(why)) {
      scope.facesUnderWay(-1);
    }
  }
}
