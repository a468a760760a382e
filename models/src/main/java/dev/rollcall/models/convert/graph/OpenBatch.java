package dev.rollcall.models.convert.graph;

import com.google.protobuf.ByteString;
import dev.rollcall.models.convert.ConversionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/** Opens the batch where a file's Reshape fixes it at 1. */
public final class OpenBatch {
  private OpenBatch() {}

  /**
   * A Reshape's target with its first size, where that is 1, made the batch.
   *
   * @param node the constant's name, for messages
   * @throws ConversionException where another size is open already
   */
  public static TensorProto of(String node, TensorProto target) throws ConversionException {
    if (target.getDtype() != DataType.DT_INT32 || target.getTensorShape().getDimCount() != 1) {
      return target;
    }
    int count = (int) target.getTensorShape().getDim(0).getSize();
    ByteBuffer sizes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (target.getTensorContent().isEmpty()) {
      for (int i = 0; i < count; i++) {
        // The last value given stands for all that follow.
        sizes.putInt(target.getIntVal(Math.min(i, target.getIntValCount() - 1)));
      }
    } else {
      target.getTensorContent().copyTo(sizes);
    }
    if (count == 0 || sizes.getInt(0) != 1) {
      return target;
    }
    for (int i = Integer.BYTES; i < sizes.capacity(); i += Integer.BYTES) {
      if (sizes.getInt(i) < 0) {
        throw new ConversionException(
            "the Reshape target " + node + " fixes the batch at 1 and leaves another size open");
      }
    }
    sizes.putInt(0, -1);
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_INT32)
        .setTensorShape(target.getTensorShape())
        .setTensorContent(ByteString.copyFrom(sizes.array()))
        .build();
  }
}
