package dev.rollcall.models.training.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** What convolutions and products are computed in; weights and their updates are always float32. */
public enum Precision {
  FLOAT32,
  /** TensorFlow's automatic mixed precision: about twice as fast where the CPU has AMX. */
  BFLOAT16;

  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** The fastest that this machine has units for. */
  public static Precision ofThisMachine() {
    try {
      return Files.isReadable(CPU) && Files.readString(CPU).contains("amx_bf16")
          ? BFLOAT16
          : FLOAT32;
    } catch (IOException e) {
      return FLOAT32;
    }
  }

  ConfigProto config(int threads) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .setAllowSoftPlacement(true);
    if (this == BFLOAT16) {
      config.setGraphOptions(
          GraphOptions.newBuilder()
              .setRewriteOptions(
                  RewriterConfig.newBuilder()
                      .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)));
    }
    return config.build();
  }
}
