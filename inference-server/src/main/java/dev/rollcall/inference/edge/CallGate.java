package dev.rollcall.inference.edge;

import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.telemetry.Figures;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Turns a call away on its headers, before its message is read, where too many are open. */
final class CallGate implements ServerInterceptor {
  private final CallSlots slots;
  private final Figures figures;

  CallGate(CallSlots slots, Figures figures) {
    this.slots = slots;
    this.figures = figures;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!slots.tryEnter()) {
      figures.refused(Problem.OVERLOADED.name());
      StatusRuntimeException refusal =
          Refusals.of(
              new InferenceException(
                  Problem.OVERLOADED, "too many calls are open; try again in a moment"));
      Metadata trailers = refusal.getTrailers();
      call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
      return new ServerCall.Listener<>() {};
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            slots.leave();
          }
        };
    ServerCall.Listener<Q> listener;
    try {
      listener = next.startCall(call, headers);
    } catch (RuntimeException e) {
      leave.run();
      throw e;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onComplete() {
        leave.run();
        super.onComplete();
      }

      @Override
      public void onCancel() {
        leave.run();
        super.onCancel();
      }
    };
  }
}
