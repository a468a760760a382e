package dev.rollcall.models.convert.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rollcall.models.convert.ConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an ONNX file says, as it stands there. */
final class OnnxFile {
  /** {@link #inputs} where the file leaves a size open. */
  static final int OPEN = -1;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> weights = new LinkedHashMap<>();
  private final Map<String, List<Integer>> inputs = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private long opset;

  /**
   * Reads the file.
   *
   * @throws ConversionException where it is no ONNX file
   */
  static OnnxFile read(Path file) throws IOException {
    OnnxFile model = new OnnxFile();
    try {
      Messages.read(CodedInputStream.newInstance(Files.readAllBytes(file)), model::modelField);
    } catch (InvalidProtocolBufferException e) {
      throw new ConversionException(file + " is not an ONNX file, or damaged: " + e.getMessage());
    }
    if (model.nodes.isEmpty()) {
      throw new ConversionException(file + " is not an ONNX file: it has no nodes");
    }
    return model;
  }

  private boolean modelField(int number, CodedInputStream in) throws IOException {
    if (number == 7) {
      Messages.readInner(in, this::graphField);
      return true;
    }
    if (number == 8) {
      String[] domain = {""};
      long[] version = {0};
      Messages.readInner(
          in,
          (field, inner) -> {
            if (field == 1) {
              domain[0] = inner.readString();
            } else if (field == 2) {
              version[0] = inner.readInt64();
            }
            return field == 1 || field == 2;
          });
      if (domain[0].isEmpty()) {
        opset = version[0];
      }
      return true;
    }
    return false;
  }

  private boolean graphField(int number, CodedInputStream in) throws IOException {
    switch (number) {
      case 1 -> nodes.add(OnnxNode.read(in));
      case 5 -> {
        OnnxTensor tensor = OnnxTensor.read(in);
        weights.put(tensor.name(), tensor);
      }
      case 11 -> valueInfo(in);
      case 12 ->
          Messages.readInner(
              in,
              (field, inner) -> {
                if (field == 1) {
                  outputs.add(inner.readString());
                }
                return field == 1;
              });
      default -> {
        return false;
      }
    }
    return true;
  }

  private void valueInfo(CodedInputStream in) throws IOException {
    String[] name = {""};
    List<Integer> shape = new ArrayList<>();
    Messages.readInner(
        in,
        (field, info) -> {
          if (field == 1) {
            name[0] = info.readString();
            return true;
          }
          if (field != 2) {
            return false;
          }
          // TypeProto.tensor_type.shape.dim
          inner(info, 1, type -> inner(type, 2, dims -> inner(dims, 1, dim -> size(dim, shape))));
          return true;
        });
    inputs.put(name[0], shape);
  }

  private interface Inner {
    void read(CodedInputStream in) throws IOException;
  }

  private static void inner(CodedInputStream in, int wanted, Inner inner) throws IOException {
    Messages.readInner(
        in,
        (field, message) -> {
          if (field == wanted) {
            inner.read(message);
          }
          return field == wanted;
        });
  }

  private static void size(CodedInputStream in, List<Integer> shape) throws IOException {
    int[] size = {OPEN};
    Messages.readInner(
        in,
        (field, dimension) -> {
          if (field == 1) {
            size[0] = Math.toIntExact(dimension.readInt64());
          }
          return field == 1;
        });
    shape.add(size[0]);
  }

  /** In an order in which inputs come before their users. */
  List<OnnxNode> nodes() {
    return nodes;
  }

  Map<String, OnnxTensor> weights() {
    return weights;
  }

  /** Name and shape of what must be fed; some writers list the weights too. */
  Map<String, List<Integer>> inputs() {
    Map<String, List<Integer>> fed = new LinkedHashMap<>(inputs);
    fed.keySet().removeAll(weights.keySet());
    return fed;
  }

  List<String> outputs() {
    return outputs;
  }

  /** The version of ONNX's own operations. */
  long opset() {
    return opset;
  }
}
