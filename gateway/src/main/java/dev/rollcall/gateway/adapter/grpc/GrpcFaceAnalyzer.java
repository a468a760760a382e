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
import dev.rollcall.gateway.port.ModelStore;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.GetModelReportRequest;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListStoredModelsRequest;
import dev.rollcall.proto.inference.v1.ModelServiceGrpc;
import dev.rollcall.proto.inference.v1.ServeModelRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
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
public final class GrpcFaceAnalyzer implements FaceAnalyzer, ModelStore, AutoCloseable {
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
      DetectFacesResponse response =
          call(channel -> FaceServiceGrpc.newFutureStub(channel).detectFaces(request), context);
      return FaceMessages.analysis(
          response.getImageSize(), response.getFacesList(), response.getStagesList());
    }
    AnalyzeFacesRequest request =
        AnalyzeFacesRequest.newBuilder()
            .setImage(FaceMessages.bytes(picture))
            .addAllFeatures(features.stream().sorted().map(FaceMessages::feature).toList())
            .build();
    AnalyzeFacesResponse response =
        call(channel -> FaceServiceGrpc.newFutureStub(channel).analyzeFaces(request), context);
    return FaceMessages.analysis(
        response.getImageSize(), response.getFacesList(), response.getStagesList());
  }

  @Override
  public ModelCatalog models(CallContext context) {
    return FaceMessages.catalog(
        call(
            channel ->
                FaceServiceGrpc.newFutureStub(channel)
                    .listModels(ListModelsRequest.getDefaultInstance()),
            context));
  }

  @Override
  public ModelStore.Content content(CallContext context) {
    return FaceMessages.content(
        call(
            channel ->
                ModelServiceGrpc.newFutureStub(channel)
                    .listStoredModels(ListStoredModelsRequest.getDefaultInstance()),
            context));
  }

  @Override
  public String report(String id, String version, CallContext context) {
    GetModelReportRequest request =
        GetModelReportRequest.newBuilder().setId(id).setVersion(version).build();
    return call(channel -> ModelServiceGrpc.newFutureStub(channel).getModelReport(request), context)
        .getHtml();
  }

  @Override
  public void serve(String task, String id, String version, CallContext context) {
    ServeModelRequest request =
        ServeModelRequest.newBuilder().setTask(task).setId(id).setVersion(version).build();
    call(channel -> ModelServiceGrpc.newFutureStub(channel).serveModel(request), context);
  }

  /**
   * Asks, and once more where the connection turns out to be that of a server that is gone: no call
   * does more by being made twice.
   */
  private <T> T call(Function<Channel, ListenableFuture<T>> call, CallContext context) {
    try {
      return callOnce(call, context);
    } catch (ProblemException e) {
      if (e.code() != ProblemCode.INFERENCE_UNAVAILABLE || context.deadline().isOver()) {
        throw e;
      }
      return callOnce(call, context);
    }
  }

  private <T> T callOnce(Function<Channel, ListenableFuture<T>> call, CallContext context) {
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
      answer = call.apply(channel(context, remaining));
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

  /** With what goes with every call: its id, our credential, its deadline. */
  private Channel channel(CallContext context, Duration remaining) {
    Metadata headers = new Metadata();
    headers.put(REQUEST_ID, context.requestId());
    address.token().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers), new Within(remaining));
  }

  /** Gives a call its deadline. */
  private record Within(Duration remaining) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return next.newCall(
          method, options.withDeadlineAfter(remaining.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
