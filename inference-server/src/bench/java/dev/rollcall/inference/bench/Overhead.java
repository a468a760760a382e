package dev.rollcall.inference.bench;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.TwinNetwork;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import dev.rollcall.proto.openinference.v2.ModelInferResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Claims 1a and 1b: our whole server with an identity engine, one face of 112 x 112, minus a bare
 * gRPC service that takes the same message and answers with the same bytes; calls alternate at
 * random on two connections of one process.
 */
final class Overhead {
  private static final int SIDE = 112;
  private static final int WARM_UP_CALLS = 30_000;

  private Overhead() {}

  static void measure(Results results, Path scratch, int calls) throws IOException {
    new TwinStore(scratch)
        .detector(Crop.Picture.ONCE)
        .network(
            "identity",
            Task.RECOGNITION,
            TwinNetwork.RECOGNITION,
            SIDE,
            new Crop.Box(1, false, Crop.Border.BLACK),
            null,
            List.of(),
            false);
    ModelInferRequest request = LoopbackServer.request("identity", IdentityEngine.row(7, SIDE));
    try (LoopbackServer ours =
        new LoopbackServer(new IdentityEngine(), scratch, TwinStore.PACK, Figures.unseen())) {
      ModelInferResponse response = ours.stub().modelInfer(request);
      ExecutorService workers = Executors.newCachedThreadPool();
      Server bare =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .executor(workers)
              .addService(new Echo(response))
              .build()
              .start();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), bare.getPort()))
              .usePlaintext()
              .build();
      try {
        alternate(
            results,
            ours.stub(),
            GRPCInferenceServiceGrpc.newBlockingStub(channel),
            request,
            calls);
      } finally {
        channel.shutdownNow();
        bare.shutdownNow();
        workers.shutdownNow();
      }
    }
  }

  private static final class Echo extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
    private final ModelInferResponse response;

    Echo(ModelInferResponse response) {
      this.response = response;
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
      observer.onNext(response);
      observer.onCompleted();
    }
  }

  private static void alternate(
      Results results,
      GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub ours,
      GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub bare,
      ModelInferRequest request,
      int calls) {
    Samples our = new Samples();
    Samples echo = new Samples();
    Random random = new Random(1);
    int answered = 0;
    // Compilers take their time.
    for (int i = -WARM_UP_CALLS; i < calls; i++) {
      boolean oursFirst = random.nextBoolean();
      for (boolean isOurs : new boolean[] {oursFirst, !oursFirst}) {
        long startedNanos = System.nanoTime();
        answered += (isOurs ? ours : bare).modelInfer(request).getOutputsCount();
        double micros = (System.nanoTime() - startedNanos) / 1e3;
        if (i >= 0) {
          (isOurs ? our : echo).add(micros);
        }
      }
    }
    results.raw("1a", "overhead_ours_us", our);
    results.raw("1a", "overhead_echo_us", echo);
    String protocol =
        "n = %d calls each, %d answers, alternating; p50 %.0f against %.0f us, p99 %.0f against %.0f us"
            .formatted(
                calls,
                answered,
                our.median(),
                echo.median(),
                our.percentile(99),
                echo.percentile(99));
    results.add(
        Claim.atMost(
            "1a",
            "overhead of one face over a bare gRPC echo: p50",
            our.median() - echo.median(),
            60,
            "us",
            protocol));
    results.add(
        Claim.atMost(
            "1b",
            "overhead of one face over a bare gRPC echo: p99",
            our.percentile(99) - echo.percentile(99),
            250,
            "us",
            protocol));
  }
}
