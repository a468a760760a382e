package dev.rollcall.inference.engine.tensorflow;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * TensorFlow sessions on the CPU or on the first GPU, with as many batches at once as {@link
 * Threads} says.
 */
public final class TensorFlowEngine implements Engine {
  /** To TensorFlow: run a graph in the thread that asks, and not in a pool that all share. */
  private static final int IN_THE_CALLERS_THREAD = -1;

  /** A GPU is filled by more than a CPU, and has the memory: 64 pictures of 512 x 512. */
  private static final long GPU_PIXELS = 64L * 512 * 512;

  private final ConfigProto config;
  private final Device device;
  private final int permits;

  private TensorFlowEngine(ConfigProto config, Device device, int permits) {
    this.config = config;
    this.device = device;
    this.permits = permits;
  }

  /**
   * Opens the engine.
   *
   * @throws EngineException where a GPU is wanted and there is none that TensorFlow can use
   */
  public static TensorFlowEngine open(DeviceChoice choice) {
    return open(choice, Threads.ofThisMachine(), Precision.FP32);
  }

  /**
   * Opens the engine with other settings than the machine's own; on a GPU they do not count.
   *
   * @param permits how many batches run at once
   * @param threadsPerBatch how many cores one batch gets
   * @throws EngineException where a GPU is wanted and there is none that TensorFlow can use
   */
  public static TensorFlowEngine open(DeviceChoice choice, int permits, int threadsPerBatch) {
    return open(choice, permits, threadsPerBatch, Precision.FP32);
  }

  /**
   * The same with another precision than the one that is served; on a GPU it does not count.
   *
   * @throws EngineException where a GPU is wanted and there is none that TensorFlow can use
   */
  public static TensorFlowEngine open(
      DeviceChoice choice, int permits, int threadsPerBatch, Precision precision) {
    return open(choice, new Threads(permits, threadsPerBatch), precision);
  }

  private static TensorFlowEngine open(DeviceChoice choice, Threads onCpu, Precision precision) {
    String gpu = choice == DeviceChoice.CPU ? "" : gpuProblem();
    if (choice == DeviceChoice.GPU && !gpu.isEmpty()) {
      throw new EngineException(
          ("--device gpu, but TensorFlow %s finds no GPU that it can use (%s). Check nvidia-smi,"
                  + " CUDA 12 and cuDNN 9, build with mvn -Pgpu, or start with --device cpu")
              .formatted(TensorFlow.version(), gpu));
    }
    boolean useGpu = choice != DeviceChoice.CPU && gpu.isEmpty();
    Threads threads = useGpu ? Threads.besideGpu() : onCpu;
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads.perBatch())
            .setInterOpParallelismThreads(IN_THE_CALLERS_THREAD)
            .setAllowSoftPlacement(true);
    if (useGpu) {
      config.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    } else {
      config.putDeviceCount("GPU", 0);
      if (precision == Precision.BF16) {
        config.setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(
                    RewriterConfig.newBuilder()
                        .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)));
      }
    }
    String detail =
        "TensorFlow %s, %s".formatted(TensorFlow.version(), useGpu ? Gpu.describe() : threads);
    return new TensorFlowEngine(
        config.build(), new Device(useGpu ? "gpu" : "cpu", detail), threads.permits());
  }

  /** Empty where a GPU computes, else why not: found out by letting it add two numbers. */
  private static String gpuProblem() {
    try (Graph graph = new Graph()) {
      Ops ops =
          Ops.create(graph)
              .withDevice(
                  DeviceSpec.newBuilder().deviceType(DeviceType.GPU).deviceIndex(0).build());
      var sum = ops.math.add(ops.constant(1f), ops.constant(2f));
      ConfigProto strict =
          ConfigProto.newBuilder()
              .setAllowSoftPlacement(false)
              .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
              .build();
      try (Session session = new Session(graph, strict);
          Result result = session.runner().fetch(sum).run()) {
        return result.size() == 1 ? "" : "it did not answer";
      }
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      String message = String.valueOf(e.getMessage());
      return message.lines().findFirst().orElse(message);
    }
  }

  @Override
  public Network load(Path savedModel) throws IOException {
    if (!Files.isRegularFile(savedModel.resolve("saved_model.pb"))) {
      throw new IOException(savedModel + " holds no saved_model.pb");
    }
    try {
      return new TensorFlowNetwork(
          SavedModelBundle.loader(savedModel.toString())
              .withTags("serve")
              .withConfigProto(config)
              .load(),
          savedModel);
    } catch (TensorFlowException e) {
      throw new IOException(savedModel + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public int permits() {
    return permits;
  }

  @Override
  public long mostPixels() {
    return device.kind().equals("gpu") ? GPU_PIXELS : Engine.super.mostPixels();
  }

  @Override
  public void close() {
    // Sessions belong to the networks; the engine itself holds nothing native.
  }
}
