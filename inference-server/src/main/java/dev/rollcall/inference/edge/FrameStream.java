package dev.rollcall.inference.edge;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.proto.inference.v1.StreamFacesRequest;
import dev.rollcall.proto.inference.v1.StreamFacesResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One video: the newest frame wins.
 *
 * <p>Invariants: one frame is analysed at a time; of those that wait only the newest keeps its
 * bytes, the others are answered as skipped; answers come one a frame in the order of the frames,
 * all of them before the stream is completed.
 *
 * <p>Memory: at most two frames, and {@link #MOST_WAITING} answers: beyond that, or while the
 * caller does not read, no more frames are asked for.
 *
 * <p>Threads: gRPC calls in one at a time; one worker at a time sends. The lock guards only the
 * queue, never a send.
 */
final class FrameStream implements StreamObserver<StreamFacesRequest> {
  private static final int MOST_WAITING = 64;

  private final Analyst analyst;
  private final Executor worker;
  private final ServerCallStreamObserver<StreamFacesResponse> caller;
  private final Context context = Context.current();

  @GuardedBy("this")
  private final Deque<Frame> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean working;

  @GuardedBy("this")
  private boolean ended;

  @GuardedBy("this")
  private boolean pausedInput;

  /** Of the frame that is being analysed, or was last. */
  @GuardedBy("this")
  private @Nullable RequestScope current;

  /** What the frames so far have asked for. */
  @GuardedBy("this")
  private Wish wish = new Wish(DetectionOptions.ALL, EnumSet.noneOf(Feature.class));

  private FrameStream(
      Analyst analyst, Executor worker, ServerCallStreamObserver<StreamFacesResponse> caller) {
    this.analyst = analyst;
    this.worker = worker;
    this.caller = caller;
  }

  static FrameStream open(
      Analyst analyst, Executor worker, ServerCallStreamObserver<StreamFacesResponse> caller) {
    FrameStream stream = new FrameStream(analyst, worker, caller);
    caller.disableAutoRequest();
    caller.setOnReadyHandler(stream::wake);
    caller.setOnCancelHandler(stream::cancelled);
    caller.request(1);
    return stream;
  }

  private record Wish(DetectionOptions options, Set<Feature> features) {
    /** A later frame may leave out what an earlier one has said. */
    Wish with(StreamFacesRequest request) {
      return new Wish(
          request.hasDetection() ? FaceMessages.options(request.getDetection()) : options,
          request.getFeaturesCount() > 0
              ? FaceMessages.features(request.getFeaturesList())
              : features);
    }
  }

  /** A frame that waits; without its bytes once a newer one has come. */
  private record Frame(StreamFacesRequest request, boolean skipped) {
    Frame overtaken() {
      return new Frame(request.toBuilder().setImage(ByteString.EMPTY).build(), true);
    }
  }

  @Override
  public void onNext(StreamFacesRequest request) {
    synchronized (this) {
      Frame last = waiting.pollLast();
      if (last != null) {
        waiting.addLast(last.skipped() ? last : last.overtaken());
      }
      waiting.addLast(new Frame(request, false));
      pausedInput = waiting.size() >= MOST_WAITING;
      if (!pausedInput) {
        caller.request(1);
      }
    }
    wake();
  }

  @Override
  public void onError(Throwable cause) {
    cancelled();
  }

  @Override
  public void onCompleted() {
    synchronized (this) {
      ended = true;
    }
    wake();
  }

  private void cancelled() {
    RequestScope underWay;
    synchronized (this) {
      ended = true;
      waiting.clear();
      underWay = current;
    }
    if (underWay != null) {
      underWay.cancel();
    }
  }

  /** Starts a worker where there is work, the caller reads, and none is working. */
  private void wake() {
    synchronized (this) {
      boolean work = !waiting.isEmpty() || ended;
      if (working || !work || !caller.isReady()) {
        return;
      }
      working = true;
    }
    worker.execute(context.wrap(this::work));
  }

  private void work() {
    for (Frame frame = next(); frame != null; frame = next()) {
      StreamFacesResponse answer = answer(frame);
      if (!caller.isCancelled()) {
        caller.onNext(answer);
      }
    }
  }

  /** Null where this worker has nothing more to do; the stream is completed where it has ended. */
  private @Nullable Frame next() {
    synchronized (this) {
      if (!waiting.isEmpty() && caller.isReady()) {
        Frame frame = waiting.removeFirst();
        if (pausedInput) {
          pausedInput = false;
          caller.request(1);
        }
        return frame;
      }
      working = false;
      if (!ended || !waiting.isEmpty() || caller.isCancelled()) {
        return null;
      }
      // Nobody may complete it a second time.
      working = true;
    }
    caller.onCompleted();
    return null;
  }

  private StreamFacesResponse answer(Frame frame) {
    StreamFacesResponse.Builder answer =
        StreamFacesResponse.newBuilder()
            .setFrameId(frame.request().getFrameId())
            .setSkipped(frame.skipped());
    if (frame.request().hasCapturedAt()) {
      answer.setCapturedAt(frame.request().getCapturedAt());
    }
    try {
      Wish wanted = wish(frame.request());
      if (!frame.skipped()) {
        RequestScope scope = CallContext.scope();
        synchronized (this) {
          current = scope;
        }
        answer.setResult(
            FaceMessages.analysed(
                analyst.analyse(
                    frame.request().getImage(), wanted.features(), wanted.options(), scope)));
      }
    } catch (InferenceException e) {
      answer.setErrorReason(e.problem().name()).setErrorMessage(String.valueOf(e.getMessage()));
    }
    return answer.build();
  }

  /** Only the worker asks, in the order of the frames. */
  private Wish wish(StreamFacesRequest request) {
    synchronized (this) {
      wish = wish.with(request);
      return wish;
    }
  }
}
