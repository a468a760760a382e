package dev.rollcall.gateway.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The description of the API, held against real answers. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** By the very node of the document: there are far fewer of them than answers. */
  private final Map<JsonNode, Schema> compiled =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private final Map<String, Pattern> patterns = new HashMap<>();

  private Contract(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      patterns.put(
          path.getKey(),
          Pattern.compile(
              "\\Q" + path.getKey().replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E"));
    }
  }

  static Contract of(String openApi) throws JsonProcessingException {
    return new Contract(JSON.readTree(openApi));
  }

  /**
   * A call that is described.
   *
   * @param permission that it asks for; empty where none
   * @param open for anybody
   */
  record Operation(String method, String path, String permission, boolean open) {}

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode security = method.getValue().get("security");
        operations.add(
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                method.getValue().path("x-permission").asText(""),
                security != null && security.isEmpty()));
      }
    }
    return operations;
  }

  /** Whether a call is described as taking this header. */
  boolean takes(Operation operation, String header) {
    for (JsonNode parameter : described(operation).path("parameters")) {
      if (resolved(parameter).path("name").asText().equals(header)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call is described as answering so. */
  boolean answers(Operation operation, int status) {
    return described(operation).path("responses").has("" + status);
  }

  private JsonNode described(Operation operation) {
    return document
        .get("paths")
        .get(operation.path())
        .get(operation.method().toLowerCase(Locale.ROOT));
  }

  /** What is wrong with an answer; empty where nothing is, or the call is not described. */
  List<String> problems(String method, String uri, Caller.Answer answer) {
    String path = uri.replaceAll("\\?.*", "");
    JsonNode operation = find(method, path);
    if (operation == null) {
      return List.of();
    }
    String where = method + " " + path + " " + answer.status() + ": ";
    JsonNode response = resolved(operation.path("responses").path("" + answer.status()));
    if (response.isMissingNode()) {
      return List.of(where + "this status is not described");
    }
    JsonNode content = response.path("content");
    String type = String.valueOf(answer.headers().get("content-type")).replaceAll(";.*", "");
    if (content.isMissingNode()) {
      return answer.body().length() == 0 ? List.of() : List.of(where + "a body is not described");
    }
    String anyOfItsKind = type.replaceAll("/.*", "/*");
    String described = content.has(type) ? type : anyOfItsKind;
    JsonNode schema = content.path(described).path("schema");
    if (schema.isMissingNode()) {
      return content.has(described) ? List.of() : List.of(where + type + " is not described");
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    try {
      return compiled
          .computeIfAbsent(schema, this::compile)
          .validate(JSON.readTree(answer.body().getBytes()))
          .stream()
          .map(Error::toString)
          .map(error -> where + error)
          .toList();
    } catch (java.io.IOException e) {
      return List.of(where + e.getMessage());
    }
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.get("components"));
    whole.setAll((ObjectNode) schema);
    return schemas.getSchema(whole);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asText().substring(1));
  }

  private @Nullable JsonNode find(String method, String path) {
    JsonNode found = null;
    for (Map.Entry<String, JsonNode> entry : document.get("paths").properties()) {
      boolean exact = entry.getKey().equals(path);
      if (exact || Objects.requireNonNull(patterns.get(entry.getKey())).matcher(path).matches()) {
        JsonNode operation = entry.getValue().get(method.toLowerCase(Locale.ROOT));
        if (exact || found == null) {
          found = operation == null ? found : operation;
        }
      }
    }
    return found;
  }
}
