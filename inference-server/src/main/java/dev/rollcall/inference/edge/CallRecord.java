package dev.rollcall.inference.edge;

import dev.rollcall.inference.telemetry.Figures;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every call its request id, times it, and notes those that end badly, other than by
 * overload.
 */
final class CallRecord implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(CallRecord.class);

  private final Figures figures;

  CallRecord(Figures figures) {
    this.figures = figures;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String requestId = CallContext.requestId(headers);
    String method = call.getMethodDescriptor().getFullMethodName();
    long startedNanos = System.nanoTime();
    ServerCall<Q, A> recorded =
        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            figures.call(method, status.getCode().name(), took);
            if (status.isOk()) {
              LOG.debug("{} {} took {} ms", requestId, method, took.toMillis());
            } else if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
              // Counted; a line each would cost an overloaded server more than the refusal.
              LOG.debug("{} {} is refused: {}", requestId, method, status.getDescription());
            } else {
              LOG.info(
                  "{} {} ended with {} after {} ms: {}",
                  requestId,
                  method,
                  status.getCode(),
                  took.toMillis(),
                  status.getDescription());
            }
            super.close(status, trailers);
          }
        };
    Context context =
        Context.current()
            .withValue(CallContext.REQUEST_ID, requestId)
            .withValue(CallContext.TENANT, CallContext.tenant(headers));
    return Contexts.interceptCall(context, recorded, headers, next);
  }
}
