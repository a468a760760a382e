package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A SavedModel run through TensorFlow alone, by its signature, as anybody would. */
final class LoadedModel implements AutoCloseable {
  private final SavedModelBundle bundle;
  private final SessionFunction function;
  final int height;
  final int width;

  LoadedModel(Path folder, ModelManifest manifest) {
    bundle = SavedModelBundle.load(folder.toString(), "serve");
    function = bundle.function("serving_default");
    height = manifest.input().height();
    width = manifest.input().width();
  }

  int rowBytes() {
    return height * width * 3;
  }

  /** The outputs by name, rows one after the other. */
  Map<String, float[]> run(byte[] rows) {
    Shape shape = Shape.of(rows.length / rowBytes(), height, width, 3);
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (TUint8 image = TUint8.tensorOf(shape, DataBuffers.of(rows));
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

  @Override
  public void close() {
    bundle.close();
  }
}
