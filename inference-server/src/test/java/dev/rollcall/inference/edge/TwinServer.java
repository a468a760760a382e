package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.ByteBudget;
import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.TwinEngine;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.pipeline.TwinPipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The whole server in this process, on the twin engine. */
final class TwinServer implements AutoCloseable {
  static final Admission.Limits LIMITS = new Admission.Limits(1 << 20, 4_000_000);

  final TwinEngine engine = new TwinEngine();
  final ByteBudget budget;
  final CallSlots slots;
  final GrpcServer server;
  final ManagedChannel channel;
  private final FacePipeline pipeline;

  TwinServer(TwinStore store) throws IOException {
    this(store, LIMITS.leastBudgetBytes(), 16, Optional.empty());
  }

  static TwinServer whole(Path root) throws IOException {
    return new TwinServer(new TwinStore(root).whole());
  }

  /** Over real HTTP/2 on loopback, for what only a transport does. */
  static TwinServer onLoopback(Path root) throws IOException {
    return new TwinServer(
        new TwinStore(root).whole(), LIMITS.leastBudgetBytes(), 16, Optional.empty(), true);
  }

  TwinServer(TwinStore store, long budgetBytes, int mostCalls, Optional<String> token)
      throws IOException {
    this(store, budgetBytes, mostCalls, token, false);
  }

  private TwinServer(
      TwinStore store, long budgetBytes, int mostCalls, Optional<String> token, boolean onLoopback)
      throws IOException {
    budget = new ByteBudget(budgetBytes);
    slots = new CallSlots(mostCalls);
    pipeline = TwinPipeline.open(engine, store);
    GrpcServer.House house =
        new GrpcServer.House(
            pipeline, new Admission(LIMITS, budget), LIMITS, slots, Figures.unseen());
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    GrpcServer.Door door =
        new GrpcServer.Door(loopback, Optional.empty(), token, Duration.ofSeconds(20));
    if (onLoopback) {
      server = GrpcServer.start(door, house);
      channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(loopback.getAddress(), server.port()))
              .usePlaintext()
              // Small, so that a caller who does not read is soon noticed.
              .flowControlWindow(64 << 10)
              .build();
    } else {
      String name = InProcessServerBuilder.generateName();
      server = GrpcServer.start(InProcessServerBuilder.forName(name), door, house);
      channel = InProcessChannelBuilder.forName(name).build();
    }
  }

  FaceServiceGrpc.FaceServiceBlockingStub stub() {
    return FaceServiceGrpc.newBlockingStub(channel);
  }

  /** Every byte, slot and network is given back. */
  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    pipeline.close();
    assertThat(budget.reservedBytes()).isEqualTo(0);
    assertThat(slots.open()).isEqualTo(0);
    assertThat(engine.openNetworks()).isEqualTo(0);
  }
}
