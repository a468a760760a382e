package dev.rollcall.inference.edge;

import dev.rollcall.inference.admission.Admission;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns a call away on its headers, before its message is read, where too many are open, or where
 * so much is under way that it would be late.
 */
final class CallGate implements ServerInterceptor {
  private final CallSlots slots;
  private final Admission admission;
  private final Figures figures;

  CallGate(CallSlots slots, Admission admission, Figures figures) {
    this.slots = slots;
    this.admission = admission;
    this.figures = figures;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String tenant = CallContext.tenant(headers);
    try {
      admission.ensureInTime(CallContext.scope().remainingNanos());
      enter(tenant);
    } catch (InferenceException e) {
      figures.refused(e.problem().name());
      StatusRuntimeException refusal = Refusals.of(e);
      Metadata trailers = refusal.getTrailers();
      call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
      return new ServerCall.Listener<>() {};
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            slots.leave(tenant);
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

  private void enter(String tenant) {
    Optional<Problem> full = slots.enter(tenant);
    if (full.isPresent()) {
      throw new InferenceException(
          full.get(),
          full.get() == Problem.QUOTA_EXCEEDED
              ? "as many calls of tenant %s are open as it may have; wait for one to end"
                  .formatted(tenant.isEmpty() ? "(none named)" : tenant)
              : "too many calls are open; try again in a moment");
    }
  }
}
