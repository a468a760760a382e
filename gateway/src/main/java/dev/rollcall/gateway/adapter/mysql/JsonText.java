package dev.rollcall.gateway.adapter.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Values in columns that hold JSON. */
final class JsonText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonText() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value that cannot become JSON", e);
    }
  }

  static List<String> texts(String json) throws SQLException {
    return read(json, new TypeReference<List<String>>() {});
  }

  static Map<String, String> textsByName(String json) throws SQLException {
    return read(json, new TypeReference<Map<String, String>>() {});
  }

  static <T> T read(String json, TypeReference<T> type) throws SQLException {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("a column holds something else than it should: " + type, e);
    }
  }

  static <T> T read(String json, Class<T> type) throws SQLException {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("a column holds something else than it should: " + type, e);
    }
  }
}
