package dev.rollcall.gateway.adapter.grpc;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.FaceAnalyzerContract;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcFaceAnalyzerTest extends FaceAnalyzerContract {
  private static final Picture PICTURE =
      Picture.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 9});
  private static Vertx vertx;

  private final AtomicReference<@Nullable Metadata> headers = new AtomicReference<>();
  private Server server;
  private GrpcFaceAnalyzer analyzer;

  @BeforeAll
  static void openVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @BeforeEach
  void open() throws IOException {
    serve(new ScriptedFaceService(script), 0);
    analyzer = connect();
  }

  private GrpcFaceAnalyzer connect() {
    return new GrpcFaceAnalyzer(
        vertx,
        new InferenceAddress(
            "127.0.0.1", server.getPort(), Optional.empty(), Optional.of("secret-token")));
  }

  @AfterEach
  void close() throws InterruptedException {
    analyzer.close();
    server.shutdownNow().awaitTermination();
  }

  private void serve(BindableService service, int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addService(service)
            .intercept(
                new ServerInterceptor() {
                  @Override
                  public <Q, A> ServerCall.Listener<Q> interceptCall(
                      ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
                    headers.set(sent);
                    return next.startCall(call, sent);
                  }
                })
            .build()
            .start();
  }

  private void serveInstead(BindableService service) throws Exception {
    close();
    // At a port of its own: the old one may be somebody else's by now.
    serve(service, 0);
    analyzer = connect();
  }

  @Override
  protected FaceAnalyzer analyzer() {
    return analyzer;
  }

  private ProblemException refusal() {
    return assertThrows(ProblemException.class, () -> analyzer.analyze(PICTURE, Set.of(), call()));
  }

  @Test
  void call_bringsRequestIdAndCredential() {
    analyzer.models(call());
    Metadata sent = Objects.requireNonNull(headers.get());
    assertThat(sent.get(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("request-1");
    assertThat(sent.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("Bearer secret-token");
  }

  @Test
  void refusals_haveTheirOwnCodes() throws Exception {
    AtomicReference<Status.Code> code = new AtomicReference<>(Status.Code.OK);
    AtomicReference<String> reason = new AtomicReference<>("");
    serveInstead(
        new FaceServiceGrpc.FaceServiceImplBase() {
          @Override
          public void detectFaces(
              DetectFacesRequest request, StreamObserver<DetectFacesResponse> answer) {
            answer.onError(ScriptedFaceService.refusal(code.get(), reason.get()));
          }
        });
    code.set(Status.Code.INVALID_ARGUMENT);
    Map<String, ProblemCode> pictures =
        Map.of(
            "EMPTY_IMAGE", ProblemCode.IMAGE_EMPTY,
            "NOT_AN_IMAGE", ProblemCode.IMAGE_NOT_RECOGNISED,
            "CORRUPT_IMAGE", ProblemCode.IMAGE_CORRUPT,
            "IMAGE_TOO_LARGE", ProblemCode.IMAGE_TOO_LARGE,
            "SOMETHING_NEW", ProblemCode.INTERNAL_FAULT);
    pictures.forEach(
        (sent, expected) -> {
          reason.set(sent);
          assertThat(refusal().code()).isEqualTo(expected);
        });
    Map<Status.Code, ProblemCode> others =
        Map.of(
            Status.Code.RESOURCE_EXHAUSTED, ProblemCode.OVERLOADED,
            Status.Code.UNAVAILABLE, ProblemCode.INFERENCE_UNAVAILABLE,
            Status.Code.UNAUTHENTICATED, ProblemCode.INFERENCE_UNAVAILABLE,
            Status.Code.CANCELLED, ProblemCode.INFERENCE_TIMED_OUT,
            Status.Code.INTERNAL, ProblemCode.INTERNAL_FAULT);
    reason.set("ENGINE_FAULT");
    others.forEach(
        (sent, expected) -> {
          code.set(sent);
          assertThat(refusal().code()).isEqualTo(expected);
        });
  }

  @Test
  void serverAway_isUnavailable_andUsedAgainWhenItIsBack() throws Exception {
    script.show(PICTURE.bytes(), List.of());
    analyzer.analyze(PICTURE, Set.of(), call());
    int port = server.getPort();
    server.shutdownNow().awaitTermination();
    ProblemException refused = refusal();
    assertThat(refused.code()).isEqualTo(ProblemCode.INFERENCE_UNAVAILABLE);
    assertThat(refused.retryAfter()).isPresent();
    serve(new ScriptedFaceService(script), port);
    assertThat(analyzer.analyze(PICTURE, Set.of(), call()).faces()).isEmpty();
  }

  /** Never answers; counts down when a call arrives and when it is cancelled. */
  private static final class Silent extends FaceServiceGrpc.FaceServiceImplBase {
    final CountDownLatch arrived = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public void detectFaces(
        DetectFacesRequest request, StreamObserver<DetectFacesResponse> answer) {
      ((ServerCallStreamObserver<DetectFacesResponse>) answer)
          .setOnCancelHandler(cancelled::countDown);
      arrived.countDown();
    }
  }

  @Test
  void deadline_passed_isTimedOut_andCancelsTheServersWork() throws Exception {
    Silent silent = new Silent();
    serveInstead(silent);
    CallContext brief =
        new CallContext("r", Deadline.after(Duration.ofSeconds(2), InstantSource.system()));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> analyzer.analyze(PICTURE, Set.of(), brief));
    assertThat(refused.code()).isEqualTo(ProblemCode.INFERENCE_TIMED_OUT);
    assertThat(silent.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void caller_interrupted_cancelsTheServersWork() throws Exception {
    Silent silent = new Silent();
    serveInstead(silent);
    Thread caller = new Thread(() -> refusal());
    caller.start();
    assertThat(silent.arrived.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(silent.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    caller.join();
  }
}
