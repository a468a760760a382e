package dev.rollcall.inference.bench;

import com.google.protobuf.ByteString;
import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.ByteBudget;
import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.edge.GrpcServer;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Our server in this process, over loopback TCP, on any engine and store. */
final class LoopbackServer implements AutoCloseable {
  final ManagedChannel channel;
  final ByteBudget budget;
  final FacePipeline pipeline;
  private final GrpcServer server;

  LoopbackServer(Engine engine, Path store, String pack, Figures figures) throws IOException {
    Admission.Limits limits = new Admission.Limits(20 << 20, 64_000_000);
    budget = new ByteBudget(limits.leastBudgetBytes());
    pipeline = FacePipeline.open(engine, store, pack, new OpenCvVision(), 100, figures);
    server =
        GrpcServer.start(
            new GrpcServer.Door(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10)),
            new GrpcServer.House(
                pipeline, new Admission(limits, budget), limits, new CallSlots(64), figures));
    channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
            .usePlaintext()
            .build();
  }

  GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub stub() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  static ModelInferRequest request(String model, Raster row) {
    return ModelInferRequest.newBuilder()
        .setModelName(model)
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("image")
                .setDatatype("UINT8")
                .addShape(1)
                .addShape(row.height())
                .addShape(row.width())
                .addShape(3))
        .addRawInputContents(ByteString.copyFrom(row.rgb()))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    pipeline.close();
  }
}
