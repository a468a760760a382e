package dev.rollcall.inference.boot;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.ByteBudget;
import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.edge.GrpcServer;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.telemetry.MetricsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** All parts, started in the order in which they need each other and closed in reverse. */
final class RunningServer implements AutoCloseable {
  static final int MOST_CALLS = 64;
  private static final int DEVICE_DIED = 70;
  private static final long LEAST_BUDGET_BYTES = 512L << 20;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private Optional<MetricsPage> metrics = Optional.empty();
  private FacePipeline pipeline;
  private GrpcServer server;

  /** What {@link InferenceServerMain}'s flags say. */
  record Settings(
      Path models,
      String pack,
      DeviceChoice device,
      int metricsPort,
      GrpcServer.Door door,
      Admission.Limits limits,
      int mostFaces,
      int mostCallsOfATenant) {}

  /**
   * Loads, warms up and listens.
   *
   * @throws IOException where models are missing, a port is taken or a certificate cannot be read;
   *     the message says what to do, and nothing stays open
   * @throws EngineException where a GPU is wanted and none can be used
   */
  static RunningServer start(Settings settings) throws IOException {
    return new RunningServer(settings);
  }

  private RunningServer(Settings settings) throws IOException {
    boolean started = false;
    try {
      Figures figures = Figures.unseen();
      if (settings.metricsPort() > 0) {
        MetricsPage page = MetricsPage.open(settings.metricsPort());
        parts.push(page);
        metrics = Optional.of(page);
        figures = page.figures();
      }
      pipeline =
          FacePipeline.open(
              settings.models(), settings.pack(), settings.device(), settings.mostFaces(), figures);
      parts.push(pipeline);
      // Nothing but a new process frees a device that hangs; the supervisor starts one.
      pipeline.whenDeviceDies(() -> Runtime.getRuntime().halt(DEVICE_DIED));
      parts.push(StoreWatch.start(pipeline));
      ByteBudget budget =
          new ByteBudget(Math.max(LEAST_BUDGET_BYTES, settings.limits().leastBudgetBytes()));
      CallSlots slots = new CallSlots(MOST_CALLS, settings.mostCallsOfATenant());
      figures.level("budget.bytes", budget::reservedBytes);
      figures.level("calls.open", slots::open);
      server =
          GrpcServer.start(
              settings.door(),
              new GrpcServer.House(
                  pipeline,
                  new Admission(settings.limits(), budget),
                  settings.limits(),
                  slots,
                  figures));
      parts.push(server);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  int port() {
    return server.port();
  }

  Optional<Integer> metricsPort() {
    return metrics.map(MetricsPage::port);
  }

  /** For a person: the device really in use. */
  String device() {
    return pipeline.device().kind() + ", " + pipeline.device().detail();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing " + part.getClass().getSimpleName(), e);
      }
    }
  }
}
