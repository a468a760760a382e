package dev.rollcall.models.convert.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.HalfFloat;
import dev.rollcall.models.convert.nchw.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A tensor that the file holds: its values in one of two places, its type as a number. */
final class OnnxTensor {
  // onnx.proto, TensorProto.DataType.
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;

  private final List<Long> dimensions = new ArrayList<>();
  private final List<Float> floats = new ArrayList<>();
  private final List<Long> integers = new ArrayList<>();
  private ByteString raw = ByteString.EMPTY;
  private String name = "";
  private int type;
  private boolean external;

  static OnnxTensor read(CodedInputStream in) throws IOException {
    OnnxTensor tensor = new OnnxTensor();
    Messages.readInner(in, tensor::field);
    return tensor;
  }

  private boolean field(int number, CodedInputStream in) throws IOException {
    switch (number) {
      case 1 -> Messages.integers(in, dimensions);
      case 2 -> type = in.readInt32();
      case 4 -> Messages.floats(in, floats);
      case 5, 7 -> Messages.integers(in, integers);
      case 8 -> name = in.readString();
      case 9 -> raw = in.readBytes();
      case 14 -> external = in.readInt32() != 0;
      default -> {
        return false;
      }
    }
    return true;
  }

  String name() {
    return name;
  }

  /** The values: floats as weights, integers as numbers. */
  Value value() throws ConversionException {
    if (external) {
      throw new ConversionException(
          "the weight " + name + " lies in another file; export the network into one file");
    }
    List<Integer> shape = dimensions.stream().map(Math::toIntExact).toList();
    int size = shape.stream().reduce(1, Math::multiplyExact);
    try {
      return switch (type) {
        case FLOAT, FLOAT16, DOUBLE -> new Value.Weights(Constant.of(shape, floats(size)));
        case UINT8, INT8, INT32, INT64, BOOL -> new Value.Numbers(shape, integers(size));
        default ->
            throw new ConversionException(
                "the weight " + name + " has the type " + type + ", which is not known");
      };
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new ConversionException("the weight " + name + " is cut short: the file is damaged");
    }
  }

  private float[] floats(int size) {
    float[] values = new float[size];
    ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (raw.isEmpty()) {
        values[i] =
            type == FLOAT16 ? HalfFloat.toFloat(integers.get(i).shortValue()) : floats.get(i);
      } else if (type == FLOAT16) {
        values[i] = HalfFloat.toFloat(bytes.getShort());
      } else {
        values[i] = type == DOUBLE ? (float) bytes.getDouble() : bytes.getFloat();
      }
    }
    return values;
  }

  private List<Long> integers(int size) {
    if (raw.isEmpty()) {
      return integers.subList(0, size);
    }
    ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(
          switch (type) {
            case INT64 -> bytes.getLong();
            case INT32 -> (long) bytes.getInt();
            case UINT8 -> (long) Byte.toUnsignedInt(bytes.get());
            default -> (long) bytes.get();
          });
    }
    return values;
  }
}
