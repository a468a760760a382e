package dev.rollcall.models.convert.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.nchw.Origin;
import dev.rollcall.models.convert.nchw.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node with its attributes; {@link #origin} names it by its first output. */
final class OnnxNode {
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, Attribute> attributes = new HashMap<>();
  private String operation = "";
  private String domain = "";

  private static final class Attribute {
    private String name = "";
    private float real;
    private long integer;
    private ByteString text = ByteString.EMPTY;
    private Optional<OnnxTensor> tensor = Optional.empty();
    private final List<Float> floats = new ArrayList<>();
    private final List<Long> integers = new ArrayList<>();

    private boolean field(int number, CodedInputStream in) throws IOException {
      switch (number) {
        case 1 -> name = in.readString();
        case 2 -> real = in.readFloat();
        case 3 -> integer = in.readInt64();
        case 4 -> text = in.readBytes();
        case 5 -> tensor = Optional.of(OnnxTensor.read(in));
        case 7 -> Messages.floats(in, floats);
        case 8 -> Messages.integers(in, integers);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  static OnnxNode read(CodedInputStream in) throws IOException {
    OnnxNode node = new OnnxNode();
    Messages.readInner(in, node::field);
    return node;
  }

  private boolean field(int number, CodedInputStream in) throws IOException {
    switch (number) {
      case 1 -> inputs.add(in.readString());
      case 2 -> outputs.add(in.readString());
      case 4 -> operation = in.readString();
      case 5 -> {
        Attribute attribute = new Attribute();
        Messages.readInner(in, attribute::field);
        attributes.put(attribute.name, attribute);
      }
      case 7 -> domain = in.readString();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** With the domain in front where it is not ONNX's own. */
  String operation() {
    return domain.isEmpty() || domain.equals("ai.onnx") ? operation : domain + "." + operation;
  }

  Origin origin() {
    return new Origin(outputs.isEmpty() ? "without output" : outputs.get(0), operation());
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> outputs() {
    return outputs;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  long integer(String name, long otherwise) {
    Attribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.integer;
  }

  float real(String name, float otherwise) {
    Attribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.real;
  }

  String text(String name, String otherwise) {
    Attribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.text.toStringUtf8();
  }

  List<Integer> integers(String name, List<Integer> otherwise) {
    Attribute attribute = attributes.get(name);
    return attribute == null
        ? otherwise
        : attribute.integers.stream().map(Math::toIntExact).toList();
  }

  Value tensor(String name) throws ConversionException {
    Attribute attribute = attributes.get(name);
    if (attribute == null || attribute.tensor.isEmpty()) {
      throw origin().refuse("has no attribute " + name);
    }
    return attribute.tensor.get().value();
  }
}
