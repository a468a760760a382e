package dev.rollcall.inference.batching;

import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import java.util.concurrent.CompletableFuture;

/** One face on its way to a batch, and the answer that its caller waits for. */
record PendingRow(
    RequestScope scope, Raster pixels, long queuedNanos, CompletableFuture<Outputs.Row> answer) {}
