package dev.rollcall.gateway.adapter.grpc;

import com.google.common.util.concurrent.ListenableFuture;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpcio.client.GrpcIoClient;
import io.vertx.grpcio.client.GrpcIoClientChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The inference server over vertx-grpc.
 *
 * <p>Threads: callers wait on their own thread while Vert.x moves the bytes; never call from an
 * event loop. At most {@link #MOST_CALLS} calls are under way, so that pictures pile up here, where
 * they are counted, and not in the connection; who waits longer than {@link #LONGEST_QUEUE} is told
 * OVERLOADED.
 *
 * <p>A lost connection is opened again by the call that finds it lost.
 */
public final class GrpcFaceAnalyzer implements FaceAnalyzer, AutoCloseable {
  private static final int MOST_CALLS = 16;
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(5);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
  private static final long MOST_ANSWER_BYTES = 16L << 20;
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final InferenceAddress address;
  private final GrpcIoClient client;
  private final GrpcIoClientChannel channel;
  private final Semaphore calls = new Semaphore(MOST_CALLS);

  /** Does not connect yet. */
  public GrpcFaceAnalyzer(Vertx vertx, InferenceAddress address) {
    this.address = address;
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setConnectTimeout((int) LONGEST_CONNECT.toMillis());
    address
        .certificateAuthority()
        .ifPresent(
            file ->
                options
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    this.client =
        GrpcIoClient.client(
            vertx, new GrpcClientOptions().setMaxMessageSize(MOST_ANSWER_BYTES), options);
    this.channel =
        new GrpcIoClientChannel(
            client, SocketAddress.inetSocketAddress(address.port(), address.host()));
  }

  @Override
  public Analysis analyze(Picture picture, Set<Feature> features, CallContext context) {
    if (features.isEmpty()) {
      DetectFacesRequest request =
          DetectFacesRequest.newBuilder().setImage(FaceMessages.bytes(picture)).build();
      DetectFacesResponse response = call(stub -> stub.detectFaces(request), context);
      return FaceMessages.analysis(
          response.getImageSize(), response.getFacesList(), response.getStagesList());
    }
    AnalyzeFacesRequest request =
        AnalyzeFacesRequest.newBuilder()
            .setImage(FaceMessages.bytes(picture))
            .addAllFeatures(features.stream().sorted().map(FaceMessages::feature).toList())
            .build();
    AnalyzeFacesResponse response = call(stub -> stub.analyzeFaces(request), context);
    return FaceMessages.analysis(
        response.getImageSize(), response.getFacesList(), response.getStagesList());
  }

  @Override
  public ModelCatalog models(CallContext context) {
    return FaceMessages.catalog(
        call(stub -> stub.listModels(ListModelsRequest.getDefaultInstance()), context));
  }

  /**
   * Asks, and once more where the connection turns out to be that of a server that is gone: every
   * call only reads, so it can be repeated.
   */
  private <T> T call(
      Function<FaceServiceGrpc.FaceServiceFutureStub, ListenableFuture<T>> call,
      CallContext context) {
    try {
      return callOnce(call, context);
    } catch (ProblemException e) {
      if (e.code() != ProblemCode.INFERENCE_UNAVAILABLE || context.deadline().isOver()) {
        throw e;
      }
      return callOnce(call, context);
    }
  }

  private <T> T callOnce(
      Function<FaceServiceGrpc.FaceServiceFutureStub, ListenableFuture<T>> call,
      CallContext context) {
    ListenableFuture<T> answer = null;
    boolean admitted = false;
    try {
      admitted = calls.tryAcquire(queueMillis(context), TimeUnit.MILLISECONDS);
      if (!admitted) {
        throw ProblemException.unavailable(
            ProblemCode.OVERLOADED,
            "Too many pictures are waiting. Try again in a moment.",
            Duration.ofSeconds(1),
            null);
      }
      Duration remaining = context.deadline().remaining();
      answer = call.apply(stub(context, remaining));
      return answer.get(remaining.toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw InferenceProblems.translate(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw InferenceProblems.translate(
          io.grpc.Status.DEADLINE_EXCEEDED.withCause(e).asRuntimeException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw InferenceProblems.translate(
          io.grpc.Status.UNAVAILABLE.withCause(e).asRuntimeException());
    } finally {
      if (answer != null) {
        answer.cancel(true);
      }
      if (admitted) {
        calls.release();
      }
    }
  }

  private static long queueMillis(CallContext context) {
    return Math.min(LONGEST_QUEUE.toMillis(), context.deadline().remaining().toMillis());
  }

  private FaceServiceGrpc.FaceServiceFutureStub stub(CallContext context, Duration remaining) {
    Metadata headers = new Metadata();
    headers.put(REQUEST_ID, context.requestId());
    address.token().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
    return FaceServiceGrpc.newFutureStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(remaining.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    client.close();
  }
}
