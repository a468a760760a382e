package dev.rollcall.models.convert.openvino;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.HalfFloat;
import dev.rollcall.models.convert.nchw.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A constant layer's values out of the file of weights. */
final class IrConstant {
  private IrConstant() {}

  /** Floats as weights, integers as numbers. */
  static Value read(IrLayer layer, byte[] weights) throws ConversionException {
    List<Integer> shape = layer.integers("shape");
    int size = shape.stream().reduce(1, Math::multiplyExact);
    String type = layer.required("element_type").toLowerCase(Locale.ROOT);
    long offset = layer.integer("offset", 0);
    long bytes = layer.integer("size", 0);
    if (offset < 0 || bytes < 0 || offset + bytes > weights.length) {
      throw layer.origin().refuse("its values lie beyond the end of the file of weights");
    }
    ByteBuffer from =
        ByteBuffer.wrap(weights, Math.toIntExact(offset), Math.toIntExact(bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    int width =
        switch (type) {
          case "i64" -> Long.BYTES;
          case "f32", "i32" -> Float.BYTES;
          case "f16" -> Short.BYTES;
          case "u8", "i8", "boolean" -> Byte.BYTES;
          default -> throw layer.origin().refuse("has the unknown type " + type);
        };
    if ((long) size * width > bytes) {
      throw layer.origin().refuse("holds %d bytes for %d values".formatted(bytes, size));
    }
    if (type.startsWith("f")) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = width == Short.BYTES ? HalfFloat.toFloat(from.getShort()) : from.getFloat();
      }
      return new Value.Weights(Constant.of(shape, values));
    }
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(
          switch (type) {
            case "i64" -> from.getLong();
            case "i32" -> (long) from.getInt();
            case "i8" -> (long) from.get();
            default -> (long) Byte.toUnsignedInt(from.get());
          });
    }
    return new Value.Numbers(shape, values);
  }
}
