package dev.rollcall.client.load.serving;

import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import java.util.concurrent.CompletableFuture;

/** Asks a server what a picture shows. Thread-safe; never blocks. */
interface Caller {
  /**
   * Sends a picture.
   *
   * @return completes with the answer, or with a {@link io.grpc.StatusRuntimeException}
   */
  CompletableFuture<AnalyzeFacesResponse> analyse(Sample sample);
}
