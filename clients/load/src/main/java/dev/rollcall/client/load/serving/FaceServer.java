package dev.rollcall.client.load.serving;

import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.Feature;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server behind its gRPC address, asked for every head of every face. Thread-safe. */
final class FaceServer implements Caller, AutoCloseable {
  static final List<Feature> EVERY_HEAD =
      List.of(
          Feature.FEATURE_EMBEDDING,
          Feature.FEATURE_AGE_GENDER,
          Feature.FEATURE_EMOTION,
          Feature.FEATURE_LIVENESS,
          Feature.FEATURE_QUALITY);

  /** Longer than any queue that a bounded server can build up. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int LARGEST_ANSWER_BYTES = 64 << 20;

  private final ManagedChannel channel;

  private FaceServer(ManagedChannel channel) {
    this.channel = channel;
  }

  /** Nothing is sent yet. */
  static FaceServer at(String address) {
    return new FaceServer(
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .directExecutor()
            .maxInboundMessageSize(LARGEST_ANSWER_BYTES)
            .build());
  }

  /**
   * What is loaded, and the device it runs on.
   *
   * @throws IOException where nothing answers
   */
  ListModelsResponse models() throws IOException {
    try {
      return FaceServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .listModels(ListModelsRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new IOException(
          "no inference server answers at %s (%s): start one, or leave --target out"
              .formatted(channel.authority(), e.getStatus()),
          e);
    }
  }

  @Override
  public CompletableFuture<AnalyzeFacesResponse> analyse(Sample sample) {
    return analyse(sample, EVERY_HEAD);
  }

  CompletableFuture<AnalyzeFacesResponse> analyse(Sample sample, List<Feature> features) {
    AnalyzeFacesRequest request =
        AnalyzeFacesRequest.newBuilder()
            .setImage(sample.encoded())
            .addAllFeatures(features)
            .build();
    CompletableFuture<AnalyzeFacesResponse> answer = new CompletableFuture<>();
    FaceServiceGrpc.newStub(channel)
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .analyzeFaces(
            request,
            new StreamObserver<>() {
              @Override
              public void onNext(AnalyzeFacesResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {}
            });
    return answer;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
