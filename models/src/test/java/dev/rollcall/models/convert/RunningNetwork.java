package dev.rollcall.models.convert;

import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.graph.SavedModelFile;
import dev.rollcall.models.convert.optimise.GraphOptimiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A converted network as it is served: optimised, written, read again and run by its signature. */
public final class RunningNetwork implements AutoCloseable {
  private final SavedModelBundle bundle;
  private final SessionFunction function;

  public RunningNetwork(Network network, Path folder) throws IOException {
    SavedModelFile.write(GraphOptimiser.optimise(network), Files.createDirectories(folder));
    bundle = SavedModelBundle.load(folder.toString(), "serve");
    function = bundle.function("serving_default");
  }

  /** The outputs by name, rows one after the other. */
  public Map<String, float[]> run(int rows, int height, int width, byte[] rgb) {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (TUint8 image = TUint8.tensorOf(Shape.of(rows, height, width, 3), DataBuffers.of(rgb));
        Result result = function.call(Map.of("image", image))) {
      for (Map.Entry<String, Tensor> output : result) {
        TFloat32 tensor = (TFloat32) output.getValue();
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        outputs.put(output.getKey(), values);
      }
    }
    return outputs;
  }

  /** Pixels that are never the same twice, and smooth enough to mean something to a network. */
  public static byte[] pixels(int rows, int height, int width, long seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[rows * height * width * 3];
    for (int row = 0; row < rows; row++) {
      double fx = random.nextDouble() * 0.2;
      double fy = random.nextDouble() * 0.2;
      for (int i = 0; i < height * width; i++) {
        for (int c = 0; c < 3; c++) {
          double wave = Math.sin(i % width * fx + c) + Math.cos(Math.floorDiv(i, width) * fy - row);
          rgb[(row * height * width + i) * 3 + c] =
              (byte) Math.round(127 + 50 * wave + 20 * random.nextDouble());
        }
      }
    }
    return rgb;
  }

  /** The pixels as most frameworks want them: floats, channels first. */
  public static float[] channelsFirst(
      byte[] rgb, int rows, int height, int width, boolean bgr, float divisor) {
    float[] floats = new float[rgb.length];
    int size = height * width;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < 3; c++) {
          int value = Byte.toUnsignedInt(rgb[(row * size + i) * 3 + c]);
          floats[(row * 3 + (bgr ? 2 - c : c)) * size + i] = value / divisor;
        }
      }
    }
    return floats;
  }

  @Override
  public void close() {
    bundle.close();
  }
}
