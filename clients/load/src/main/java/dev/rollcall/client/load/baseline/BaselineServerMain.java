package dev.rollcall.client.load.baseline;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.admission.ByteBudget;
import dev.rollcall.inference.admission.CallSlots;
import dev.rollcall.inference.edge.GrpcServer;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The inference server as it would be without Rollcall's scheduler, on loopback. Says {@code ready
 * on HOST:PORT} like the real one, and serves until SIGTERM.
 */
@Command(name = "baseline-server", description = "A server to compare with, for bench serving.")
public final class BaselineServerMain implements Callable<Integer> {
  private static final int MOST_FACES = 100;
  private static final int MOST_CALLS = 64;
  private static final Admission.Limits LIMITS = new Admission.Limits(20 << 20, 64_000_000);

  /** How rows meet on the device. */
  private enum Scheduling {
    /** Every core works on one batch; the caller sends one picture after the other. */
    SERIAL,
    /** See {@link FixedWindowEngine}. */
    WINDOW
  }

  @Option(names = "--models", required = true)
  private Path models = Path.of("");

  @Option(names = "--pack", required = true)
  private String pack = "";

  @Option(names = "--device", required = true)
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(names = "--scheduling", required = true)
  private Scheduling scheduling = Scheduling.SERIAL;

  @Option(names = "--window-ms", defaultValue = "10")
  private int windowMillis;

  @Option(names = "--most-rows", defaultValue = "32")
  private int mostRows;

  public static void main(String[] arguments) {
    CommandLine commands =
        new CommandLine(new BaselineServerMain()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(commands.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FacePipeline pipeline =
        scheduling == Scheduling.SERIAL
            ? open(TensorFlowEngine.open(device, 1, Runtime.getRuntime().availableProcessors()))
            : windowed();
    GrpcServer server =
        GrpcServer.start(
            new GrpcServer.Door(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10)),
            new GrpcServer.House(
                pipeline,
                new Admission(LIMITS, new ByteBudget(LIMITS.leastBudgetBytes())),
                LIMITS,
                new CallSlots(MOST_CALLS),
                Figures.unseen()));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                }));
    System.out.printf(
        "ready on 127.0.0.1:%d (device %s, %s)%n",
        server.port(), pipeline.device().kind(), pipeline.device().detail());
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private FacePipeline windowed() throws IOException {
    FixedWindowEngine engine =
        new FixedWindowEngine(
            TensorFlowEngine.open(device), Duration.ofMillis(windowMillis), mostRows);
    FacePipeline pipeline = open(engine);
    engine.startQueueing();
    return pipeline;
  }

  private FacePipeline open(Engine engine) throws IOException {
    return FacePipeline.open(
        engine, models, pack, new OpenCvVision(), MOST_FACES, Figures.unseen());
  }
}
