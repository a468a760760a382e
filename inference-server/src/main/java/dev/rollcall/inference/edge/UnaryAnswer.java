package dev.rollcall.inference.edge;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one call once: with the work's result, or with the status of what went wrong. */
final class UnaryAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(UnaryAnswer.class);

  private UnaryAnswer() {}

  static <T> void send(StreamObserver<T> caller, Supplier<T> work) {
    T response;
    try {
      response = work.get();
    } catch (InferenceException e) {
      caller.onError(Refusals.of(e));
      return;
    } catch (RuntimeException e) {
      LOG.error("{} failed for a reason that nobody foresaw", CallContext.REQUEST_ID.get(), e);
      caller.onError(
          Refusals.of(
              new InferenceException(
                  Problem.ENGINE_FAULT, "the server failed; its log says why", e)));
      return;
    }
    caller.onNext(response);
    caller.onCompleted();
  }
}
