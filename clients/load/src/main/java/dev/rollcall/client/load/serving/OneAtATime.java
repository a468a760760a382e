package dev.rollcall.client.load.serving;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import java.util.concurrent.CompletableFuture;

/** The first baseline: the next picture is sent when the one before it is answered. Thread-safe. */
final class OneAtATime implements Caller {
  private final Caller caller;

  @GuardedBy("this")
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  OneAtATime(Caller caller) {
    this.caller = caller;
  }

  @Override
  public synchronized CompletableFuture<AnalyzeFacesResponse> analyse(Sample sample) {
    CompletableFuture<AnalyzeFacesResponse> next =
        last.handle((answer, failure) -> sample).thenCompose(caller::analyse);
    last = next;
    return next;
  }
}
