package dev.rollcall.models.convert.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.List;

/** Reads protobuf messages field by field. */
final class Messages {
  private Messages() {}

  /** Takes one field, or says that it does not know it. */
  interface Field {
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  static void read(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }

  static void readInner(CodedInputStream in, Field field) throws IOException {
    read(in.readBytes().newCodedInput(), field);
  }

  /** A repeated integer: one value, or many packed together. */
  static void integers(CodedInputStream in, List<Long> into) throws IOException {
    if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      into.add(in.readInt64());
      return;
    }
    CodedInputStream packed = in.readBytes().newCodedInput();
    while (!packed.isAtEnd()) {
      into.add(packed.readInt64());
    }
  }

  /** A repeated float: one value, or many packed together. */
  static void floats(CodedInputStream in, List<Float> into) throws IOException {
    if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      into.add(in.readFloat());
      return;
    }
    CodedInputStream packed = in.readBytes().newCodedInput();
    while (!packed.isAtEnd()) {
      into.add(packed.readFloat());
    }
  }
}
