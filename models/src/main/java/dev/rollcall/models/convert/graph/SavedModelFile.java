package dev.rollcall.models.convert.graph;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a network as {@code saved_model.pb}: all weights are constants, so there is no variables
 * folder. The same network always gives the same bytes.
 */
public final class SavedModelFile {
  public static final String FILE_NAME = "saved_model.pb";

  private static final String SIGNATURE = "serving_default";

  private SavedModelFile() {}

  /**
   * Writes {@code saved_model.pb}.
   *
   * @param folder must exist; the file in it is replaced
   */
  public static void write(Network network, Path folder) throws IOException {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putInputs(
                Network.INPUT,
                info(
                    Network.INPUT,
                    DataType.DT_UINT8,
                    List.of(network.height(), network.width(), 3)));
    for (Map.Entry<String, Network.Output> output : new TreeMap<>(network.outputs()).entrySet()) {
      Network.Output value = output.getValue();
      signature.putOutputs(
          output.getKey(), info(value.node(), DataType.DT_FLOAT, value.rowShape()));
    }
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                    .setGraphDef(network.graph())
                    .putSignatureDef(SIGNATURE, signature.build()))
            .build();
    try (OutputStream file = Files.newOutputStream(folder.resolve(FILE_NAME))) {
      CodedOutputStream out = CodedOutputStream.newInstance(file);
      // Attributes are a map: without this the hash would change from run to run.
      out.useDeterministicSerialization();
      model.writeTo(out);
      out.flush();
    }
  }

  private static TensorInfo info(String node, DataType type, List<Integer> rowShape) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(-1));
    rowShape.forEach(size -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size)));
    return TensorInfo.newBuilder()
        .setName(node + ":0")
        .setDtype(type)
        .setTensorShape(shape)
        .build();
  }
}
