package dev.rollcall.inference.edge;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Deadline;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gRPC server: the face service, the Open Inference Protocol, health and reflection on one
 * port.
 *
 * <p>Threads: a call has a thread to itself while it works, as many as there are open calls; the
 * call slots bound them. {@link #close} drains: health says NOT_SERVING, no new call is taken,
 * those that are under way are finished.
 */
public final class GrpcServer implements AutoCloseable {
  private static final Duration LAST_WORK = Duration.ofSeconds(3);
  private static final int MESSAGE_OVERHEAD_BYTES = 1 << 20;

  private final Server server;
  private final HealthStatusManager health;
  private final ExecutorService workers;
  private final Duration grace;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GrpcServer(
      Server server, HealthStatusManager health, ExecutorService workers, Duration grace) {
    this.server = server;
    this.health = health;
    this.workers = workers;
    this.grace = grace;
  }

  /**
   * Where and how the server listens.
   *
   * @param tls absent: in plain text
   * @param token absent: everybody may call
   * @param grace how long {@link GrpcServer#close} waits for calls under way
   */
  public record Door(
      InetSocketAddress address, Optional<Tls> tls, Optional<String> token, Duration grace) {}

  /** A certificate chain and its private key, PEM. */
  public record Tls(Path certificate, Path key) {}

  /** What the calls are answered with. */
  public record House(
      FacePipeline pipeline,
      Admission admission,
      Admission.Limits limits,
      CallSlots slots,
      Figures figures) {}

  /**
   * Starts to listen.
   *
   * @throws IOException where the port is taken or the certificate cannot be read
   */
  public static GrpcServer start(Door door, House house) throws IOException {
    ServerCredentials credentials =
        door.tls().isPresent()
            ? TlsServerCredentials.create(
                door.tls().get().certificate().toFile(), door.tls().get().key().toFile())
            : InsecureServerCredentials.create();
    return start(NettyServerBuilder.forAddress(door.address(), credentials), door, house);
  }

  /** The same server on another transport. */
  static GrpcServer start(ServerBuilder<?> builder, Door door, House house) throws IOException {
    ExecutorService workers = Executors.newCachedThreadPool();
    HealthStatusManager health = new HealthStatusManager();
    Analyst analyst = new Analyst(house.pipeline(), house.admission(), house.figures());
    CallGate gate = new CallGate(house.slots(), house.admission(), house.figures());
    BindableService faces = new FaceService(analyst, workers);
    BindableService tensors =
        new OpenInferenceService(house.pipeline().tensors(), house.admission());
    builder
        .executor(workers)
        // A picture beyond the limit, and two of the largest, still get a proper answer.
        .maxInboundMessageSize(2 * house.limits().mostBytes() + MESSAGE_OVERHEAD_BYTES)
        .addService(ServerInterceptors.intercept(faces, gate))
        .addService(ServerInterceptors.intercept(tensors, gate))
        .addService(
            ServerInterceptors.intercept(
                (BindableService) new ModelService(house.pipeline()), gate))
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance());
    door.token().ifPresent(token -> builder.intercept(new BearerToken(token)));
    // The last one is asked first: what the others refuse is recorded too.
    builder.intercept(new CallRecord(house.figures()));
    try {
      Server server = listening(builder.build(), door.address());
      health.setStatus(FaceServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
      return new GrpcServer(server, health, workers, door.grace());
    } catch (IOException | RuntimeException e) {
      workers.shutdownNow();
      throw e;
    }
  }

  private static Server listening(Server server, InetSocketAddress address) throws IOException {
    try {
      return server.start();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on %s:%d; stop what does, or choose another --port (%s)"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  /** The port, chosen by the system where 0 was asked for. */
  public int port() {
    return server.getPort();
  }

  /** False from the beginning of {@link #close}. */
  boolean isServing() {
    return !server.isShutdown();
  }

  /**
   * Drains, at most for the grace; what is not finished then is cut off. Returns when no call works
   * any more. The second time it does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Deadline deadline = Deadline.after(grace.toNanos(), TimeUnit.NANOSECONDS);
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(
          deadline.timeRemaining(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS)) {
        server.shutdownNow();
      }
      // A call that its caller has left may still be at work on its picture.
      workers.shutdown();
      if (!workers.awaitTermination(LAST_WORK.toNanos(), TimeUnit.NANOSECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
