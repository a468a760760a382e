package dev.rollcall.models.convert.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/** A node's attributes from the JSON form of the protobuf message: bytes are base64. */
final class Attributes {
  private Attributes() {}

  static Map<String, AttrValue> read(JsonNode json) {
    Map<String, AttrValue> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      // Names with an underscore are notes of the tool that wrote the file.
      if (!entry.getKey().startsWith("_")) {
        value(entry.getValue()).ifPresent(value -> attributes.put(entry.getKey(), value));
      }
    }
    return attributes;
  }

  private static Optional<AttrValue> value(JsonNode json) {
    AttrValue.Builder value = AttrValue.newBuilder();
    if (json.has("s")) {
      value.setS(bytes(json.get("s")));
    } else if (json.has("i")) {
      value.setI(json.get("i").asLong());
    } else if (json.has("f")) {
      value.setF((float) json.get("f").asDouble());
    } else if (json.has("b")) {
      value.setB(json.get("b").asBoolean());
    } else if (json.has("type")) {
      value.setType(type(json.get("type")));
    } else if (json.has("shape")) {
      value.setShape(shape(json.get("shape")));
    } else if (json.has("list")) {
      value.setList(list(json.get("list")));
    } else {
      return Optional.empty();
    }
    return Optional.of(value.build());
  }

  private static AttrValue.ListValue list(JsonNode json) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    json.path("s").forEach(item -> list.addS(bytes(item)));
    json.path("i").forEach(item -> list.addI(item.asLong()));
    json.path("f").forEach(item -> list.addF((float) item.asDouble()));
    json.path("b").forEach(item -> list.addB(item.asBoolean()));
    json.path("type").forEach(item -> list.addType(type(item)));
    json.path("shape").forEach(item -> list.addShape(shape(item)));
    return list.build();
  }

  private static ByteString bytes(JsonNode json) {
    if (!json.isArray()) {
      return ByteString.copyFrom(Base64.getDecoder().decode(json.asText()));
    }
    byte[] bytes = new byte[json.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) json.get(i).asInt();
    }
    return ByteString.copyFrom(bytes);
  }

  private static DataType type(JsonNode json) {
    return json.isNumber()
        ? Optional.ofNullable(DataType.forNumber(json.asInt())).orElse(DataType.DT_INVALID)
        : DataType.valueOf(json.asText());
  }

  private static TensorShapeProto shape(JsonNode json) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().setUnknownRank(json.path("unknownRank").asBoolean());
    json.path("dim")
        .forEach(
            size ->
                shape.addDim(
                    TensorShapeProto.Dim.newBuilder().setSize(size.path("size").asLong())));
    return shape.build();
  }
}
