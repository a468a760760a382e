package dev.rollcall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Fields of a small JSON body that may be left out; a field that is not known is refused. */
final class Fields {
  private final ObjectNode json;

  private Fields(ObjectNode json) {
    this.json = json;
  }

  static Fields of(Body body, Set<String> known) {
    ObjectNode json = Json.readObject(((Body.JsonText) body).bytes());
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!known.contains(entry.getKey())) {
        throw ProblemException.ofField(
            ProblemCode.UNKNOWN_FIELD,
            entry.getKey(),
            "There is no field %s here. Known are %s."
                .formatted(entry.getKey(), new TreeSet<>(known)));
      }
    }
    return new Fields(json);
  }

  private Optional<JsonNode> node(String field) {
    return Optional.ofNullable(json.get(field)).filter(node -> !node.isNull());
  }

  Optional<String> text(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw wrongKind(field, "text");
              }
              return node.textValue();
            });
  }

  String requiredText(String field) {
    return text(field)
        .orElseThrow(
            () ->
                ProblemException.ofField(
                    ProblemCode.MISSING_FIELD, field, "%s is missing.".formatted(field)));
  }

  Optional<Boolean> flag(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrongKind(field, "true or false");
              }
              return node.booleanValue();
            });
  }

  Optional<List<String>> texts(String field) {
    return node(field)
        .map(
            node -> {
              List<String> texts = new ArrayList<>();
              if (!node.isArray()) {
                throw wrongKind(field, "a list of texts");
              }
              for (JsonNode item : node) {
                if (!item.isTextual()) {
                  throw wrongKind(field, "a list of texts");
                }
                texts.add(item.textValue());
              }
              return List.copyOf(texts);
            });
  }

  private static ProblemException wrongKind(String field, String wanted) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be %s.".formatted(field, wanted));
  }
}
