package dev.rollcall.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The description of the API: one file an area, put together at the start. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] AREAS = {
    "access", "attendance", "people", "exchange", "models", "system"
  };

  private static final String PLANNED = "x-planned";

  private OpenApi() {}

  /** The whole document as JSON. */
  static byte[] document() {
    try {
      ObjectNode document = read("base");
      for (String area : AREAS) {
        merge(document, read(area), area);
      }
      withoutPlanned((ObjectNode) document.get("paths"));
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that cannot become JSON", e);
    }
  }

  /** Operations marked x-planned are agreed between those who build, and not there yet. */
  private static void withoutPlanned(ObjectNode paths) {
    for (String path : names(paths)) {
      ObjectNode item = (ObjectNode) paths.get(path);
      for (String method : names(item)) {
        if (item.get(method).has(PLANNED)) {
          item.remove(method);
        }
      }
      if (item.isEmpty()) {
        paths.remove(path);
      }
    }
  }

  private static List<String> names(ObjectNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static ObjectNode read(String area) {
    try {
      return (ObjectNode) JSON.readTree(Resource.bytes("openapi/" + area + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("openapi/" + area + ".json is not JSON", e);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from, String area) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      JsonNode there = into.get(field.getKey());
      if (there == null) {
        into.set(field.getKey(), field.getValue());
      } else if (there instanceof ObjectNode object
          && field.getValue() instanceof ObjectNode more) {
        merge(object, more, area);
      } else {
        throw new IllegalStateException(
            "openapi/%s.json says %s a second time".formatted(area, field.getKey()));
      }
    }
  }
}
