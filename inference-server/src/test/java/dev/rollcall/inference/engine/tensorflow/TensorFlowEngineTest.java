package dev.rollcall.inference.engine.tensorflow;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.EngineContract;
import dev.rollcall.inference.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

class TensorFlowEngineTest extends EngineContract {
  @Override
  protected Engine open() {
    return TensorFlowEngine.open(DeviceChoice.CPU);
  }

  @Override
  protected void writeMeanNetwork(Path folder) throws IOException {
    write(folder, TUint8.class);
  }

  private static void write(Path folder, Class<? extends TNumber> input) throws IOException {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<? extends TNumber> image =
          ops.placeholder(input, Placeholder.shape(Shape.of(-1, 4, 6, 3)));
      var mean =
          ops.math.mean(ops.dtypes.cast(image, TFloat32.class), ops.constant(new int[] {1, 2}));
      Signature signature =
          Signature.builder("serving_default").input("image", image).output("mean", mean).build();
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(folder.toString())
            .withTags("serve")
            .withFunction(SessionFunction.create(signature, session))
            .export();
      }
    }
  }

  @Test
  void load_inputThatIsNotBytes_isRefused() throws IOException {
    write(folder, TFloat32.class);
    try (Engine engine = open()) {
      assertThat(assertThrows(EngineException.class, () -> engine.load(folder)))
          .hasMessageThat()
          .contains("uint8");
    }
  }

  @Test
  void load_bytesThatAreNoModel_namesTheFolder() throws IOException {
    Files.writeString(folder.resolve("saved_model.pb"), "no protobuf at all");
    try (Engine engine = open()) {
      assertThat(assertThrows(IOException.class, () -> engine.load(folder)))
          .hasMessageThat()
          .contains(folder.toString());
    }
  }

  @Test
  void open_gpuWanted_eitherRunsOnItOrSaysWhatToDo() {
    try (Engine engine = TensorFlowEngine.open(DeviceChoice.GPU)) {
      assertThat(engine.device().kind()).isEqualTo("gpu");
    } catch (EngineException e) {
      assertThat(e).hasMessageThat().contains("--device cpu");
    }
  }
}
