package dev.rollcall.models.convert.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.HalfFloat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The weights of a TensorFlow.js model: a JSON list of groups, each naming its files and, in the
 * order in which they lie there, its weights with shape, type and quantisation. An 8 or 16 bit
 * weight stands for {@code q * scale + min}, a float16 one for itself.
 */
public final class WeightsManifest {
  private final Map<String, TensorProto> tensors;

  private WeightsManifest(Map<String, TensorProto> tensors) {
    this.tensors = tensors;
  }

  /**
   * Reads all groups.
   *
   * @param manifest the list of groups
   * @param folder where the groups' files lie
   * @throws ConversionException where a type is unknown or the files are longer or shorter than the
   *     manifest says
   */
  public static WeightsManifest read(JsonNode manifest, Path folder) throws IOException {
    Map<String, TensorProto> tensors = new HashMap<>();
    for (JsonNode group : manifest) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      List<String> files = new ArrayList<>();
      for (JsonNode path : group.path("paths")) {
        files.add(path.asText());
        joined.writeBytes(Files.readAllBytes(folder.resolve(path.asText())));
      }
      ByteBuffer bytes = ByteBuffer.wrap(joined.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
      try {
        for (JsonNode weight : group.path("weights")) {
          tensors.put(weight.path("name").asText(), tensor(weight, bytes));
        }
      } catch (BufferUnderflowException e) {
        throw new ConversionException(files + " is shorter than its manifest says");
      }
      if (bytes.hasRemaining()) {
        throw new ConversionException(
            files + " has " + bytes.remaining() + " bytes that its manifest does not name");
      }
    }
    return new WeightsManifest(tensors);
  }

  /**
   * A weight of any type.
   *
   * @throws ConversionException where there is no such weight
   */
  public TensorProto tensor(String name) throws ConversionException {
    TensorProto tensor = tensors.get(name);
    if (tensor == null) {
      throw new ConversionException("the weights hold none named " + name);
    }
    return tensor;
  }

  /**
   * A float32 weight.
   *
   * @throws ConversionException where there is no such weight or it is not float32
   */
  public Constant constant(String name) throws ConversionException {
    TensorProto tensor = tensor(name);
    if (tensor.getDtype() != DataType.DT_FLOAT) {
      throw new ConversionException("the weight " + name + " is " + tensor.getDtype());
    }
    return Constant.of(tensor);
  }

  private static TensorProto tensor(JsonNode weight, ByteBuffer bytes) throws ConversionException {
    DataType type =
        switch (weight.path("dtype").asText()) {
          case "float32" -> DataType.DT_FLOAT;
          case "int32" -> DataType.DT_INT32;
          case "bool" -> DataType.DT_BOOL;
          default ->
              throw new ConversionException(
                  "the weight "
                      + weight.path("name").asText()
                      + " has the unknown type "
                      + weight.path("dtype").asText());
        };
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    int count = 1;
    for (JsonNode size : weight.path("shape")) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size.asLong()));
      count = Math.multiplyExact(count, size.asInt());
    }
    int width = type == DataType.DT_BOOL ? 1 : 4;
    ByteBuffer values = ByteBuffer.allocate(count * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      JsonNode quantisation = weight.path("quantization");
      if (!quantisation.isMissingNode()) {
        putDequantised(weight, quantisation, type, bytes, values);
      } else if (width == 1) {
        values.put(bytes.get());
      } else {
        values.putInt(bytes.getInt());
      }
    }
    return TensorProto.newBuilder()
        .setDtype(type)
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(values.array()))
        .build();
  }

  private static void putDequantised(
      JsonNode weight, JsonNode quantisation, DataType type, ByteBuffer from, ByteBuffer to)
      throws ConversionException {
    String stored = quantisation.path("dtype").asText();
    if (stored.equals("float16")) {
      to.putFloat(HalfFloat.toFloat(from.getShort()));
      return;
    }
    int steps =
        switch (stored) {
          case "uint8" -> Byte.toUnsignedInt(from.get());
          case "uint16" -> Short.toUnsignedInt(from.getShort());
          default ->
              throw new ConversionException(
                  "the weight "
                      + weight.path("name").asText()
                      + " is quantised as "
                      + stored
                      + ", which is unknown");
        };
    double value =
        steps * quantisation.path("scale").asDouble() + quantisation.path("min").asDouble();
    if (type == DataType.DT_FLOAT) {
      to.putFloat((float) value);
    } else {
      to.putInt((int) Math.round(value));
    }
  }
}
